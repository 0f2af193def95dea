import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ComprehendClient, CreateDocumentClassifierCommand } from '@aws-sdk/client-comprehend';
import type { AwsStandIns } from './aws-stand-ins';
import { only, strings, type TerraformJson } from './terraform-json';
import { until } from './until';

/**
 * Trains the declared classifier version by SDK, as the provider would, and writes an import block for it beside the
 * stack: the provider itself waits 17 minutes at every training. Answers the ARN.
 * @param corpus what to train with when the bucket of the stack is not there yet
 */
export async function trainBySdk(
  aws: AwsStandIns,
  json: TerraformJson,
  folder: string,
  corpus?: string,
): Promise<string> {
  const known = (text: unknown) =>
    String(text).replace(/\$\{data\.aws_caller_identity[^}]*}/g, aws.comprehend.scope.account);
  const stack = new Map([['', json]]);
  const declared = only(stack, '', 'aws_comprehend_document_classifier');
  const bucket = known(only(stack, '', 'aws_s3_bucket')['bucket']);
  const input = Object(declared['input_data_config']);
  const uri = String(Reflect.get(input, 's3_uri')).replace(/\$\{aws_s3_bucket[^}]*}/, bucket);
  if (corpus !== undefined) aws.corpora.set(uri, corpus);
  const client = new ComprehendClient({
    endpoint: aws.comprehend.url,
    region: aws.comprehend.scope.region,
    credentials: { accessKeyId: 'stand-in', secretAccessKey: 'stand-in' },
  });
  const { DocumentClassifierArn: arn } = await client.send(
    new CreateDocumentClassifierCommand({
      DocumentClassifierName: String(declared['name']),
      VersionName: String(declared['version_name']),
      LanguageCode: 'en',
      Mode: 'MULTI_CLASS',
      Tags: defaultTags(json),
      DataAccessRoleArn: known(declared['data_access_role_arn']),
      InputDataConfig: { DataFormat: 'COMPREHEND_CSV', S3Uri: uri },
    }),
  );
  if (arn === undefined) throw new Error('CreateDocumentClassifier answered no ARN');
  await until(`${arn} is trained`, () => {
    const { status, properties } = aws.comprehend.classifiers.describe(arn);
    if (status === 'IN_ERROR') throw new Error(JSON.stringify(properties));
    return status === 'TRAINED';
  });
  const to = 'aws_comprehend_document_classifier.classifier';
  writeFileSync(join(folder, 'import.tf.json'), JSON.stringify({ import: [{ to, id: arn }] }));
  return arn;
}

function defaultTags(json: TerraformJson): { Key: string; Value: string }[] {
  const tags = strings(json.provider?.['aws']?.[0]?.['default_tags']);
  return tags.map(([path, Value]) => ({ Key: path.replace(/^0\.tags\./, ''), Value }));
}
