import { describe, expect, test } from '@jest/globals';
import { diffExitCode, diffJson, diffMarkdown, diffText } from '../../../operations/plan/diff-report';
import { type Change, type PlanJson, readPlan, type StackPlan } from '../../../operations/plan/plan';
import { explainTerraformFailure } from '../../../operations/terraform/terraform-failure';

function one(change: Record<string, unknown>, mode = 'managed'): PlanJson {
  const defaults = { actions: ['update'], before: {}, after: {} };
  return { resource_changes: [{ address: 'aws_x.y', type: 'aws_x', mode, change: { ...defaults, ...change } }] };
}
const read = (change: Record<string, unknown>, mode?: string) =>
  readPlan('api-dev', one(change, mode), ['operators-secret']);

describe('a plan', () => {
  test.each([
    [['create'], 'create'],
    [['update'], 'update'],
    [['delete'], 'destroy'],
    [['delete', 'create'], 'replace'],
    [['create', 'delete'], 'replace'],
  ])('%j is to %s', (actions, action) => {
    expect(read({ actions, before: { a: 1 }, after: { a: 2 } })).toEqual([expect.objectContaining({ action })]);
  });
  test('leaves out what does nothing', () => {
    expect(read({ actions: ['no-op'] })).toEqual([]);
    expect(read({ actions: ['read'] }, 'data')).toEqual([]);
  });
  test('names each attribute that differs, nested ones by their path', () => {
    const [change] = read({ before: { a: 1, b: { c: 'x', d: 1 } }, after: { a: 1, b: { c: 'y', d: 1 } } });
    expect(change?.attributes).toEqual([{ path: 'b.c', before: 'x', after: 'y' }]);
  });
  test('says what is known only after apply, and what forces a replacement', () => {
    const [change] = read({
      actions: ['delete', 'create'],
      before: { id: 'old', name: 'a' },
      after: { name: 'b' },
      after_unknown: { id: true },
      replace_paths: [['name']],
    });
    expect(change?.because).toEqual(['name']);
    expect(change?.attributes).toContainEqual({ path: 'id', before: 'old', after: '(known after apply)' });
  });
  test.each([
    ['the order of a list', { a: [1, 2] }, { a: [2, 1] }],
    ['the spelling of a JSON document', { a: '{"x":1,"y":[1,2]}' }, { a: '{ "y": [2, 1], "x": 1 }' }],
    ['nothing at all', { a: { b: [] } }, { a: { b: null } }],
  ])('an update that changes %s is told apart', (_what, before, after) => {
    const [change] = read({ before, after });
    expect(change?.attributes).toEqual([]);
    expect(change?.noise).toBe(true);
  });
});

describe('a plan of outputs alone', () => {
  const outputs = {
    url: { actions: ['update'], before: 'https://a', after: 'https://b' },
    key: { actions: ['update'], before: 'k1', after: 'k2', before_sensitive: true, after_sensitive: true },
    arn: { actions: ['create'], before: null, after_unknown: true, after: undefined },
    same: { actions: ['no-op'], before: 1, after: 1 },
    old: { actions: ['delete'], before: 'x', after: null },
  };
  test('is something to do, and names them', () => {
    const changes = readPlan('api-dev', { resource_changes: [], output_changes: outputs }, []);
    expect(changes.map(({ action, address, attributes }) => [action, address, attributes])).toEqual([
      ['update', 'output url', [{ path: 'value', before: 'https://a', after: 'https://b' }]],
      ['update', 'output key', [{ path: 'value', before: '(sensitive)', after: '(sensitive)' }]],
      ['create', 'output arn', [{ path: 'value', before: '(none)', after: '(known after apply)' }]],
      ['update', 'output old', [{ path: 'value', before: 'x', after: '(none)' }]],
    ]);
    expect(diffExitCode([{ stack: 'api-dev', outcome: 'planned', changes }])).toBe(2);
  });
  test('beside resources they follow from, they are left out', () => {
    const changes = readPlan('api-dev', { ...one({ before: { a: 1 }, after: { a: 2 } }), output_changes: outputs }, []);
    expect(changes.map(({ address }) => address)).toEqual(['aws_x.y']);
  });
});

describe('a secret', () => {
  const secret = 'top-secret-value';
  test.each([
    ['a sensitive attribute', { before: { k: 'a' }, after: { k: secret }, after_sensitive: { k: true } }],
    ['a sensitive object', { before: null, after: { f: { k: secret } }, after_sensitive: { f: true } }],
    ['something inside a sensitive list', { before: {}, after: { f: [secret] }, after_sensitive: { f: [true] } }],
    ['what was sensitive before', { before: { k: secret }, after: { k: 'b' }, before_sensitive: { k: true } }],
    ["the operator's own secret", { before: {}, after: { k: 'has operators-secret inside' } }],
  ])('in %s never comes out', (_what, change) => {
    const plans: StackPlan[] = [{ stack: 'api-dev', outcome: 'planned', changes: read(change) }];
    const everything = diffText('dev', plans) + diffMarkdown('dev', plans) + JSON.stringify(diffJson('dev', plans));
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain('operators-secret');
    expect(everything).toContain('(sensitive)');
  });
});

test('the API key in a usage plan key, which the provider does not mark, never comes out', () => {
  const plan: PlanJson = {
    resource_changes: [
      {
        address: 'aws_api_gateway_usage_plan_key.access_plan-key',
        type: 'aws_api_gateway_usage_plan_key',
        mode: 'managed',
        change: {
          actions: ['delete', 'create'],
          before: {
            id: 'k1',
            key_id: 'k1',
            key_type: 'API_KEY',
            name: 'dev',
            usage_plan_id: 'p1',
            value: 'the-api-key',
          },
          after: { key_type: 'API_KEY', usage_plan_id: 'p1' },
          after_unknown: { id: true, key_id: true, name: true, value: true },
          before_sensitive: {},
          after_sensitive: {},
          replace_paths: [['key_id']],
        },
      },
    ],
  };
  const changes = readPlan('api-dev', plan, []);
  const plans: StackPlan[] = [{ stack: 'api-dev', outcome: 'planned', changes }];
  expect(changes[0]?.attributes).toContainEqual({ path: 'value', before: '(sensitive)', after: '(known after apply)' });
  expect(diffText('dev', plans) + diffMarkdown('dev', plans) + JSON.stringify(diffJson('dev', plans))).not.toContain(
    'the-api-key',
  );
});

const change = (action: Change['action'], address: string, value = 'v'): Change => ({
  stack: 'api-dev',
  address,
  type: 'aws_x',
  action,
  because: [],
  attributes: [{ path: 'a', before: '(none)', after: value }],
  noise: false,
});
const planned = (...changes: Change[]): StackPlan => ({ stack: 'api-dev', outcome: 'planned', changes });

describe('the report', () => {
  test('names what is destroyed or replaced first', () => {
    const text = diffText('dev', [
      planned(change('create', 'fresh'), change('update', 'changed')),
      planned(change('replace', 'swapped'), change('destroy', 'gone')),
    ]);
    const places = ['gone', 'swapped', 'changed', 'fresh'].map((address) => text.indexOf(address));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).toContain('dev: 1 to destroy, 1 to replace, 1 to update, 1 to create');
  });
  test('says why a stack cannot be planned yet', () => {
    const plans: StackPlan[] = [planned(), { stack: 'routing-dev', outcome: 'waiting', on: 'api-dev' }];
    expect(diffText('dev', plans)).toContain('routing-dev cannot be planned before api-dev is deployed');
    expect(diffMarkdown('dev', plans)).toContain('routing-dev cannot be planned before api-dev is deployed');
    expect(diffExitCode(plans)).toBe(2);
  });
  test.each([
    ['nothing', [planned()], 0],
    ['noise', [planned({ ...change('update', 'x'), noise: true })], 0],
    ['changes', [planned(change('create', 'x'))], 2],
    ['a failure, whatever else', [planned(change('create', 'x')), { stack: 's', outcome: 'failed', message: 'm' }], 1],
  ] as [string, StackPlan[], number][])('of %s ends with its exit code', (_what, plans, code) => {
    expect(diffExitCode(plans)).toBe(code);
  });
  test('for a pull request stays below the limit and still names everything that is destroyed', () => {
    const gone = Array.from({ length: 300 }, (_, index) => change('destroy', `gone_${index}`));
    const made = Array.from({ length: 2000 }, (_, index) => change('create', `made_${index}`, 'x'.repeat(5000)));
    const text = diffMarkdown('dev', [planned(...made, ...gone)]);
    expect(text.length).toBeLessThan(60_000);
    expect(gone.filter(({ address }) => !text.includes(`\`${address}\``))).toEqual([]);
    expect(text).toMatch(/\d+ more entries are left out/);
  });
  const queue = (index: number): Change => ({
    ...change('destroy', `genesyscloud_routing_queue.queues_A-queue-with-a-long-name-${index}_0123456789`),
    type: 'genesyscloud_routing_queue',
  });
  test('for a pull request names 1,000 destroyed queues below the limit', () => {
    const gone = Array.from({ length: 1000 }, (_, index) => queue(index));
    const text = diffMarkdown('dev', [planned(...gone, change('create', 'made'))]);
    expect(text.length).toBeLessThan(60_000);
    expect(gone.filter(({ address }) => !text.includes(`\`${address.split('.')[1]}\``))).toEqual([]);
    expect(text).not.toContain('not named here');
  });
  test('for a pull request counts what is too much to be named, and says so', () => {
    const gone = Array.from({ length: 5000 }, (_, index) => queue(index));
    const swapped = { ...change('replace', 'aws_x.api'), because: ['name'] };
    const plans = [planned(...gone, swapped)];
    const text = diffMarkdown('dev', plans);
    expect(text.length).toBeLessThan(60_000);
    expect(text).toContain('`genesyscloud_routing_queue` (5000): `queues_A-queue-with-a-long-name-0_0123456789`, `');
    expect(text).toContain('`aws_x`  because of name (1): `api`\n');
    const named = gone.filter(({ address }) => text.includes(`\`${address.split('.')[1]}\``)).length;
    expect(text).toContain(`**${5000 - named} of these objects are not named here.**`);
    expect(named).toBeGreaterThan(100);
    const json = JSON.stringify(diffJson('dev', plans));
    expect(gone.filter(({ address }) => !json.includes(`"${address}"`))).toEqual([]);
  });
  test('cannot be broken out of by a value', () => {
    const text = diffMarkdown('dev', [planned(change('update', 'x<script>', '```\n</details><script>'))]);
    expect(text).not.toContain('<code>x<script>');
    expect(text).toContain('````text');
  });
});

describe('a failure of Terraform is explained', () => {
  test.each([
    ['Error: Error acquiring the state lock\n│   ID:        abc-1\n│   Who:       ann@host\n', 'force-unlock abc-1'],
    ['Error: S3 bucket "b" does not exist.', 'deploy dev-state first'],
    ['No valid credential sources found', 'AWS_PROFILE'],
    ['ExpiredToken: The provided token has expired', 'expired'],
    ['Failed to query available provider packages', 'TF_CLI_CONFIG_FILE'],
  ])('%s', (stderr, words) => {
    expect(explainTerraformFailure('api-dev', stderr)).toContain(words);
  });
  test('or left in its own words', () => {
    expect(explainTerraformFailure('api-dev', 'something else')).toBeUndefined();
  });
});
