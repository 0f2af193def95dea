import { afterEach, describe, expect, test } from '@jest/globals';
import { readStack } from '../../../sandbox/output/read-stacks';
import { resolveStacks } from '../../../sandbox/output/resolve-stacks';
import { stackFolder } from '../../support/stack-folder';

const is = (expression: string) => `\${${expression}}`;
const removing: (() => void)[] = [];
afterEach(() => {
  for (const remove of removing.splice(0)) remove();
});

function resolve(stacks: Readonly<Record<string, object>>) {
  const { output, remove } = stackFolder(stacks);
  removing.push(remove);
  return resolveStacks(Object.keys(stacks).map((name) => readStack(output, name)));
}

const backend = (path: string) => ({ backend: { local: { path } } });
const role = (more: object) => ({ resource: { aws_iam_role: { mine: { name: 'me', ...more } } } });

describe('resolving', () => {
  test('follows references, through locals, computed attributes and data sources', () => {
    const resolved = resolve({
      one: {
        provider: { aws: [{ region: 'eu-west-1' }] },
        locals: { tag: `t-${is('aws_iam_role.mine.name')}` },
        data: { aws_caller_identity: { me: {} }, aws_region: { here: {} } },
        resource: {
          aws_iam_role: {
            mine: {
              name: 'me',
              '//': { path: 'x' },
              depends_on: ['nothing.at_all'],
              lifecycle: { x: is('no.such.thing') },
            },
          },
          aws_lambda_function: {
            f: {
              function_name: `f-${is('data.aws_region.here.name')}`,
              role: is('aws_iam_role.mine.arn'),
              tags: { a: [is('local.tag'), 1, true, null] },
            },
          },
        },
        output: { arn: { value: is('aws_lambda_function.f.arn'), sensitive: true } },
      },
    });
    expect(resolved.ofType('aws_lambda_function')[0]?.arguments).toEqual({
      function_name: 'f-eu-west-1',
      role: 'arn:aws:iam::123456789012:role/me',
      tags: { a: ['t-me', 1, true, null] },
    });
    expect(resolved.output('one', 'arn')).toBe('arn:aws:lambda:eu-west-1:123456789012:function:f-eu-west-1');
    expect(resolved.ofType('aws_iam_role')[0]?.arguments).toEqual({ name: 'me' });
  });

  test.each([
    [
      'a local state',
      backend('../../state/api.tfstate').backend,
      { backend: 'local', config: { path: '../../state/api.tfstate' } },
    ],
    [
      'a state in S3',
      { s3: { bucket: 'b', key: 'api.tfstate', region: 'x', use_lockfile: true } },
      { backend: 's3', config: { bucket: 'b', key: 'api.tfstate', region: 'x' } },
    ],
  ])('crosses stacks by %s', (_what, producing, reading) => {
    const resolved = resolve({
      api: {
        terraform: { backend: producing },
        resource: { aws_api_gateway_api_key: { k: { name: 'k' } } },
        output: { key: { value: is('aws_api_gateway_api_key.k.value'), sensitive: true } },
      },
      routing: {
        terraform: backend('other'),
        data: { terraform_remote_state: { 'cross-stack': reading } },
        resource: {
          genesyscloud_integration_credential: {
            c: { fields: { key: is('sensitive(data.terraform_remote_state.cross-stack.outputs.key)') } },
          },
        },
      },
    });
    const key = resolved.output('api', 'key');
    expect(key).toMatch(/^[0-9a-f]{40}$/);
    expect(resolved.ofType('genesyscloud_integration_credential')[0]?.arguments).toEqual({ fields: { key } });
  });

  test('makes an instance for each entry, and as many as are counted', () => {
    const resolved = resolve({
      s: {
        resource: {
          terraform_data: {
            each: { for_each: { a: 1, 'b c': 2 }, input: { name: is('each.key'), value: is('each.value') } },
            set: { for_each: is('toset(["x", "x"])'), input: is('each.value') },
            counted: { count: is('1 + 1'), input: `n${is('count.index')}` },
            none: { count: 0, input: is('no.such.thing') },
          },
        },
        output: {
          each: { value: is('terraform_data.each["b c"].output.value') },
          counted: { value: is('terraform_data.counted[1].output') },
        },
      },
    });
    expect(resolved.resources.map(({ address }) => address)).toEqual([
      'terraform_data.each["a"]',
      'terraform_data.each["b c"]',
      'terraform_data.set["x"]',
      'terraform_data.counted[0]',
      'terraform_data.counted[1]',
    ]);
    expect(resolved.resources[1]?.arguments).toEqual({ input: { name: 'b c', value: 2 } });
    expect([resolved.output('s', 'each'), resolved.output('s', 'counted')]).toEqual([2, 'n1']);
  });

  test('makes up the same values each time, and others for other resources', () => {
    const stacks = { a: { resource: { aws_api_gateway_rest_api: { x: { name: 'x' }, y: { name: 'x' } } } } };
    const ids = () =>
      resolve(stacks)
        .ofType('aws_api_gateway_rest_api')
        .map((one) => one.attribute('id'));
    expect(ids()).toEqual(ids());
    expect(new Set(ids()).size).toBe(2);
    expect(ids()[0]).toMatch(/^[0-9a-f]{10}$/);
  });

  test.each([
    ['us-west-2', true, 'acme.pure.cloud'],
    ['us-east-1', true, 'acme.mypurecloud.com'],
    ['eu-west-1', true, 'acme.mypurecloud.ie'],
    ['us-east-1', false, 'acme'],
  ])('gives a domain in %s its suffix', (region, subdomain, expected) => {
    const [domain] = resolve({
      r: {
        provider: { genesyscloud: [{ aws_region: region }] },
        resource: { genesyscloud_routing_email_domain: { d: { domain_id: 'acme', subdomain } } },
      },
    }).ofType('genesyscloud_routing_email_domain');
    expect(domain?.attribute('id')).toBe(expected);
  });
});

describe('an error names stack, resource and expression', () => {
  test.each<readonly [string, object, RegExp]>([
    [
      'a resource that is not there',
      role({ path: is('aws_iam_role.other.name') }),
      /^stack s: aws_iam_role.mine: \$\{aws_iam_role.other.name\}: there is no aws_iam_role.other in the stack$/,
    ],
    [
      'an attribute that only the service knows',
      role({ path: is('aws_iam_role.mine.unique_id') }),
      /^stack s: aws_iam_role.mine: unique_id: is not known before it is deployed$/,
    ],
    [
      'a function that is not known',
      role({ path: is('file("x")') }),
      /aws_iam_role.mine: \$\{file\("x"\)\}: the function file is not known/,
    ],
    ['an expression that cannot be read', role({ path: is('1 +') }), /aws_iam_role.mine: \$\{1 \+\}: expected a value/],
    ['a circle', role({ path: is('aws_iam_role.mine.path') }), /aws_iam_role.mine: path: depends on itself/],
    [
      'a local in a circle',
      { ...role({ path: is('local.a') }), locals: { a: is('local.a') } },
      /local: a: depends on itself/,
    ],
    [
      'an instance that is not there',
      { ...role({ count: 2 }), output: { a: { value: is('aws_iam_role.mine[2].name') } } },
      /output a: .*: there is no aws_iam_role.mine\[2\]/,
    ],
    [
      'a resource for each of nothing',
      role({ for_each: 'x' }),
      /aws_iam_role.mine: for_each: is neither a map nor a set/,
    ],
    [
      'a resource for each of itself',
      role({ for_each: is('aws_iam_role.mine["a"].tags') }),
      /for_each: depends on itself/,
    ],
    ['a variable', role({ path: is('var.x') }), /there is no var.x in the stack/],
    [
      'a state of nobody',
      {
        ...role({ path: is('data.terraform_remote_state.x.outputs.y') }),
        data: { terraform_remote_state: { x: { backend: 'local', config: { path: 'p' } } } },
      },
      /data.terraform_remote_state.x: p: is the state of no stack here/,
    ],
  ])('%s', (_what, stack, message) => {
    expect(() => resolve({ s: stack })).toThrow(expect.objectContaining({ name: 'OutputError' }));
    expect(() => resolve({ s: stack })).toThrow(message);
  });

  test('an output that is not there', () => {
    expect(() => resolve({ s: {} }).output('s', 'x')).toThrow('stack s: output x: is not there');
  });

  test('a stack that is not there, or broken', () => {
    const { output, remove } = stackFolder({ broken: '{' });
    removing.push(remove);
    expect(() => readStack(output, 'none')).toThrow(/^stack none: .*cdk.tf.json: is not there; synthesize first/);
    expect(() => readStack(output, 'broken')).toThrow(/^stack broken: .*is no JSON/);
  });
});
