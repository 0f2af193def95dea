import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { Construct } from 'constructs';
import { policyDocument } from '../policy';

export interface AlarmTopicProps {
  readonly name: string;
  readonly account: string;
  /** Must be confirmed by a click in the mail that AWS sends. */
  readonly email: string;
}

/** Tells a person about alarms. */
export class AlarmTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);
    const topic = new SnsTopic(this, 'topic', { name: props.name });
    new SnsTopicPolicy(this, 'policy', {
      arn: topic.arn,
      policy: policyDocument({
        principal: { Service: 'cloudwatch.amazonaws.com' },
        actions: ['sns:Publish'],
        resources: [topic.arn],
        conditions: { StringEquals: { 'aws:SourceAccount': props.account } },
      }),
    });
    new SnsTopicSubscription(this, 'email', { topicArn: topic.arn, protocol: 'email', endpoint: props.email });
    this.arn = topic.arn;
  }
}
