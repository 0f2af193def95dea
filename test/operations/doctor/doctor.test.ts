import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Diagnosis } from '../../../operations/doctor/diagnosis';
import { isReady } from '../../../operations/doctor/examine';
import type { DomainHealth } from '../../../stand-ins/genesys-platform/store';
import { DOMAIN, type DoctorLab, doctorLab, NOW } from '../../support/doctor-lab';

let lab: DoctorLab;
beforeEach(async () => {
  lab = await doctorLab();
});
afterEach(() => lab.close());

test('a deployment in order is all ok', async () => {
  const found = await lab.examine();
  expect(found.filter(({ status }) => status !== 'ok')).toEqual([]);
  expect(isReady(found)).toBe(true);
  expect(new Set(found.map(({ topic }) => topic)).size).toBeGreaterThan(20);
});

test('an empty organisation and account are ready for a first deploy', async () => {
  const { store } = lab.genesys;
  for (const kind of [store.queues, store.integrations, store.credentials, store.actions, store.flows, store.routes]) {
    kind.clear();
  }
  for (const stack of ['classifier-dev', 'api-dev', 'routing-dev']) lab.state(stack, []);
  lab.aws.facts.keys = {};
  const found = await lab.examine();
  expect(found.filter(({ status }) => status !== 'ok')).toEqual([]);
});

type Status = Diagnosis['status'];
type Case = readonly [fault: string, break_: (lab: DoctorLab) => unknown, status: Status, topic: string, what: RegExp];

const ALL_BUT =
  (...lacking: string[]) =>
  (lab: DoctorLab) => {
    lab.client.permissions = RIGHTS.filter((right) => !lacking.includes(right));
  };
const RIGHTS = [
  ...['routing:email:manage', 'routing:email:view', 'routing:queue:add', 'routing:queue:edit', 'routing:queue:delete'],
  ...['routing:queue:view', 'routing:queue:readonly', 'integrations:integration:add', 'integrations:integration:edit'],
  ...['integrations:integration:delete', 'integrations:integration:view', 'integrations:action:add'],
  ...['integrations:action:edit', 'integrations:action:delete', 'integrations:action:view', 'bridge:actions:view'],
  ...['architect:ui:view', 'architect:flow:add', 'architect:flow:edit', 'architect:flow:delete'],
  ...['architect:flow:publish', 'architect:flow:view', 'oauth:client:view', 'audits:audit:view'],
];
const health = (change: Partial<DomainHealth>) => (lab: DoctorLab) =>
  void lab.genesys.store.domains.set(DOMAIN, { id: DOMAIN, subDomain: false, health: change });
const record = (change: (environment: DoctorLab['environment']) => object) => (lab: DoctorLab) => {
  lab.environment = { ...lab.environment, ...change(lab.environment) };
};
const without =
  (...names: string[]) =>
  (lab: DoctorLab) => {
    for (const name of names) delete lab.variables[name];
  };
const lock = (created: string) => (lab: DoctorLab) =>
  writeFileSync(
    join(lab.root, 'state/.routing-dev.tfstate.lock.info'),
    JSON.stringify({ ID: 'L1', Operation: 'OperationTypeApply', Who: 'ann@laptop', Created: created }),
  );
const change =
  <T extends object>(map: (lab: DoctorLab) => Map<string, T>, id: string, part: Partial<T>) =>
  (lab: DoctorLab) => {
    const all = map(lab);
    all.set(id, { ...(all.get(id) as T), ...part });
  };
const gone = (map: (lab: DoctorLab) => Map<string, unknown>, id: string) => (lab: DoctorLab) =>
  void map(lab).delete(id);
const flows = ({ genesys }: DoctorLab) => genesys.store.flows;
const integrations = ({ genesys }: DoctorLab) => genesys.store.integrations;
const queues = ({ genesys }: DoctorLab) => genesys.store.queues;
const refuse = (action: string) => (lab: DoctorLab) => void lab.aws.facts.refused.add(action);
const deny = (action: string) => (lab: DoctorLab) => void lab.aws.facts.denied.add(action);
const broken = (route: string) => (lab: DoctorLab) =>
  lab.genesys.faults.add({ route, mishap: { status: 500, body: {} } });
const TODAY = new Date(NOW - 3_600_000).toISOString();
const edited = (serviceName: string, entityType: string, id: string, by: object) => (lab: DoctorLab) =>
  void lab.genesys.store.audits.push({
    ...{ eventDate: TODAY, serviceName, entityType, action: 'Update' },
    entity: { id, name: id },
    ...by,
  });

const CASES: readonly Case[] = [
  [
    'Terraform is missing',
    ({ variables }) => Object.assign(variables, { TERRAFORM_BINARY_NAME: '/nowhere' }),
    'missing',
    'terraform',
    /install Terraform/,
  ],
  [
    'Terraform is old',
    (lab) => lab.terraform(`echo '{"terraform_version": "1.5.7"}'`),
    'missing',
    'terraform',
    /is 1\.5\.7/,
  ],
  [
    'Archy is missing',
    ({ variables }) => Object.assign(variables, { ARCHY_HOME: '/nowhere' }),
    'missing',
    'archy',
    /\/nowhere/,
  ],
  [
    'the OAuth secret is not set',
    without('GENESYSCLOUD_OAUTHCLIENT_SECRET'),
    'missing',
    'genesys login',
    /SECRET is not set/,
  ],
  [
    'the OAuth secret is wrong',
    ({ variables }) => Object.assign(variables, { GENESYSCLOUD_OAUTHCLIENT_SECRET: 'x' }),
    'missing',
    'genesys login',
    /refuses the OAuth client/,
  ],
  [
    'Genesys Cloud does not answer',
    ({ variables }) => Object.assign(variables, { GENESYSCLOUD_GATEWAY_PORT: '1' }),
    'not-checked',
    'flow',
    /login to Genesys Cloud must work/,
  ],
  [
    'there are no AWS credentials',
    without('AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'),
    'missing',
    'aws login',
    /no AWS credentials/,
  ],
  [
    'the AWS credentials have expired',
    ({ aws }) => Object.assign(aws.facts, { rejected: 'ExpiredToken' }),
    'not-checked',
    'aws account',
    /accept the credentials first/,
  ],
  [
    'the AWS account is another one',
    record(({ aws }) => ({ aws: { ...aws, accountId: '999999999999' } })),
    'missing',
    'aws account',
    /allows 999999999999 only/,
  ],
  [
    'IAM denies to make the endpoint',
    deny('comprehend:CreateEndpoint'),
    'missing',
    'aws permissions',
    /IAM denies comprehend:CreateEndpoint/,
  ],
  [
    'IAM denies the role of the function alone',
    deny('iam:PassRole on arn:aws:iam::123456789012:role/email-routing-dev-classify'),
    'missing',
    'aws permissions',
    /iam:PassRole/,
  ],
  [
    'the simulation is not allowed',
    refuse('iam:SimulatePrincipalPolicy'),
    'not-checked',
    'aws permissions',
    /needs permission iam:SimulatePrincipalPolicy/,
  ],
  [
    'IAM does not know the role',
    ({ aws }) => Object.assign(aws.facts, { unknownPrincipal: true }),
    'not-checked',
    'aws permissions',
    /does not find/,
  ],
  [
    'the identity may not be asked for',
    refuse('sts:GetCallerIdentity'),
    'not-checked',
    'aws account',
    /sts:GetCallerIdentity/,
  ],
  [
    'API Gateway has no log role',
    ({ aws }) => Object.assign(aws.facts, { logRole: undefined }),
    'missing',
    'api log role',
    /refuses a stage with logs/,
  ],
  [
    'the log role may not be read',
    refuse('apigateway:GET /account'),
    'not-checked',
    'api log role',
    /apigateway:GET on \/account/,
  ],
  [
    'the API key is old',
    ({ aws }) => Object.assign(aws.facts, { keys: { 'email-routing-dev': NOW / 1000 - 400 * 86_400 } }),
    'warn',
    'api key',
    /400 days/,
  ],
  ['the API key may not be read', refuse('apigateway:GET /apikeys'), 'not-checked', 'api key', /apigateway:GET/],
  [
    'the quotas may not be read',
    refuse('servicequotas:ListServiceQuotas'),
    'not-checked',
    'quotas',
    /servicequotas:ListServiceQuotas/,
  ],
  [
    'the units of the account are used up',
    ({ aws }) => Object.assign(aws.facts, { quotas: { 'Inference units per account': 0 } }),
    'missing',
    'units',
    /1 units .* 0 are allowed/,
  ],
  [
    'no further endpoint is allowed',
    ({ aws }) => Object.assign(aws.facts, { quotas: { 'Maximum number of active endpoints': 0 } }),
    'missing',
    'units',
    /0 are allowed/,
  ],
  [
    'the peak does not fit into the units',
    record(({ volume }) => ({ volume: { ...volume, peakMailsPerHour: 5000 } })),
    'warn',
    'units',
    /450 messages an hour fit, 5000/,
  ],
  [
    'the endpoint is parked',
    record(({ classifier }) => ({ classifier: { ...classifier, endpoint: { ...classifier.endpoint, parked: true } } })),
    'warn',
    'classifier',
    /parks/,
  ],
  [
    'the endpoint is another one',
    record(({ classifier }) => ({
      classifier: { ...classifier, endpoint: { ...classifier.endpoint, name: 'other' } },
    })),
    'warn',
    'classifier',
    /no endpoint/,
  ],
  [
    'Comprehend does not answer',
    ({ variables }) => Object.assign(variables, { AWS_ENDPOINT_URL_COMPREHEND: 'http://127.0.0.1:1' }),
    'missing',
    'aws login',
    /AWS does not answer/,
  ],
  ['somebody deploys', lock(TODAY), 'missing', 'state of routing-dev', /ann@laptop holds the lock/],
  ['a lock stayed', lock('2026-11-30T12:00:00Z'), 'warn', 'state of routing-dev', /2026-11-30/],
  [
    'the state is not one',
    (lab) => writeFileSync(join(lab.root, 'state/api-dev.tfstate'), '<html>'),
    'missing',
    'state of api-dev',
    /not a Terraform state/,
  ],
  [
    'the OAuth client is disabled',
    ({ client }) => Object.assign(client, { state: 'disabled' }),
    'missing',
    'oauth client',
    /is disabled/,
  ],
  [
    'tokens last a minute',
    ({ client }) => Object.assign(client, { tokenSeconds: 60 }),
    'missing',
    'token lifetime',
    /log in without pause/,
  ],
  [
    'tokens last ten minutes',
    ({ client }) => Object.assign(client, { tokenSeconds: 600 }),
    'warn',
    'token lifetime',
    /600 s/,
  ],
  [
    'token lifetime may not be read',
    ALL_BUT('oauth:client:view'),
    'not-checked',
    'token lifetime',
    /needs permission oauth:client:view/,
  ],
  [
    'the client may not publish',
    ALL_BUT('architect:flow:publish'),
    'missing',
    'genesys permissions',
    /lacks architect:flow:publish in division Home/,
  ],
  [
    'its role is in another division',
    ({ client, genesys }) => {
      genesys.store.divisions.set('emea', { id: 'emea', name: 'EMEA', home: false });
      client.divisions = ['EMEA'];
    },
    'missing',
    'genesys permissions',
    /in another division only/,
  ],
  [
    'the division of the flow is unknown',
    record(({ flow }) => ({ flow: { ...flow, division: 'Mars' } })),
    'missing',
    'genesys permissions',
    /no division Mars/,
  ],
  [
    'data actions are limited',
    record(({ volume, flow }) => ({ volume: { ...volume, peakMailsPerHour: 20_000 }, flow: { ...flow } })),
    'warn',
    'data action limits',
    /334 a minute and 112 at once/,
  ],
  [
    'domains may not be read',
    ALL_BUT('routing:email:manage'),
    'not-checked',
    'domain',
    /needs permission routing:email:manage/,
  ],
  [
    'the domain is missing',
    ({ genesys }) => genesys.store.domains.clear(),
    'missing',
    'domain',
    /no domain mail\.acme\.example/,
  ],
  ['MX does not lead there', health({ mx: 'INVALID' }), 'missing', 'domain', /MX records/],
  ['the domain is not verified', health({ verification: 'PENDING' }), 'missing', 'dns', /ownership .* \(PENDING\)/],
  ['DKIM failed', health({ dkim: 'FAILED' }), 'warn', 'dns', /DKIM/],
  ['MAIL FROM failed', health({ mailFrom: 'FAILED' }), 'warn', 'dns', /MAIL FROM/],
  ['there is no DMARC', health({ dmarc: 'NotPresent' }), 'warn', 'domain', /DMARC .*NotPresent/],
  ['the route is gone', gone(({ genesys }) => genesys.store.routes, 'route'), 'missing', 'route', /is gone/],
  [
    'the route leads to another flow',
    change(({ genesys }) => genesys.store.routes, 'route', { fields: { pattern: 'support', flow: { id: 'other' } } }),
    'warn',
    'route',
    /leads to the flow other/,
  ],
  [
    'the route leads to a queue',
    change(({ genesys }) => genesys.store.routes, 'route', {
      fields: { pattern: 'support', queue: { id: 'q', name: 'Sales' } },
    }),
    'warn',
    'route',
    /the queue Sales/,
  ],
  [
    'the route is in error',
    change(({ genesys }) => genesys.store.routes, 'route', { fields: { pattern: 'support', status: 'Error' } }),
    'missing',
    'route',
    /in error/,
  ],
  ['a queue is gone', gone(queues, 'queue-0'), 'missing', 'queues', /is gone/],
  ['a queue is not of this state', change(queues, 'queue-0', { id: 'foreign' }), 'missing', 'queues', /does not hold/],
  [
    'an existing queue does not exist',
    (lab) => {
      lab.categories = { ...lab.categories, fallbackQueue: 'Nobody', existingQueues: ['Nobody'] };
    },
    'missing',
    'queues',
    /calls existing/,
  ],
  ['nobody is in a queue', change(queues, 'queue-1', { members: new Map() }), 'warn', 'queues', /nobody is a member/],
  [
    'queues may not be read',
    ALL_BUT('routing:queue:view'),
    'not-checked',
    'queues',
    /needs permission routing:queue:view/,
  ],
  ['the list of queues fails', broken('/api/v2/routing/queues'), 'missing', 'queues', /could not be read/],
  [
    'the integration is disabled',
    change(integrations, 'integration', { intendedState: 'DISABLED' }),
    'missing',
    'integration',
    /DISABLED and INACTIVE/,
  ],
  [
    'the integration is in error',
    change(integrations, 'integration', { reportedState: { code: 'ERROR' } }),
    'missing',
    'integration',
    /ENABLED and ERROR/,
  ],
  ['the integration is gone', gone(integrations, 'integration'), 'missing', 'integration', /not there though/],
  [
    'the credential is gone',
    gone(({ genesys }) => genesys.store.credentials, 'credential'),
    'missing',
    'credential',
    /no API key/,
  ],
  [
    'the data action is gone',
    gone(({ genesys }) => genesys.store.actions, 'action'),
    'missing',
    'data action',
    /not there though/,
  ],
  ['the flow is gone', gone(flows, 'flow'), 'missing', 'flow', /not there though/],
  [
    'the flow was never published',
    change(flows, 'flow', { publishedVersion: null }),
    'missing',
    'flow',
    /never published/,
  ],
  [
    'somebody has the flow open',
    change(flows, 'flow', { lockedBy: { kind: 'user', id: 'u', name: 'Ann' } }),
    'missing',
    'flow',
    /Ann has it open/,
  ],
  [
    'the last publish failed',
    change(flows, 'flow', { currentOperation: { actionName: 'PUBLISH', actionStatus: 'FAILURE' } }),
    'warn',
    'flow',
    /last PUBLISH .* failed/,
  ],
  [
    'flows may not be read',
    ALL_BUT('architect:flow:view'),
    'not-checked',
    'flow',
    /needs permission architect:flow:view/,
  ],
  [
    'somebody changed the flow by hand',
    edited('Architect', 'Flow', 'flow', { user: { id: 'u', name: 'Ann' } }),
    'warn',
    'changes by hand',
    /Ann: Update Flow flow/,
  ],
  [
    'another client changed a queue',
    edited('ContactCenter', 'Queue', 'queue-0', { client: { id: 'other' } }),
    'warn',
    'changes by hand',
    /other: Update Queue/,
  ],
  [
    'audits may not be read',
    ALL_BUT('audits:audit:view'),
    'not-checked',
    'changes by hand',
    /needs permission audits:audit:view/,
  ],
];

describe('a single fault', () => {
  test.each(CASES)('%s', async (_, break_, status, topic, what) => {
    break_(lab);
    const found = await lab.examine();
    const told = found.filter((one) => one.topic === topic && one.status === status);
    expect(found.map((one) => `${one.status} ${one.topic}: ${one.what}`)).toContainEqual(expect.stringMatching(what));
    expect(told.map((one) => one.what)).toContainEqual(expect.stringMatching(what));
    if (status === 'missing' || status === 'warn') expect(told.every(({ remedy }) => Boolean(remedy))).toBe(true);
    if (status === 'missing') expect(isReady(found)).toBe(false);
  });
});

test('what a deploy of our own client changed is not by hand', async () => {
  edited('Architect', 'Flow', 'flow', { client: { id: 'doctor' } })(lab);
  expect((await lab.examine()).filter(({ topic }) => topic === 'changes by hand')).toMatchObject([{ status: 'ok' }]);
});

test('the DNS records to set are told', async () => {
  health({ dkim: 'PENDING', mailFrom: 'FAILED' })(lab);
  const remedies = (await lab.examine()).filter(({ topic }) => topic === 'dns').map(({ remedy }) => remedy);
  expect(remedies).toContainEqual(expect.stringContaining(`one._domainkey.${DOMAIN} CNAME one.dkim.example.net`));
  expect(remedies).toContainEqual(expect.stringContaining(`bounce.${DOMAIN} MX 10 feedback.example.net`));
});

test('doctor changes nothing', async () => {
  const before = lab.genesys.dump();
  await lab.examine();
  expect(lab.genesys.dump()).toEqual(before);
  const written = lab.genesys.store.requests.filter(
    ({ method, path }) => method !== 'GET' && path !== '/oauth/token' && !path.startsWith('/api/v2/audits/query'),
  );
  expect(written).toEqual([]);
  expect(lab.genesys.unknownCalls()).toEqual([]);
});
