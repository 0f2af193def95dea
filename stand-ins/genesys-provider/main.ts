import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Api, connect } from './api';
import { dataSources } from './resources/data-sources';
import { emailDomain, emailRoute } from './resources/email';
import { flow } from './resources/flow';
import { action, credential, integration } from './resources/integration';
import { queue } from './resources/queue';
import { queueAddress } from './resources/queue-address';
import { user, userRoles } from './resources/user';
import type { ProviderSchema } from './schema';
import { type DataSourceType, type ResourceType, serve } from './serve';

// Started by Terraform as terraform-provider-genesyscloud: node main.cjs <schema.json> <folder of the .proto files> <version>
const [, , schemaFile = '', protoDir = '', version = ''] = process.argv;

const RESOURCES: Readonly<Record<string, (api: Api) => ResourceType>> = {
  genesyscloud_flow: flow,
  genesyscloud_integration: integration,
  genesyscloud_integration_action: action,
  genesyscloud_integration_credential: credential,
  genesyscloud_routing_email_domain: (api) => emailDomain(api, adoptsDomains(version)),
  genesyscloud_routing_email_route: emailRoute,
  genesyscloud_routing_queue: queue,
  genesyscloud_routing_queue_outbound_email_address: queueAddress,
  genesyscloud_user: user,
  genesyscloud_user_roles: userRoles,
};

let connected: Api | undefined;
/** Planning and validating need no API, but share their table with what does. */
const api: Api = {
  call: (...call) => ready().call(...call),
  find: (...call) => ready().find(...call),
  remove: (...call) => ready().remove(...call),
  upload: (...call) => ready().upload(...call),
};
function ready(): Api {
  if (connected === undefined) throw new Error('the provider is not configured');
  return connected;
}

const resources = new Map(Object.entries(RESOURCES).map(([type, make]) => [type, make(api)]));
const sources = new Map<string, DataSourceType>(Object.entries(dataSources(api)));

serve(
  {
    schema: readSchema(schemaFile),
    configure: async (config) => {
      connected = await connect(config, process.env);
    },
    resource: (type) => named(resources, type),
    dataSource: (type) => named(sources, type),
  },
  protoDir,
).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

/** Whether that version of the real provider takes over a domain that is there. */
function adoptsDomains(version: string): boolean {
  return version.localeCompare('1.84.1', 'en', { numeric: true }) >= 0;
}

function named<T>(table: ReadonlyMap<string, T>, type: string): T {
  const found = table.get(type);
  if (found === undefined) throw new Error(`the stand-in provider has no ${type}`);
  return found;
}

function readSchema(file: string): ProviderSchema {
  const { provider_schemas } = JSON.parse(readFileSync(join(file), 'utf8')) as {
    provider_schemas: Record<string, ProviderSchema>;
  };
  const [schema] = Object.values(provider_schemas);
  if (schema === undefined) throw new Error(`${file} holds no provider`);
  return schema;
}
