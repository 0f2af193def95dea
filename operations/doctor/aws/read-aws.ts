import { APIGatewayClient, GetAccountCommand, GetApiKeysCommand } from '@aws-sdk/client-api-gateway';
import { ComprehendClient, type EndpointProperties, paginateListEndpoints } from '@aws-sdk/client-comprehend';
import { IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { paginateListServiceQuotas, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Environment } from '../../../config/environment';
import { awsNames } from '../../../stacks/names';
import { type ClassifierState, readClassifierState } from '../../classifier/classifier-state';
import { type Reading, readAfter, readTogether, readValue } from '../reading';
import { neededRights, placeOf } from './permissions';
import { readAws } from './read-aws-answer';

export interface AwsFacts {
  readonly identity: Reading<{ readonly account: string; readonly arn: string }>;
  /** Actions that IAM would deny, each with what it is for. */
  readonly denied: Reading<readonly { readonly action: string; readonly for: string }[]>;
  /** Models and endpoint of the record. */
  readonly classifier: Reading<ClassifierState>;
  /** Inference units of every endpoint of the account in this region. */
  readonly endpoints: Reading<readonly { readonly name: string; readonly units: number }[]>;
  /** Quotas of Comprehend by name. */
  readonly quotas: Reading<Readonly<Record<string, number>>>;
  /** ARN of API Gateway's log role; undefined: none is set. */
  readonly logRole: Reading<string | undefined>;
  /** When our API key was made, milliseconds since 1970; undefined: there is none. */
  readonly keyMade: Reading<number | undefined>;
}

/** Reads what the checks want to know of the account. Changes nothing, and reads no key's value. */
export async function readAwsAccount(environment: Environment): Promise<AwsFacts> {
  const { region } = environment.aws;
  const settings = { region, maxAttempts: 2 };
  const sts = new STSClient(settings);
  const iam = new IAMClient(settings);
  const comprehend = new ComprehendClient(settings);
  const serviceQuotas = new ServiceQuotasClient(settings);
  const gateway = new APIGatewayClient(settings);
  const withComprehend = environment.classifier.engine === 'comprehend';
  const notUsed = { kind: 'skipped', because: 'the record does not use Comprehend' } as const;
  try {
    const identity = await readAws('sts:GetCallerIdentity', async () => {
      const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
      return { account: Account, arn: Arn };
    });
    const [denied, classifier, endpoints, quotas, logRole, keyMade] = await Promise.all([
      readAfter(identity, (who) => simulate(iam, environment, who)),
      withComprehend ? readClassifier() : notUsed,
      withComprehend ? readEndpoints() : notUsed,
      withComprehend ? readQuotas() : notUsed,
      readAws(
        'apigateway:GET on /account',
        async () => (await gateway.send(new GetAccountCommand({}))).cloudwatchRoleArn,
      ),
      readAws('apigateway:GET on /apikeys', async () => {
        const { apiKey } = awsNames(environment);
        const { items = [] } = await gateway.send(new GetApiKeysCommand({ nameQuery: apiKey, includeValues: false }));
        return items.find(({ name }) => name === apiKey)?.createdDate?.getTime();
      }),
    ]);
    return { identity, denied, classifier, endpoints, quotas, logRole, keyMade };
  } finally {
    for (const client of [sts, iam, comprehend, serviceQuotas, gateway]) client.destroy();
  }

  function readClassifier(): Promise<Reading<ClassifierState>> {
    const { name, endpoint } = environment.classifier;
    return readAws('comprehend:ListEndpoints and ListDocumentClassifiers', () =>
      readClassifierState(comprehend, { classifier: name, endpoint: endpoint.name }),
    );
  }

  function readEndpoints(): Promise<AwsFacts['endpoints']> {
    return readAws('comprehend:ListEndpoints', async () => {
      const all: EndpointProperties[] = [];
      for await (const page of paginateListEndpoints({ client: comprehend }, {})) {
        all.push(...(page.EndpointPropertiesList ?? []));
      }
      return all.map(({ EndpointArn = '', DesiredInferenceUnits = 0 }) => ({
        name: EndpointArn.slice(EndpointArn.lastIndexOf('/') + 1),
        units: DesiredInferenceUnits,
      }));
    });
  }

  function readQuotas(): Promise<AwsFacts['quotas']> {
    return readAws('servicequotas:ListServiceQuotas', async () => {
      const all: Record<string, number> = {};
      for await (const { Quotas = [] } of paginateListServiceQuotas(
        { client: serviceQuotas },
        { ServiceCode: 'comprehend' },
      )) {
        for (const { QuotaName = '', Value } of Quotas) if (Value !== undefined) all[QuotaName] = Value;
      }
      return all;
    });
  }
}

/** Has IAM judge the policies of whoever we are, for exactly the objects of this environment. */
async function simulate(
  iam: IAMClient,
  environment: Environment,
  { account, arn }: { readonly account: string; readonly arn: string },
): Promise<AwsFacts['denied']> {
  if (arn.endsWith(':root')) return readValue([]);
  const principal = principalOf(arn);
  const place = placeOf(environment, account);
  const judged = await Promise.all(
    neededRights(environment).map((right) =>
      readAws('iam:SimulatePrincipalPolicy', async () => {
        const { EvaluationResults = [] } = await iam.send(
          new SimulatePrincipalPolicyCommand({
            PolicySourceArn: principal,
            ActionNames: [...right.actions],
            ResourceArns: [...right.on(environment, place)],
            MaxItems: 1000,
            ...(right.passedTo !== undefined && {
              ContextEntries: [
                {
                  ContextKeyName: 'iam:PassedToService',
                  ContextKeyType: 'string',
                  ContextKeyValues: [right.passedTo],
                },
              ],
            }),
          }),
        );
        const refused = EvaluationResults.filter(({ EvalDecision }) => EvalDecision !== 'allowed');
        return [...new Set(refused.map(({ EvalActionName = '' }) => EvalActionName))].map((action) => ({
          action,
          for: right.for,
        }));
      }),
    ),
  );
  const together = readTogether(judged);
  // Somebody of another directory, or a role with a path, which the name of its session does not tell.
  if (together.kind === 'failed' && together.message.startsWith('NoSuchEntity')) {
    return {
      kind: 'skipped',
      because: `IAM does not find ${principal}; compare its policies with docs/aws-permissions.md`,
    };
  }
  return readAfter(together, async (all) => readValue(all.flat()));
}

/** `arn:aws:sts::1:assumed-role/deployer/session` is simulated as its role. Its path is lost, as that of roles of IAM Identity Center. */
function principalOf(arn: string): string {
  return arn.replace(/^(arn:[\w-]+):sts::(\d+):assumed-role\/([^/]+)\/.*$/, '$1:iam::$2:role/$3');
}
