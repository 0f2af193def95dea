import { capacityOf, remedyFor } from '../../cost/capacity';
import { mostUnits } from '../../cost/endpoint-month';
import { type Diagnosis, diagnosing } from '../diagnosis';
import type { Facts } from '../facts';
import { judge } from '../reading';

/** Comprehend's own defaults (quota page of its guide), where the account's may not be read. */
const DEFAULT_ENDPOINTS = 10;
const DEFAULT_UNITS = 100;
/** A key that is older should be changed. */
const KEY_DAYS = 365;

export function checkAws(facts: Facts): readonly Diagnosis[] {
  return [
    ...identity(facts),
    ...deployer(facts),
    ...(facts.environment.classifier.engine === 'comprehend' ? [...classifier(facts), ...units(facts)] : []),
    ...logRole(facts),
    ...key(facts),
  ];
}

function identity({ aws, environment: { aws: record, name } }: Facts): readonly Diagnosis[] {
  const topic = 'aws account';
  const { ok, missing } = diagnosing(topic);
  return judge(topic, aws.identity, ({ account, arn }) =>
    record.accountId !== undefined && record.accountId !== account
      ? [
          missing(
            `the credentials are of account ${account} (${arn}), config/${name}.yaml allows ${record.accountId} only`,
            'Set AWS_PROFILE to the right account, or correct aws.accountId',
          ),
        ]
      : [ok(`${account}, ${record.region}, as ${arn}`)],
  );
}

function deployer({ aws }: Facts): readonly Diagnosis[] {
  const topic = 'aws permissions';
  const { ok, missing } = diagnosing(topic);
  return judge(topic, aws.denied, (denied) =>
    denied.length === 0
      ? [
          ok(
            'IAM allows all that a deploy does (what an organisation forbids above it, and session policies, do not show)',
          ),
        ]
      : [...new Set(denied.map((one) => one.for))].map((purpose) => {
          const actions = denied.filter((one) => one.for === purpose).map(({ action }) => action);
          return missing(`IAM denies ${actions.join(', ')}`, `Allow them for: ${purpose} (docs/aws-permissions.md)`);
        }),
  );
}

function classifier({ aws, environment: { name, classifier: record } }: Facts): readonly Diagnosis[] {
  const topic = 'classifier';
  const { ok, missing, warn } = diagnosing(topic);
  return judge(topic, aws.classifier, ({ versions, endpoint }) => {
    const [newest] = versions;
    const trained = versions.filter(({ status }) => status.startsWith('TRAINED'));
    const found: Diagnosis[] = [];
    if (newest === undefined) return [ok('not trained yet: the deploy trains it')];
    if (newest.status === 'IN_ERROR') {
      found.push(
        missing(
          `training of version ${newest.version} failed: ${newest.message ?? ''}`,
          `npm run corpus:check, then deploy again; npm run classifier -- status ${name}`,
        ),
      );
    } else if (newest.status === 'TRAINED_WITH_WARNING') {
      found.push(
        warn(`version ${newest.version} is trained with a warning: ${newest.message ?? ''}`, 'npm run corpus:check'),
      );
    } else
      found.push(ok(`${trained.length} of ${versions.length} versions are trained, the newest is ${newest.status}`));
    if (record.endpoint.parked)
      found.push(
        warn(
          'the record parks the endpoint: all mail goes to the fallback queue',
          'Set classifier.endpoint.parked: false and deploy',
        ),
      );
    else if (endpoint === undefined) found.push(warn('there is no endpoint', `npm run deploy -- ${name} makes it`));
    else if (endpoint.status === 'IN_SERVICE')
      found.push(ok(`endpoint in service with ${endpoint.inferenceUnits ?? '?'} units`));
    else
      found.push(
        missing(`the endpoint is ${endpoint.status}: ${endpoint.message ?? ''}`, `npm run classifier -- wait ${name}`),
      );
    return found;
  });
}

/** Whether the units of the record fit into the account, and the expected mail into the units. */
function units({ aws, environment }: Facts): readonly Diagnosis[] {
  const topic = 'units';
  const { ok, missing, warn, unchecked } = diagnosing(topic);
  const { endpoint } = environment.classifier;
  if (endpoint.parked) return [];
  const wanted = mostUnits(environment.classifier);
  const capacity = capacityOf(environment);
  const fits = `${capacity.mailsPerHour} messages an hour fit, ${capacity.peakMailsPerHour} are expected at the peak`;
  const peak = capacity.enough ? ok(fits) : warn(fits, `classifier.endpoint: ${remedyFor(capacity)}`);
  const quotas = aws.quotas.kind === 'read' ? aws.quotas.value : {};
  const named = (pattern: RegExp) => Object.entries(quotas).find(([name]) => pattern.test(name))?.[1];
  const allowedUnits = named(/inference units.*(account|region|all)|total.*inference units/i) ?? DEFAULT_UNITS;
  const allowedEndpoints = named(/active endpoints|number of endpoints/i) ?? DEFAULT_ENDPOINTS;
  return [
    peak,
    ...(aws.quotas.kind === 'read' ? [] : judge('quotas', aws.quotas, () => [])),
    ...judge(topic, aws.endpoints, (all) => {
      const others = all.filter(({ name }) => name !== endpoint.name);
      const total = others.reduce((sum, one) => sum + one.units, wanted);
      const raise = 'Ask for more in Service Quotas, Amazon Comprehend, or delete an endpoint that nobody uses';
      if (others.length + 1 > allowedEndpoints)
        return [missing(`${others.length} other endpoints, ${allowedEndpoints} are allowed`, raise)];
      if (total > allowedUnits)
        return [missing(`${total} units with those of other endpoints, ${allowedUnits} are allowed`, raise)];
      return [ok(`${total} of ${allowedUnits} units, ${others.length + 1} of ${allowedEndpoints} endpoints`)];
    }),
    ...(aws.quotas.kind === 'read' && named(/inference units/i) === undefined && named(/endpoints/i) === undefined
      ? [unchecked("the account's list of quotas names no units of Comprehend; its documented defaults were taken")]
      : []),
  ];
}

function logRole({ aws, environment: { api, name } }: Facts): readonly Diagnosis[] {
  const topic = 'api log role';
  const { ok, missing } = diagnosing(topic);
  return judge(topic, aws.logRole, (arn) => {
    if (arn !== undefined) return [ok(arn)];
    if (api.manageAccountLogRole) return [ok('none yet: the deploy sets it')];
    return [
      missing(
        'API Gateway has no log role in this account and region, and refuses a stage with logs without one',
        `Set api.manageAccountLogRole: true in config/${name}.yaml, or have the role set in the console (API Gateway, Settings)`,
      ),
    ];
  });
}

function key({ aws, now, environment: { name } }: Facts): readonly Diagnosis[] {
  const topic = 'api key';
  const { ok, warn } = diagnosing(topic);
  return judge(topic, aws.keyMade, (made) => {
    if (made === undefined) return [ok('not there yet: the deploy makes it')];
    const days = Math.floor((now - made) / 86_400_000);
    if (days <= KEY_DAYS) return [ok(`${days} days old`)];
    return [warn(`${days} days old`, `Change it: see README.md on keys, then npm run deploy -- ${name}`)];
  });
}
