import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CategoryList } from '../../config/categories';
import type { Environment } from '../../config/environment';
import { loadConfiguration } from '../../config/load-configuration';
import { categoriesIn } from '../../config/name-prefix';
import { dataActionName } from '../../flows/data-action';
import type { Diagnosis } from '../../operations/doctor/diagnosis';
import { examine } from '../../operations/doctor/examine';
import { gatherFacts } from '../../operations/doctor/gather-facts';
import { awsNames } from '../../stacks/names';
import { installArchy } from '../../stand-ins/archy/install-archy';
import { type AccountStandIn, startAwsAccount } from '../../stand-ins/aws-account/start-aws-account';
import { type Comprehend, startComprehend } from '../../stand-ins/comprehend/start-comprehend';
import { type GenesysApi, startGenesysApi } from '../../stand-ins/genesys-platform/start-genesys-api';
import type { Client } from '../../stand-ins/genesys-platform/store';
import { clientVariables } from './lambda-environment';
import { routingEnvironment } from './routing-environment';
import { trainWordModel } from './word-model';

/** An environment that is deployed and in order, on stand-ins, for somebody to break. */
export interface DoctorLab {
  readonly genesys: GenesysApi;
  readonly aws: AccountStandIn;
  readonly comprehend: Comprehend;
  /** The client that asks; its roles can be changed. */
  readonly client: { -readonly [Key in keyof Client]: Client[Key] };
  /** Change the record. */
  environment: Environment;
  categories: CategoryList;
  readonly variables: Record<string, string | undefined>;
  /** The flow's, queue's and other objects' ids. */
  readonly ids: Readonly<Record<'flow' | 'integration' | 'action' | 'credential' | 'route', string>> & {
    readonly queues: readonly string[];
  };
  /** Folder of the project, for the local state. */
  readonly root: string;
  readonly now: number;
  /** Writes the program that Terraform is. */
  terraform(script: string): void;
  state(stack: string, ids: readonly string[]): void;
  examine(): Promise<readonly Diagnosis[]>;
  close(): Promise<void>;
}

export const NOW = Date.parse('2026-12-01T12:00:00Z');
export const DOMAIN = 'mail.acme.example';

export async function doctorLab(): Promise<DoctorLab> {
  const root = mkdtempSync(join(tmpdir(), 'doctor-'));
  const client: DoctorLab['client'] = { id: 'doctor', secret: 'secret', name: 'Deployer' };
  const genesys = await startGenesysApi({ clients: [client], domains: [DOMAIN] });
  const aws = await startAwsAccount();
  const comprehend = await startComprehend({ train: trainWordModel, readObjects: async () => [] });
  const archy = installArchy(join(root, 'archy'), { api: genesys.url });
  const environment: Environment = {
    ...routingEnvironment({ email: { domain: { existing: DOMAIN } } }),
    backend: { type: 'local', dir: 'state' },
  };
  const { categories } = loadConfiguration(process.cwd());
  const ids = populate(genesys, environment, categoriesIn(environment, categories));
  const model = comprehend.classifiers.install(
    environment.classifier.name,
    'v1',
    trainWordModel([
      { label: 'A', text: 'one' },
      { label: 'B', text: 'two' },
    ]),
  );
  comprehend.endpoints.create({
    EndpointName: environment.classifier.endpoint.name,
    ModelArn: model,
    DesiredInferenceUnits: 1,
  });
  aws.facts.keys[awsNames(environment).apiKey] = NOW / 1000 - 86_400;
  const terraform = join(root, 'terraform');
  const saved = { ...process.env };
  const lab: DoctorLab = {
    ...{ genesys, aws, comprehend, client, environment, ids, root, now: NOW },
    categories: categoriesIn(environment, categories),
    variables: {
      ...clientVariables(comprehend.url),
      ...aws.variables,
      TERRAFORM_BINARY_NAME: terraform,
      ARCHY_HOME: archy.home,
      HOME: root,
      PATH: process.env['PATH'] ?? '',
      GENESYSCLOUD_OAUTHCLIENT_ID: client.id,
      GENESYSCLOUD_OAUTHCLIENT_SECRET: client.secret,
      GENESYSCLOUD_GATEWAY_PROTOCOL: 'http',
      GENESYSCLOUD_GATEWAY_HOST: '127.0.0.1',
      GENESYSCLOUD_GATEWAY_PORT: String(genesys.port),
    },
    terraform(script) {
      writeFileSync(terraform, `#!/bin/sh\n${script}\n`);
      chmodSync(terraform, 0o755);
    },
    state(stack, held) {
      const resources = held.map((id) => ({ mode: 'managed', type: 'a', instances: [{ attributes: { id } }] }));
      mkdirSync(join(root, 'state'), { recursive: true });
      writeFileSync(join(root, 'state', `${stack}.tfstate`), JSON.stringify({ version: 4, serial: 1, resources }));
    },
    async examine() {
      const { environment, categories, variables } = lab;
      for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
      const set = Object.entries(variables).filter(([, value]) => value !== undefined);
      Object.assign(process.env, Object.fromEntries(set));
      const facts = await gatherFacts({ root, environment, categories, variables, now: NOW, wait: async () => {} });
      return examine(facts);
    },
    async close() {
      process.env = saved;
      await Promise.all([genesys.close(), aws.close(), comprehend.close()]);
      rmSync(root, { recursive: true, force: true });
    },
  };
  lab.terraform(TERRAFORM);
  lab.state('classifier-dev', ['bucket', 'classifier']);
  lab.state('api-dev', ['api']);
  lab.state('routing-dev', [...ids.queues, ids.flow, ids.integration, ids.action, ids.credential, ids.route]);
  return lab;
}

export const TERRAFORM = `if [ "$2" = -json ]; then echo '{"terraform_version": "1.11.4"}'; else echo 'Terraform v1.11.4'; fi`;

/** What a deploy makes in the organisation. */
function populate({ store }: GenesysApi, environment: Environment, categories: CategoryList): DoctorLab['ids'] {
  const { category, name } = dataActionName(environment);
  const names = [...new Set(categories.categories.flatMap(({ queue }) => queue ?? [])), categories.fallbackQueue];
  const queues = names.map((queue, index) => {
    const id = `queue-${index}`;
    const members = new Map([['agent', 1]]);
    store.queues.set(id, { id, name: queue, fields: { name: queue }, members, codes: new Set() });
    return id;
  });
  store.credentials.set('credential', { id: 'credential', name: `${category} key`, type: 'userDefined', fields: {} });
  store.integrations.set('integration', {
    id: 'integration',
    type: 'custom-rest-actions',
    intendedState: 'ENABLED',
    config: { name: category, version: 1, properties: {}, advanced: {}, notes: '', credentials: {} },
  });
  store.actions.set('action', {
    ...{ id: 'action', name, category, integrationId: 'integration', secure: false, version: 1 },
    config: { request: {}, response: {} },
    contract: { input: { inputSchema: {} }, output: { successSchema: {} } },
  });
  store.flows.set('flow', {
    ...{ id: 'flow', name: environment.flow.name, type: 'INBOUNDEMAIL', description: '', divisionId: 'home' },
    lockedBy: null,
    versions: [{ id: '1', text: '', createdByClient: 'doctor', created: NOW }],
    ...{ savedVersion: '1', checkedInVersion: '1', publishedVersion: '1', datePublished: NOW, hiddenSearches: 0 },
  });
  const { pattern } = environment.email.route;
  store.routes.set('route', { id: 'route', domainId: DOMAIN, pattern, fields: { pattern, flow: { id: 'flow' } } });
  return {
    flow: 'flow',
    integration: 'integration',
    action: 'action',
    credential: 'credential',
    route: 'route',
    queues,
  };
}
