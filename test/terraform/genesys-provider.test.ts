import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type GenesysApi, startGenesysApi } from '../../stand-ins/genesys-platform/start-genesys-api';
import { installGenesysProvider } from '../../stand-ins/genesys-provider/install';

let work: string;
let api: GenesysApi;
beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'genesys-provider-'));
  const mirror = join(work, 'mirror');
  installGenesysProvider(process.cwd(), mirror);
  writeFileSync(
    join(work, 'terraformrc'),
    `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`,
  );
  api = await startGenesysApi({
    users: [{ email: 'ann@example.com', name: 'Ann' }],
    domains: ['mail.example.com'],
  });
  mkdirSync(join(work, 'stack'));
  await write({});
  await terraform('init', '-input=false');
});
afterAll(async () => {
  await api.close();
  rmSync(work, { recursive: true, force: true });
});

let secret = '';
async function terraform(...args: string[]): Promise<string> {
  const environment = {
    ...process.env,
    TF_CLI_CONFIG_FILE: join(work, 'terraformrc'),
    TF_DISABLE_PLUGIN_TLS: '1',
    CHECKPOINT_DISABLE: '1',
    GENESYSCLOUD_OAUTHCLIENT_ID: api.client.id,
    GENESYSCLOUD_OAUTHCLIENT_SECRET: secret || api.client.secret,
  };
  const { stdout } = await promisify(execFile)('terraform', [`-chdir=${join(work, 'stack')}`, ...args, '-no-color'], {
    env: environment,
    maxBuffer: 1 << 26,
  });
  return stdout;
}

type Block = Record<string, unknown>;
/** One of everything that the stacks use. */
async function write(change: { queue?: Block; contract?: Block; domain?: Block; action?: Block }): Promise<void> {
  const main = {
    terraform: { required_providers: { genesyscloud: { source: 'mypurecloud/genesyscloud', version: '1.82.0' } } },
    provider: {
      genesyscloud: { token_pool_size: 1, gateway: { protocol: 'http', host: '127.0.0.1', port: String(api.port) } },
    },
    data: {
      genesyscloud_user: { ann: { email: 'ann@example.com' } },
      genesyscloud_auth_role: { agent: { name: 'User' } },
      genesyscloud_routing_email_domain: { adopted: { name: 'mail.example.com' } },
    },
    resource: {
      genesyscloud_routing_queue: {
        plain: {
          name: '401K',
          ignore_members: true,
          acw_timeout_ms: 300000,
          media_settings_email: {
            alerting_timeout_sec: 300,
            service_level_percentage: 0.8,
            service_level_duration_ms: 20000,
          },
          ...change.queue,
        },
        staffed: { name: 'IRA', members: [{ user_id: '$' + '{data.genesyscloud_user.ann.id}' }] },
      },
      genesyscloud_integration_credential: {
        key: { name: 'key', credential_type_name: 'userDefined', fields: { apiKey: 'a-secret' } },
      },
      genesyscloud_integration: {
        classifier: {
          integration_type: 'custom-rest-actions',
          intended_state: 'ENABLED',
          config: {
            name: 'Classifier',
            credentials: { basicAuth: '$' + '{genesyscloud_integration_credential.key.id}' },
          },
        },
      },
      genesyscloud_integration_action: {
        classify: {
          name: 'Classify',
          category: 'Classifier',
          integration_id: '$' + '{genesyscloud_integration.classifier.id}',
          config_timeout_seconds: 20,
          contract_input: JSON.stringify({
            type: 'object',
            properties: { Subject: { type: 'string' } },
            ...change.contract,
          }),
          contract_output: JSON.stringify({ type: 'object', properties: { QueueName: { type: 'string' } } }),
          config_request: {
            request_type: 'POST',
            request_url_template: 'https://api.example.test/classify',
            request_template: '$$' + '{input.rawRequest}',
            headers: { 'X-API-Key': '$$' + '{credentials.apiKey}' },
          },
          config_response: { success_template: '$$' + '{rawResult}' },
          ...change.action,
        },
      },
      genesyscloud_routing_email_domain: { mail: { domain_id: 'acme', subdomain: true, ...change.domain } },
      genesyscloud_routing_email_route: {
        support: {
          domain_id: '$' + '{genesyscloud_routing_email_domain.mail.id}',
          pattern: 'support',
          from_name: 'Support',
          reply_email_address: {
            domain_id: '$' + '{genesyscloud_routing_email_domain.mail.id}',
            self_reference_route: true,
          },
        },
      },
      genesyscloud_user: { bob: { email: 'bob@example.com', name: 'Bob' } },
      genesyscloud_user_roles: {
        bob: {
          user_id: '$' + '{genesyscloud_user.bob.id}',
          roles: [{ role_id: '$' + '{data.genesyscloud_auth_role.agent.id}' }],
        },
      },
    },
    output: { adopted: { value: '$' + '{data.genesyscloud_routing_email_domain.adopted.id}' } },
  };
  writeFileSync(join(work, 'stack/main.tf.json'), JSON.stringify(main));
}

interface Plan {
  resource_changes: { address: string; change: { actions: string[] } }[];
}
async function plannedActions(): Promise<Record<string, string>> {
  await terraform('plan', '-out=plan');
  const { resource_changes } = JSON.parse(await terraform('show', '-json', 'plan')) as Plan;
  const changed = resource_changes.filter(({ change }) => !['no-op', 'read'].includes(change.actions.join()));
  return Object.fromEntries(changed.map(({ address, change }) => [address, change.actions.join()]));
}

describe('the stand-in of the Genesys Cloud provider, in real Terraform', () => {
  test('applies one of everything, and then plans nothing', async () => {
    expect(await terraform('apply', '-auto-approve')).toContain('Apply complete! Resources: 9 added');
    expect(await plannedActions()).toEqual({});
    expect(api.unknownCalls()).toEqual([]);
  });

  test('hides the credential', async () => {
    expect(await terraform('show')).not.toContain('a-secret');
  });

  test('updates in place what the real one updates, replaces what it replaces', async () => {
    await write({ queue: { description: 'new' }, action: { config_timeout_seconds: 30 } });
    expect(await plannedActions()).toEqual({
      'genesyscloud_routing_queue.plain': 'update',
      'genesyscloud_integration_action.classify': 'update',
    });
    await write({ contract: { required: ['Subject'] } });
    expect(await plannedActions()).toEqual({ 'genesyscloud_integration_action.classify': 'delete,create' });
    await write({ domain: { domain_id: 'other' } });
    expect(await plannedActions()).toEqual({
      'genesyscloud_routing_email_domain.mail': 'delete,create',
      'genesyscloud_routing_email_route.support': 'delete,create',
    });
    await terraform('apply', '-auto-approve');
    expect(await plannedActions()).toEqual({});
  });

  test('sees what was changed or deleted behind its back', async () => {
    for (const queue of api.store.queues.values()) if (queue.name === '401K') api.store.queues.delete(queue.id);
    expect(await plannedActions()).toEqual({ 'genesyscloud_routing_queue.plain': 'create' });
    await terraform('apply', '-auto-approve');
  });

  test('fails as the real one on wrong credentials, before any change', async () => {
    secret = 'wrong';
    await expect(terraform('plan')).rejects.toThrow(/failed to authorize/);
    secret = '';
  });

  test('destroys everything and nothing else', async () => {
    await terraform('destroy', '-auto-approve');
    expect(api.dump()).toEqual({
      // A deleted user stays known by its address, as in Genesys Cloud.
      users: ['ann@example.com', 'bob@example.com (deleted)'],
      domains: ['mail.example.com'],
      queues: [],
      integrations: [],
      credentials: [],
      actions: [],
      routes: [],
      flows: [],
    });
  });
});
