import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../config/environment';
import { environment, synthesize } from '../support/synthesize';
import { type Resource, resources, strings } from '../support/terraform-json';

/** An S3 backend, an alarm address, an owned log role, a KMS key: whatever a record can switch on. */
const everything: Environment = {
  ...environment('prod'),
  name: 'everything-on-16',
  api: { ...environment('prod').api, manageAccountLogRole: true },
  backend: {
    type: 's3',
    bucket: 'acme-state',
    region: 'eu-west-1',
    prefix: 'mail',
    kmsKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/0',
  },
};
const stacks = synthesize([environment('dev'), environment('prod'), everything]);
const all = resources(stacks);

test('the laws see every environment and every kind of stack', () => {
  const seen = [...stacks.keys()];
  expect(seen).toEqual(
    expect.arrayContaining(['classifier-dev', 'api-dev', 'classifier-prod', 'api-prod', 'prod-state']),
  );
  expect(seen).not.toContain('dev-state'); // its backend is local
  expect(all.length).toBeGreaterThan(100);
});

test("cdktf's glob *-<env> means the stacks that are deployed together, without the bucket of their state", () => {
  const meant = ['dev', 'prod'].map((name) => [...stacks.keys()].filter((stack) => stack.endsWith(`-${name}`)).sort());
  expect(meant).toEqual([
    ['api-dev', 'classifier-dev', 'routing-dev'],
    ['api-prod', 'classifier-prod', 'routing-prod'],
  ]);
});

interface PolicyStatement {
  readonly Effect: string;
  readonly Action?: string | string[];
  readonly NotAction?: unknown;
  readonly Resource?: string | string[];
  readonly NotResource?: unknown;
  readonly Principal?: string | Record<string, string | string[]>;
  readonly NotPrincipal?: unknown;
  readonly Condition?: Record<string, Record<string, string | string[]>>;
}

interface Found {
  readonly resource: Resource;
  readonly statement: PolicyStatement;
  readonly trust: boolean;
}

/** Every statement of every policy in JSON text, wherever it stands. */
const statements: readonly Found[] = all.flatMap((resource) =>
  strings(resource.attributes).flatMap(([path, text]) => {
    if (!text.startsWith('{"Version":"2012-10-17"')) return [];
    const { Statement }: { Statement: PolicyStatement[] } = JSON.parse(text);
    return Statement.map((statement) => ({ resource, statement, trust: path === 'assume_role_policy' }));
  }),
);
/** As Terraform knows the account when it plans. */
const account = `\${data.aws_caller_identity.current.account_id}`;
const list = (value: string | string[] | undefined) => (value === undefined ? [] : [value].flat());
const show = ({ resource, statement }: Found) => `${resource.at}  ${JSON.stringify(statement)}`;
const allowed = statements.filter(({ statement }) => statement.Effect === 'Allow');

/** What may be left open in a resource, and why. */
const OPEN_RESOURCES = [
  /^arn:aws:logs:[^*?]+:log-group:[^*?]+:log-stream:\*$/, // Lambda names the streams of its own group
  /^arn:aws:s3:::[^*?/]+\/[^*?]+\/\*$/, // Comprehend lists and reads all files of the corpus' folder
];

function isNamed(arn: string): boolean {
  return !/[*?]/.test(arn) || OPEN_RESOURCES.some((open) => open.test(arn));
}

describe('every policy', () => {
  test('is found', () => {
    const holders = new Set(statements.map(({ resource }) => resource.type));
    expect([...holders].sort()).toEqual(
      expect.arrayContaining(['aws_iam_role', 'aws_iam_role_policy', 'aws_s3_bucket_policy', 'aws_sns_topic_policy']),
    );
    for (const type of ['aws_iam_role', 'aws_iam_role_policy', 'aws_s3_bucket_policy', 'aws_sns_topic_policy']) {
      for (const resource of resources(stacks, type)) {
        expect(statements.filter((found) => found.resource.at === resource.at).length).toBeGreaterThan(0);
      }
    }
  });

  test('allows single actions only', () => {
    const offenders = allowed.filter(
      ({ statement }) =>
        statement.NotAction !== undefined ||
        list(statement.Action).length === 0 ||
        list(statement.Action).some((action) => action.includes('*')),
    );
    expect(offenders.map(show)).toEqual([]);
  });

  test('allows on named resources only', () => {
    const offenders = allowed.flatMap(({ resource, statement, trust }) => {
      const named = list(statement.Resource);
      if (trust) return named.length === 0 ? [] : [`${resource.at} names resources in a trust policy`];
      if (statement.NotResource !== undefined || named.length === 0) return [`${resource.at} names no resource`];
      return named.filter((arn) => !isNamed(arn)).map((arn) => `${resource.at} ${arn}`);
    });
    expect(offenders).toEqual([]);
  });

  test.each([
    '*',
    'arn:aws:s3:::*',
    'arn:aws:s3:::email-routing-corpus-dev*',
    'arn:aws:s3:::email-routing-corpus-dev/*',
    `arn:aws:comprehend:us-east-1:${account}:document-classifier-endpoint/*`,
    `arn:aws:logs:us-east-1:${account}:log-group:*`,
    `arn:aws:logs:us-east-1:${account}:log-group:*:log-stream:*`,
    'arn:aws:logs:*:*:log-group:/aws/lambda/email-routing-dev-classify:log-stream:*',
  ])('would be told of %s', (arn) => expect(isNamed(arn)).toBe(false));

  test('allows nothing to everybody', () => {
    const offenders = allowed.filter(
      ({ statement }) =>
        statement.NotPrincipal !== undefined ||
        strings({ Principal: statement.Principal }).some(([, principal]) => principal === '*'),
    );
    expect(offenders.map(show)).toEqual([]);
  });

  test('trusts Comprehend only for our account and classifier', () => {
    const trusting = statements.filter(({ statement }) =>
      strings(statement.Principal).some(([, principal]) => principal === 'comprehend.amazonaws.com'),
    );
    expect(trusting.length).toBe(3);
    const offenders = trusting.filter(({ statement: { Condition } }) => {
      const sources = list(Condition?.['ArnLike']?.['aws:SourceArn']);
      return (
        Condition?.['StringEquals']?.['aws:SourceAccount'] !== account ||
        sources.length === 0 ||
        sources.some((arn) => !arn.includes(`:${account}:document-classifier/email-routing-`))
      );
    });
    expect(offenders.map(show)).toEqual([]);
  });

  test('of the function names one endpoint and its own log group', () => {
    for (const record of [environment('dev'), environment('prod')]) {
      const rights = allowed.filter(
        ({ resource }) => resource.stack === `api-${record.name}` && resource.type === 'aws_iam_role_policy',
      );
      expect(rights.map(({ statement }) => [statement.Action, statement.Resource])).toEqual([
        [
          ['comprehend:ClassifyDocument'],
          [`arn:aws:comprehend:us-east-1:${account}:document-classifier-endpoint/${record.classifier.endpoint.name}`],
        ],
        [
          ['logs:CreateLogStream', 'logs:PutLogEvents'],
          [
            `arn:aws:logs:us-east-1:${account}:log-group:/aws/lambda/email-routing-${record.name}-classify:log-stream:*`,
          ],
        ],
      ]);
    }
  });

  test('of AWS itself is attached only where AWS asks for it', () => {
    const attached = resources(stacks, 'aws_iam_role_policy_attachment').map(
      ({ stack, attributes }) => `${stack} ${attributes['policy_arn']}`,
    );
    expect(attached).toEqual([
      'api-everything-on-16 arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs',
    ]);
  });
});

describe('every bucket', () => {
  const buckets = resources(stacks, 'aws_s3_bucket');
  /** Resources of a type that speak of the bucket. */
  const about = (bucket: Resource, type: string) =>
    resources(stacks, type).filter(
      ({ stack, attributes }) =>
        stack === bucket.stack && String(attributes['bucket']).includes(`aws_s3_bucket.${bucket.name}.`),
    );

  test('blocks public access', () => {
    const offenders = buckets.filter(
      (bucket) =>
        !about(bucket, 'aws_s3_bucket_public_access_block').some(({ attributes }) =>
          ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'].every(
            (setting) => attributes[setting] === true,
          ),
        ),
    );
    expect(offenders.map(({ at }) => at)).toEqual([]);
    expect(buckets.length).toBe(5);
  });

  test('refuses whatever does not come over TLS', () => {
    const offenders = buckets.filter((bucket) => {
      const denials = statements.filter(
        ({ resource, statement }) =>
          about(bucket, 'aws_s3_bucket_policy').some(({ at }) => at === resource.at) &&
          statement.Effect === 'Deny' &&
          statement.Principal === '*' &&
          list(statement.Action).includes('s3:*') &&
          list(statement.Resource).length === 2 &&
          statement.Condition?.['Bool']?.['aws:SecureTransport'] === 'false',
      );
      return denials.length !== 1;
    });
    expect(offenders.map(({ at }) => at)).toEqual([]);
  });

  test.each([
    ['aws_s3_bucket_versioning', '"status":"Enabled"'],
    ['aws_s3_bucket_server_side_encryption_configuration', '"sse_algorithm":"a'],
    ['aws_s3_bucket_ownership_controls', '"BucketOwnerEnforced"'],
    ['aws_s3_bucket_lifecycle_configuration', '"noncurrent_version_expiration"'],
  ])('has one %s', (type, says) => {
    const offenders = buckets.filter((bucket) => {
      const [found, ...more] = about(bucket, type);
      return (
        found === undefined ||
        more.length > 0 ||
        !JSON.stringify(found.attributes).replace('"AES256"', '"aes256"').includes(says)
      );
    });
    expect(offenders.map(({ at }) => at)).toEqual([]);
  });

  test('of state is never destroyed', () => {
    const state = buckets.filter(({ stack }) => stack.endsWith('-state'));
    expect(state.map(({ attributes }) => [attributes['lifecycle'], attributes['force_destroy']])).toEqual([
      [{ prevent_destroy: true }, false],
      [{ prevent_destroy: true }, false],
    ]);
  });
});

test('every log group has the retention of its record', () => {
  const groups = resources(stacks, 'aws_cloudwatch_log_group');
  const offenders = groups.filter(
    ({ stack, attributes }) => attributes['retention_in_days'] !== (stack.endsWith('-dev') ? 30 : 365),
  );
  expect(offenders.map(({ at }) => at)).toEqual([]);
  expect(groups.length).toBe(6);
});

/** What AWS allows for names that we choose, by type and attribute. */
const NAME_LIMITS: readonly (readonly [type: string, attribute: string, pattern: RegExp])[] = [
  ['aws_s3_bucket', 'bucket', /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/],
  ['aws_iam_role', 'name', /^[\w+=,.@-]{1,64}$/],
  ['aws_iam_role_policy', 'name', /^[\w+=,.@-]{1,128}$/],
  ['aws_lambda_function', 'function_name', /^[a-zA-Z0-9_-]{1,64}$/],
  ['aws_lambda_permission', 'statement_id', /^[a-zA-Z0-9_-]{1,100}$/],
  ['aws_cloudwatch_log_group', 'name', /^[\w./#-]{1,512}$/],
  ['aws_cloudwatch_metric_alarm', 'alarm_name', /^.{1,255}$/],
  ['aws_cloudwatch_dashboard', 'dashboard_name', /^[\w-]{1,255}$/],
  ['aws_cloudwatch_log_metric_filter', 'name', /^[^:*]{1,512}$/],
  ['aws_sns_topic', 'name', /^[\w-]{1,256}$/],
  ['aws_api_gateway_model', 'name', /^[a-zA-Z0-9]{1,128}$/],
  ['aws_api_gateway_stage', 'stage_name', /^\w{1,128}$/],
  ['aws_api_gateway_rest_api', 'name', /^.{1,1024}$/],
  ['aws_api_gateway_usage_plan', 'name', /^.{1,255}$/],
  ['aws_api_gateway_api_key', 'name', /^.{1,1024}$/],
  ['aws_api_gateway_request_validator', 'name', /^.{1,128}$/],
  ['aws_comprehend_document_classifier', 'name', /^(?=.{1,63}$)[a-zA-Z0-9](-*[a-zA-Z0-9])*$/],
  ['aws_comprehend_document_classifier', 'version_name', /^(?=.{1,63}$)[a-zA-Z0-9](-*[a-zA-Z0-9])*$/],
];

test('every name is one that AWS takes', () => {
  const offenders = NAME_LIMITS.flatMap(([type, attribute, pattern]) => {
    const found = resources(stacks, type);
    expect([type, found.length > 0]).toEqual([type, true]);
    return found.flatMap(({ at, attributes }) => {
      const name = String(attributes[attribute]).replace(/\$\{data\.aws_caller_identity[^}]*}/, '123456789012');
      return pattern.test(name) ? [] : [`${at} ${attribute} ${name}`];
    });
  });
  expect(offenders).toEqual([]);
});

test('every name that stands in a file of the account is different in every environment', () => {
  const shared = NAME_LIMITS.filter(
    ([type]) => !/api_gateway_(model|stage|request)|role_policy|permission|metric_filter/.test(type),
  )
    .filter(([, attribute]) => attribute !== 'version_name')
    .flatMap(([type, attribute]) =>
      ['dev', 'prod'].map((name) =>
        resources(stacks, type)
          .filter(({ stack }) => stack.endsWith(`-${name}`))
          .map(({ attributes }) => `${type} ${attributes[attribute]}`),
      ),
    );
  const names = shared.flat();
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

describe('every stack', () => {
  const using = (provider: string) =>
    [...stacks].filter(([, { terraform }]) => provider in terraform.required_providers);
  const aws = using('aws');
  const genesys = using('genesyscloud');

  test('deploys to one of the two clouds', () => {
    expect([...aws, ...genesys].map(([name]) => name).sort()).toEqual([...stacks.keys()]);
    expect(genesys.map(([name]) => name)).toEqual(['routing-dev', 'routing-everything-on-16', 'routing-prod']);
  });

  test('takes the one Genesys Cloud provider that was tried', () => {
    for (const [name, { terraform, provider }] of genesys) {
      expect([name, terraform.required_providers, terraform.required_version]).toEqual([
        name,
        { genesyscloud: { source: 'mypurecloud/genesyscloud', version: '1.82.0' } },
        '>= 1.11.0',
      ]);
      // Credentials come from the environment.
      expect(provider).toEqual({ genesyscloud: [{ aws_region: 'us-east-1', token_pool_size: 5 }] });
    }
  });

  test('keeps its state under a key of its own', () => {
    const keys = [...stacks.values()].map(({ terraform }) => JSON.stringify(terraform.backend));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test('takes the one AWS provider that was tried, from HashiCorp', () => {
    const constraints = aws.map(([name, { terraform }]) => [
      name,
      terraform.required_providers['aws'],
      terraform.required_version,
    ]);
    for (const [name, aws, terraform] of constraints) {
      expect([name, aws, terraform]).toEqual([name, { source: 'hashicorp/aws', version: '5.100.0' }, '>= 1.11.0']);
    }
  });

  test('tags what it makes', () => {
    const offenders = aws.filter(([name, { provider }]) => {
      const tags = name.endsWith('-dev') ? environment('dev').aws.tags : environment('prod').aws.tags;
      return JSON.stringify(provider?.['aws']?.[0]?.['default_tags']) !== JSON.stringify([{ tags: sorted(tags) }]);
    });
    expect(offenders.map(([name]) => name)).toEqual([]);
  });

  test('holds no secret: what is secret by name is a reference', () => {
    const offenders = all.flatMap(({ at, attributes }) =>
      strings(attributes)
        .filter(
          ([path, text]) =>
            /(password|secret|token|credential(?!_type_name)|fields|key_value)/i.test(path) && !text.includes('${'),
        )
        .map(([path]) => `${at} ${path}`),
    );
    expect(offenders).toEqual([]);
    expect(resources(stacks, 'aws_api_gateway_api_key').filter(({ attributes }) => 'value' in attributes)).toEqual([]);
  });

  test('marks outputs that hold the key as sensitive', () => {
    const offenders = [...stacks].flatMap(([name, { output }]) =>
      Object.entries(output ?? {})
        .filter(([, { value, sensitive }]) => /api_key.*\.value/.test(String(value)) && sensitive !== true)
        .map(([id]) => `${name}: output ${id}`),
    );
    expect(offenders).toEqual([]);
  });
});

function sorted(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
