import { join } from 'node:path';
import {
  type GrpcObject,
  loadPackageDefinition,
  Server,
  ServerCredentials,
  type ServiceClientConstructor,
  status,
  type UntypedHandleCall,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { decodeValue, encodeValue, isObject, type ObjectValue, type Value } from './dynamic-value';
import { type PlanRules, plan, sameValue } from './plan';
import { type ProviderSchema, type VersionedSchema, wireSchema } from './schema';
import { settled } from './state';

/** One resource type: how it plans and which calls it makes. States are whole objects of its schema. */
export interface ResourceType {
  readonly rules: PlanRules;
  /** @param made told the id as soon as there is one: what fails after that leaves an object that the state knows, as tainted */
  create(planned: ObjectValue, made: (id: string) => void): Promise<ObjectValue>;
  /** null: the object is gone. */
  read(state: ObjectValue): Promise<ObjectValue | null>;
  update(prior: ObjectValue, planned: ObjectValue): Promise<ObjectValue>;
  delete(state: ObjectValue): Promise<void>;
  /** The attributes that an import id stands for; default: it is the id. */
  identify?(id: string): ObjectValue;
  /** Problems that the real provider finds before any call. */
  validate?(config: ObjectValue): readonly string[];
}

export interface DataSourceType {
  read(config: ObjectValue): Promise<ObjectValue>;
}

export interface Provider {
  readonly schema: ProviderSchema;
  /** Called once before any other call but the schema's. */
  configure(config: ObjectValue): Promise<void>;
  resource(type: string): ResourceType;
  dataSource(type: string): DataSourceType;
}

/**
 * Serves the provider to the Terraform that started this process. TLS between the two must be off: TF_DISABLE_PLUGIN_TLS=1.
 * @param protoDir folder of the .proto files
 */
export async function serve(provider: Provider, protoDir: string): Promise<void> {
  if (process.env['TF_PLUGIN_MAGIC_COOKIE'] === undefined) {
    throw new Error('this is a Terraform provider: Terraform starts it, not a person');
  }
  const server = new Server({ 'grpc.max_receive_message_length': 64 << 20, 'grpc.max_send_message_length': 64 << 20 });
  add(server, protoDir, 'tfplugin5.proto', ['tfplugin5', 'Provider'], handlers(provider));
  add(server, protoDir, 'plugin-controller.proto', ['plugin', 'GRPCController'], {
    Shutdown: async () => {
      setImmediate(() => process.exit(0));
      return {};
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  process.stdout.write(`1|5|tcp|127.0.0.1:${port}|grpc|\n`);
}

type Handler = (request: Request) => Promise<object>;
/** Fields of all requests that the handlers read. */
interface Request {
  readonly type_name: string;
  readonly id: string;
  readonly config?: Wire;
  readonly current_state?: Wire;
  readonly prior_state?: Wire;
  readonly planned_state?: Wire;
  readonly raw_state?: Wire;
}
type Wire = { msgpack?: Uint8Array; json?: Uint8Array };

function handlers(provider: Provider): Readonly<Record<string, Handler>> {
  const { schema } = provider;
  const resourceSchema = (type: string) => known(schema.resource_schemas, type);
  return {
    GetSchema: async () => ({
      provider: wireSchema(schema.provider),
      resource_schemas: mapValues(schema.resource_schemas, wireSchema),
      data_source_schemas: mapValues(schema.data_source_schemas, wireSchema),
    }),
    PrepareProviderConfig: async ({ config }) => ({ prepared_config: config }),
    ValidateResourceTypeConfig: async ({ type_name, config }) => {
      const problems = provider.resource(type_name).validate?.(object(config)) ?? [];
      return { diagnostics: problems.map((summary) => ({ severity: 'ERROR', summary })) };
    },
    ValidateDataSourceConfig: async () => ({}),
    UpgradeResourceState: async ({ raw_state }) => ({ upgraded_state: encodeValue(decodeValue(raw_state)) }),
    Configure: async ({ config }) => {
      await provider.configure(object(config));
      return {};
    },
    ReadResource: async ({ type_name, current_state }) => ({
      new_state: encodeValue(await provider.resource(type_name).read(object(current_state))),
    }),
    PlanResourceChange: async ({ type_name, prior_state, config }) => {
      const configured = decodeValue(config);
      if (!isObject(configured)) return { planned_state: encodeValue(null), legacy_type_system: true };
      const before = decodeValue(prior_state);
      const prior = isObject(before) ? before : null;
      const { state, requiresReplace } = plan(
        resourceSchema(type_name).block,
        provider.resource(type_name).rules,
        prior,
        configured,
      );
      return {
        planned_state: encodeValue(prior !== null && sameValue(state, prior) ? prior : state),
        requires_replace: requiresReplace.map((name) => ({ steps: [{ attribute_name: name }] })),
        legacy_type_system: true,
      };
    },
    ApplyResourceChange: async ({ type_name, prior_state, planned_state }) => {
      const resource = provider.resource(type_name);
      const prior = decodeValue(prior_state);
      const planned = decodeValue(planned_state);
      const { state, error } = await apply(resource, prior, planned);
      return {
        new_state: encodeValue(state),
        legacy_type_system: true,
        ...(error === undefined ? {} : { diagnostics: [{ severity: 'ERROR', summary: error }] }),
      };
    },
    ImportResourceState: async ({ type_name, id }) => {
      const { attributes = {}, block_types = {} } = resourceSchema(type_name).block;
      const empty = [
        ...Object.keys(attributes).map((name) => [name, null]),
        ...Object.keys(block_types).map((name) => [name, []]),
      ];
      const resource = provider.resource(type_name);
      const state = await resource.read({ ...Object.fromEntries(empty), ...(resource.identify?.(id) ?? { id }) });
      if (state === null) throw new Error(`${type_name} ${id} does not exist`);
      return { imported_resources: [{ type_name, state: encodeValue(state) }] };
    },
    ReadDataSource: async ({ type_name, config }) => ({
      state: encodeValue(await provider.dataSource(type_name).read(object(config))),
    }),
    Stop: async () => ({}),
  };
}

/**
 * A failure has a state, too. As in the real SDK, that of a failed update is the plan, though the platform may have taken nothing of it: what
 * is never read back, such as the fields of a credential, then counts as written.
 */
async function apply(
  resource: ResourceType,
  prior: Value,
  planned: Value,
): Promise<{ readonly state: Value; readonly error?: string }> {
  if (!isObject(planned)) {
    if (!isObject(prior)) return { state: null };
    try {
      await resource.delete(prior);
      return { state: null };
    } catch (error) {
      return { state: prior, error: messageOf(error) };
    }
  }
  let id: string | undefined;
  try {
    const made = (made: string) => {
      id = made;
    };
    return { state: isObject(prior) ? await resource.update(prior, planned) : await resource.create(planned, made) };
  } catch (error) {
    if (isObject(prior)) return { state: settled(planned, { id: prior['id'] ?? null }), error: messageOf(error) };
    return { state: id === undefined ? null : settled(planned, { id }), error: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A failure of the provider is a diagnostic, which Terraform shows; a gRPC error would be "plugin crashed". */
function add(
  server: Server,
  dir: string,
  file: string,
  path: readonly string[],
  methods: Readonly<Record<string, Handler>>,
): void {
  const definition = loadSync(join(dir, file), { keepCase: true, enums: String, longs: Number, defaults: false });
  let service: GrpcObject | ServiceClientConstructor | undefined = loadPackageDefinition(definition);
  for (const name of path) service = (service as GrpcObject)[name] as GrpcObject | ServiceClientConstructor;
  const calls = Object.entries(methods).map(([name, handler]): [string, UntypedHandleCall] => [
    name,
    (call: { request: Request }, done: (error: object | null, answer?: object) => void) => {
      handler(call.request).then(
        (answer) => done(null, answer),
        (error: unknown) => {
          const summary = messageOf(error);
          if (path[0] === 'tfplugin5') done(null, { diagnostics: [{ severity: 'ERROR', summary }] });
          else done({ code: status.INTERNAL, details: summary });
        },
      );
    },
  ]);
  server.addService((service as ServiceClientConstructor).service, Object.fromEntries(calls));
}

function object(wire: Wire | undefined): ObjectValue {
  const value = decodeValue(wire);
  if (!isObject(value)) throw new Error('an object was expected');
  return value;
}

function known(schemas: Readonly<Record<string, VersionedSchema>>, type: string): VersionedSchema {
  const schema = schemas[type];
  if (schema === undefined) throw new Error(`the provider has no ${type}`);
  return schema;
}

function mapValues<From, To>(from: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(from).map(([name, value]) => [name, change(value)]));
}
