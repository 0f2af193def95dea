import { afterEach, describe, expect, test } from '@jest/globals';
import { readDataActions } from '../../../sandbox/output/read-data-actions';
import { readMailRoutes } from '../../../sandbox/output/read-mail-routes';
import { readQueues } from '../../../sandbox/output/read-queues';
import { readStack } from '../../../sandbox/output/read-stacks';
import { resolveStacks } from '../../../sandbox/output/resolve-stacks';
import { stackFolder } from '../../support/stack-folder';

const is = (expression: string) => `\${${expression}}`;
/** What Terraform must not take for its own. */
const escaped = (reference: string) => `$\${${reference}}`;
const contract = JSON.stringify({ type: 'object', properties: { A: { type: 'string' } }, required: ['A'] });

const stack = {
  provider: { genesyscloud: [{ aws_region: 'us-west-2' }] },
  data: {
    genesyscloud_flow: { flow: { name: 'Mail', type: 'inboundemail' } },
    genesyscloud_routing_queue: { theirs: { name: 'Theirs' } }, // one that the organisation has
  },
  resource: {
    genesyscloud_routing_queue: {
      ira: { name: 'IRA', description: 'Accounts' },
      desk: { name: 'Desk' },
    },
    genesyscloud_integration_credential: {
      key: { name: 'k', credential_type_name: 'userDefined', fields: { apiKey: is('sensitive("s3cret")') } },
    },
    genesyscloud_integration: {
      rest: {
        integration_type: 'custom-rest-actions',
        intended_state: 'ENABLED',
        config: { name: 'Mail', credentials: { basicAuth: is('genesyscloud_integration_credential.key.id') } },
      },
    },
    genesyscloud_integration_action: {
      classify: {
        name: 'Classify',
        category: 'Mail',
        integration_id: is('genesyscloud_integration.rest.id'),
        config_timeout_seconds: 20,
        contract_input: contract,
        contract_output: contract,
        config_request: {
          request_url_template: 'https://x.example/classify',
          request_type: 'POST',
          request_template: escaped('input.rawRequest'),
          headers: { 'X-API-Key': escaped('credentials.apiKey') },
        },
        config_response: { success_template: escaped('rawResult'), translation_map: {}, translation_map_defaults: {} },
      },
    },
    genesyscloud_routing_email_domain: { domain: { domain_id: 'acme', subdomain: true } },
    genesyscloud_routing_email_route: {
      support: {
        domain_id: is('genesyscloud_routing_email_domain.domain.id'),
        pattern: 'Support',
        from_name: 'Acme',
        flow_id: is('data.genesyscloud_flow.flow.id'),
      },
      direct: {
        domain_id: is('genesyscloud_routing_email_domain.domain.id'),
        pattern: 'ira',
        from_name: 'Acme IRA',
        from_email: 'ira@acme.example',
        queue_id: is('genesyscloud_routing_queue.ira.id'),
        history_inclusion: 'Exclude',
      },
    },
  },
};
const files = {
  'stacks/routing-x/assets/a/1/other.yaml': 'inboundEmail: {name: Other}',
  'stacks/routing-x/assets/a/2/flow.yaml': 'inboundEmail: {name: Mail}',
};

const removing: (() => void)[] = [];
afterEach(() => {
  for (const remove of removing.splice(0)) remove();
});

function resolve(changes: object = {}, beside: Readonly<Record<string, string>> = files) {
  const document = { ...stack, resource: { ...stack.resource, ...changes } };
  const { output, remove } = stackFolder({ 'routing-x': document }, beside);
  removing.push(remove);
  return resolveStacks([readStack(output, 'routing-x')]);
}

describe('the routing stack', () => {
  test('holds the data action with its templates unescaped and its credential', () => {
    expect(readDataActions(resolve())).toEqual([
      {
        category: 'Mail',
        name: 'Classify',
        inputContract: JSON.parse(contract),
        outputContract: JSON.parse(contract),
        timeoutSeconds: 20,
        request: {
          method: 'POST',
          urlTemplate: 'https://x.example/classify',
          template: is('input.rawRequest'),
          headers: { 'X-API-Key': is('credentials.apiKey') },
        },
        response: { translationMap: {}, translationMapDefaults: {}, successTemplate: is('rawResult') },
        credentials: { apiKey: 's3cret' },
      },
    ]);
  });

  test('refuses an integration that is not enabled', () => {
    const rest = { ...stack.resource.genesyscloud_integration.rest, intended_state: undefined };
    expect(() => readDataActions(resolve({ genesyscloud_integration: { rest } }))).toThrow(
      'stack routing-x: genesyscloud_integration.rest: intended_state: must be ENABLED',
    );
  });

  test('holds the queues', () => {
    expect(readQueues(resolve())).toEqual([
      { id: expect.any(String), name: 'IRA', description: 'Accounts' },
      { id: expect.any(String), name: 'Desk', description: '' },
      { id: expect.any(String), name: 'Theirs', description: '' },
    ]);
  });

  test('holds the routes, with the file of the flow that Archy publishes', () => {
    expect(readMailRoutes(resolve())).toEqual([
      {
        address: 'support@acme.pure.cloud',
        flowFile: expect.stringMatching(/2[/\\]flow\.yaml$/),
        queue: undefined,
        fromName: 'Acme',
        fromEmail: 'support@acme.pure.cloud',
        historyInclusion: 'Optional',
        allowMultipleActions: false,
      },
      {
        address: 'ira@acme.pure.cloud',
        flowFile: undefined,
        queue: 'IRA',
        fromName: 'Acme IRA',
        fromEmail: 'ira@acme.example',
        historyInclusion: 'Exclude',
        allowMultipleActions: false,
      },
    ]);
  });

  test('holds the file of the flow that the provider publishes', () => {
    const changes = {
      genesyscloud_flow: { flow: { filepath: 'assets/a/1/other.yaml' } },
      genesyscloud_routing_email_route: {
        support: {
          ...stack.resource.genesyscloud_routing_email_route.support,
          flow_id: is('genesyscloud_flow.flow.id'),
        },
      },
    };
    expect(readMailRoutes(resolve(changes))[0]?.flowFile).toMatch(
      /stacks[/\\]routing-x[/\\]assets[/\\]a[/\\]1[/\\]other\.yaml$/,
    );
  });

  test('refuses a flow without a file', () => {
    expect(() => readMailRoutes(resolve({}, {}))).toThrow(
      'stack routing-x: data.genesyscloud_flow.flow: the file of the flow Mail: is not in the stack',
    );
  });

  test('names the argument that is of another shape', () => {
    const changes = { genesyscloud_routing_queue: { ira: { name: 5 } } };
    expect(() => readQueues(resolve(changes))).toThrow('stack routing-x: genesyscloud_routing_queue.ira: name: ');
  });
});
