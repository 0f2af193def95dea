import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CategoryList } from '../../config/categories';
import type { Environment } from '../../config/environment';
import { findEnvironment, loadConfiguration } from '../../config/load-configuration';
import { dataActionContract, dataActionName } from '../../flows/data-action';
import { requestSchema, responseSchema } from '../../lambda/contract';
import type { PublishOutcome } from '../../publishing/archy/outcome';
import type { Machine } from '../../publishing/archy/preflight';
import { type PublishRequest, publishEnvironment } from '../../publishing/archy/publish-environment';
import type { Effects } from '../../publishing/genesys-client/connect';
import { type Installation, type InstalledArchy, installArchy } from '../../stand-ins/archy/install-archy';
import { DEFAULT_CLIENT, type Seed } from '../../stand-ins/genesys-platform/new-store';
import { type GenesysApi, startGenesysApi } from '../../stand-ins/genesys-platform/start-genesys-api';
import type { Client, Flow } from '../../stand-ins/genesys-platform/store';
import { signIn } from './genesys-client';

/** The secret that nothing may show; it has characters that JSON and addresses write differently. */
export const SECRET = 'S3cr3t"/+ü=%\\x';

/** An organisation, an Archy and a machine of their own, for publishing the flow of `dev`. */
export interface FlowLab {
  readonly api: GenesysApi;
  readonly archy: InstalledArchy;
  readonly environment: Environment;
  readonly categories: CategoryList;
  readonly variables: Readonly<Record<string, string>>;
  readonly machine: Machine;
  /** Folder of this lab; everything that is made stays below it. */
  readonly folder: string;
  /** Waits that were asked for in place of being waited, milliseconds. */
  readonly waits: number[];
  /** Sentences that were told, and lines that Archy printed. */
  readonly told: string[];
  readonly effects: Effects;
  publish(options?: Partial<PublishRequest>): Promise<PublishOutcome>;
  /** The flow in the organisation. */
  flow(): Flow | undefined;
  /** Changes the stored flow, for example who has it open. */
  change(changes: Partial<Flow>): void;
  /** Files of the private folder that hold the secret, and folders of runs: there should be none afterwards. */
  leftovers(): readonly string[];
  close(): Promise<void>;
}

interface LabOptions extends Pick<Seed, 'searchLag'> {
  readonly client?: Partial<Client>;
  readonly installation?: Omit<Installation, 'api'>;
  /** Leaves the organisation without the queue and the action that the flow names. */
  readonly bare?: boolean;
}

export async function startFlowLab({ client, installation, bare = false, ...seed }: LabOptions = {}): Promise<FlowLab> {
  const folder = mkdtempSync(join(tmpdir(), 'flow-lab-'));
  const own: Client = { ...DEFAULT_CLIENT, secret: SECRET, ...client };
  const admin: Client = { id: 'admin', secret: 'admin' };
  const api = await startGenesysApi({ ...seed, clients: [own, admin] });
  const archy = installArchy(join(folder, 'archy'), { api: api.url, ...installation });
  const variables = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    XDG_STATE_HOME: join(folder, 'state'),
    ARCHY_HOME: archy.home,
    GENESYSCLOUD_OAUTHCLIENT_ID: own.id,
    GENESYSCLOUD_OAUTHCLIENT_SECRET: own.secret,
    GENESYSCLOUD_GATEWAY_PROTOCOL: 'http',
    GENESYSCLOUD_GATEWAY_HOST: '127.0.0.1',
    GENESYSCLOUD_GATEWAY_PORT: String(api.port),
  };
  const configuration = loadConfiguration(process.cwd());
  const environment = findEnvironment(configuration, 'dev');
  const { categories } = configuration;
  if (!bare) await deployReferences(api, environment, categories);
  api.store.requests.length = 0; // the calls that tests look at are those of the publication
  const machine: Machine = { root: process.cwd(), variables, platform: process.platform };
  const waits: number[] = [];
  const told: string[] = [];
  const effects: Effects = {
    fetch,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
  const flow = () => [...api.store.flows.values()].find(({ name }) => name === environment.flow.name);
  return {
    api,
    archy,
    environment,
    categories,
    variables,
    machine,
    folder,
    waits,
    told,
    effects,
    flow,
    publish: (options = {}) =>
      publishEnvironment(
        {
          environment,
          categories,
          forceUnlock: false,
          timeLimit: 60_000,
          tell: (sentence) => told.push(sentence),
          onLine: (line) => told.push(line),
          ...options,
        },
        machine,
        effects,
      ),
    change: (changes) => {
      const stored = flow();
      if (stored === undefined) throw new Error('the flow is not in the organisation');
      api.store.flows.set(stored.id, { ...stored, ...changes });
    },
    leftovers: () => leftovers(join(folder, 'state')),
    close: async () => {
      await api.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Makes what the flow names: the fallback queue and the data action. */
async function deployReferences(api: GenesysApi, environment: Environment, { fallbackQueue }: CategoryList) {
  const ask = await signIn(api, { id: 'admin', secret: 'admin' });
  await ask('POST', '/api/v2/routing/queues', { name: fallbackQueue });
  const { body } = await ask('POST', '/api/v2/integrations', { integrationType: { id: 'custom-rest-actions' } });
  const made = await ask('POST', '/api/v2/integrations/actions', {
    ...dataActionName(environment),
    integrationId: Reflect.get(Object(body), 'id'),
    contract: {
      input: { inputSchema: dataActionContract(requestSchema) },
      output: { successSchema: dataActionContract(responseSchema) },
    },
  });
  if (made.status !== 200) throw new Error(`the data action could not be made: ${JSON.stringify(made.body)}`);
}

function leftovers(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(folder, name);
    if (/(^|\/)run-/.test(name)) return true;
    return statSync(path).isFile() && readFileSync(path, 'utf8').includes('S3cr3t');
  });
}
