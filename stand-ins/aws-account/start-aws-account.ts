import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an account says of itself; change it to make something go wrong. */
export interface AccountFacts {
  account: string;
  /** Who asks. */
  arn: string;
  /** Calls that are refused, as `service:Action`. */
  refused: Set<string>;
  /** Error of every call, as for credentials that are wrong; undefined: none. */
  rejected: string | undefined;
  /** What IAM denies: `service:Action`, or `service:Action on ARN`. */
  denied: Set<string>;
  /** Principals that IAM does not know. */
  unknownPrincipal: boolean;
  /** Quotas of Comprehend. */
  quotas: Record<string, number>;
  logRole: string | undefined;
  /** API keys by name, and when they were made, seconds since 1970. */
  keys: Record<string, number>;
  /** Objects of all buckets by `bucket/key`. */
  objects: Record<string, string>;
}

export interface AccountStandIn {
  readonly url: string;
  readonly facts: AccountFacts;
  /** Makes the SDK's clients go there. */
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** As much of STS, IAM, Service Quotas, API Gateway and S3 as somebody asks who wants to know an account. It changes nothing. */
export async function startAwsAccount(): Promise<AccountStandIn> {
  const facts: AccountFacts = {
    account: '123456789012',
    arn: 'arn:aws:sts::123456789012:assumed-role/deployer/session',
    refused: new Set(),
    rejected: undefined,
    denied: new Set(),
    unknownPrincipal: false,
    quotas: { 'Maximum number of active endpoints': 10, 'Inference units per account': 100 },
    logRole: 'arn:aws:iam::123456789012:role/api-logs',
    keys: {},
    objects: {},
  };
  const server = createServer((request, response) => {
    serve(facts, request, response).catch((cause) => response.destroy(cause instanceof Error ? cause : undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    facts,
    variables: Object.fromEntries(
      ['STS', 'IAM', 'SERVICE_QUOTAS', 'API_GATEWAY', 'S3'].map((service) => [`AWS_ENDPOINT_URL_${service}`, url]),
    ),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly type: 'application/json' | 'text/xml';
  readonly text: string;
}

async function serve(facts: AccountFacts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  const url = new URL(request.url ?? '/', 'http://aws');
  const [, service = ''] = /\/\d{8}\/[^/]*\/([^/]+)\/aws4_request/.exec(request.headers.authorization ?? '') ?? [];
  const { status, type, text } = answer(facts, service, url, body, request.headers['x-amz-target']?.toString() ?? '');
  response.writeHead(status, { 'Content-Type': type }).end(text);
}

function answer(facts: AccountFacts, service: string, url: URL, body: string, target: string): Answer {
  const form = new URLSearchParams(body);
  const action = callOf(service, url, form, target);
  if (facts.rejected !== undefined) return refusal(service, 403, facts.rejected, 'not accepted');
  if (facts.refused.has(action))
    return refusal(service, 403, denialOf(service), `not authorized to perform: ${action}`);
  switch (action) {
    case 'sts:GetCallerIdentity':
      return xml('GetCallerIdentity', 'https://sts.amazonaws.com/doc/2011-06-15/', [
        `<Arn>${facts.arn}</Arn><UserId>A</UserId><Account>${facts.account}</Account>`,
      ]);
    case 'iam:SimulatePrincipalPolicy':
      return simulate(facts, form);
    case 'servicequotas:ListServiceQuotas':
      return json(200, {
        Quotas: Object.entries(facts.quotas).map(([QuotaName, Value]) => ({
          ServiceCode: 'comprehend',
          QuotaName,
          Value,
        })),
      });
    case 'apigateway:GET /account':
      return json(200, facts.logRole === undefined ? {} : { cloudwatchRoleArn: facts.logRole });
    case 'apigateway:GET /apikeys':
      return json(200, {
        item: Object.entries(facts.keys)
          .filter(([name]) => name.startsWith(url.searchParams.get('name') ?? ''))
          .map(([name, createdDate]) => ({ id: name, name, createdDate })),
      });
    case 's3:GetObject': {
      const found = facts.objects[decodeURIComponent(url.pathname.slice(1))];
      return found === undefined
        ? refusal(service, 404, 'NoSuchKey', 'The specified key does not exist.')
        : { status: 200, type: 'application/json', text: found };
    }
    default:
      return refusal(service, 400, 'UnknownOperationException', action);
  }
}

function callOf(service: string, url: URL, form: URLSearchParams, target: string): string {
  if (service === 'apigateway') return `apigateway:GET ${url.pathname}`;
  if (service === 's3') return 's3:GetObject';
  return `${service}:${form.get('Action') ?? target.slice(target.indexOf('.') + 1)}`;
}

function simulate({ denied, unknownPrincipal }: AccountFacts, form: URLSearchParams): Answer {
  const list = (name: string) =>
    [...form].filter(([key]) => key.startsWith(`${name}.member.`)).map(([, value]) => value);
  const actions = list('ActionNames');
  const wrong = actions.find((action) => !/^[a-z\d-]+:[A-Za-z]+$/.test(action));
  if (wrong !== undefined) return refusal('iam', 400, 'InvalidInput', `Invalid action: ${wrong}`);
  if (!/^arn:[\w-]+:iam::\d{12}:(user|role)\//.test(form.get('PolicySourceArn') ?? '')) {
    return refusal('iam', 400, 'InvalidInput', 'Invalid Entity Arn');
  }
  if (unknownPrincipal) return refusal('iam', 404, 'NoSuchEntity', 'The role cannot be found.');
  const results = actions.flatMap((action) =>
    list('ResourceArns').map((resource) => {
      const refused = denied.has(action) || denied.has(`${action} on ${resource}`);
      return `<member><EvalActionName>${action}</EvalActionName><EvalResourceName>${escaped(resource)}</EvalResourceName><EvalDecision>${refused ? 'implicitDeny' : 'allowed'}</EvalDecision></member>`;
    }),
  );
  return xml('SimulatePrincipalPolicy', 'https://iam.amazonaws.com/doc/2010-05-08/', [
    `<IsTruncated>false</IsTruncated><EvaluationResults>${results.join('')}</EvaluationResults>`,
  ]);
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const json = (status: number, body: object): Answer => ({
  status,
  type: 'application/json',
  text: JSON.stringify(body),
});

function xml(action: string, namespace: string, content: readonly string[]): Answer {
  const text = `<${action}Response xmlns="${namespace}"><${action}Result>${content.join('')}</${action}Result></${action}Response>`;
  return { status: 200, type: 'text/xml', text };
}

/** Each service has its own word for it. */
const denialOf = (service: string) =>
  ['iam', 'sts', 's3'].includes(service) ? 'AccessDenied' : 'AccessDeniedException';

function refusal(service: string, status: number, code: string, message: string): Answer {
  if (service === 's3') {
    return {
      status,
      type: 'text/xml',
      text: `<Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`,
    };
  }
  if (service === 'iam' || service === 'sts') {
    return {
      status,
      type: 'text/xml',
      text: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error></ErrorResponse>`,
    };
  }
  return json(status, { __type: code, message });
}
