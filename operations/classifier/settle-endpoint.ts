import {
  type ComprehendClient,
  CreateEndpointCommand,
  DeleteEndpointCommand,
  UpdateEndpointCommand,
} from '@aws-sdk/client-comprehend';
import { KnownError } from '../../config/known-error';
import { type EndpointState, readClassifierState } from './classifier-state';
import { versionOf } from './describe-state';
import type { WantedEndpoint } from './wanted-endpoint';

/** The endpoint did not come to rest, or there is nothing that it could serve. */
export class SettlementError extends KnownError {
  override readonly name = 'SettlementError';
}

export interface SettleOptions {
  readonly client: ComprehendClient;
  readonly names: { readonly classifier: string; readonly endpoint: string };
  readonly wanted: WantedEndpoint;
  readonly tags: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly pollMs: number;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly report: (line: string) => void;
}

/**
 * Makes an endpoint that has hours what the record asks for at this moment: there or not, the model, the units. Waits for what is under way and
 * until it is done; running it again changes nothing. @returns what was done
 */
export async function settleEndpoint(options: SettleOptions): Promise<'unchanged' | 'created' | 'updated' | 'deleted'> {
  const { client, names, wanted, report } = options;
  const { versions } = await readClassifierState(client, names);
  const endpoint = await atRest(options);
  if (wanted.presence !== 'served') {
    if (endpoint === undefined) return 'unchanged';
    report(`deleting the endpoint ${names.endpoint}: ${wanted.presence}`);
    await client.send(new DeleteEndpointCommand({ EndpointArn: endpoint.arn }));
    await atRest(options);
    return 'deleted';
  }
  const model = versions.find(({ version }) => version === wanted.version);
  if (model?.status !== 'TRAINED') {
    throw new SettlementError(
      `model version ${wanted.version} is ${model?.status ?? 'not there'}: deploy classifier-<env>, which trains it, then settle again`,
    );
  }
  if (endpoint === undefined) {
    report(`making the endpoint ${names.endpoint} with model ${wanted.version}`);
    await client.send(
      new CreateEndpointCommand({
        ...{ EndpointName: names.endpoint, ModelArn: model.arn, DesiredInferenceUnits: wanted.units.min },
        Tags: Object.entries(options.tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    await inService(options);
    return 'created';
  }
  const change = {
    ...(versionOf(endpoint.model) === wanted.version ? {} : { DesiredModelArn: model.arn }),
    ...(endpoint.inferenceUnits === wanted.units.min ? {} : { DesiredInferenceUnits: wanted.units.min }),
  };
  if (Object.keys(change).length === 0) return 'unchanged';
  report(`moving the endpoint ${names.endpoint} to model ${wanted.version}, ${wanted.units.min} inference units`);
  await client.send(new UpdateEndpointCommand({ EndpointArn: endpoint.arn, ...change }));
  await inService(options);
  return 'updated';
}

/** Removes the endpoint of that name and waits until it is gone; there may be none. */
export async function removeEndpoint(options: Omit<SettleOptions, 'wanted' | 'tags'>): Promise<boolean> {
  const endpoint = await atRest(options);
  if (endpoint === undefined) return false;
  options.report(`deleting the endpoint ${options.names.endpoint}`);
  await options.client.send(new DeleteEndpointCommand({ EndpointArn: endpoint.arn }));
  await atRest(options);
  return true;
}

async function inService(options: SettleOptions): Promise<void> {
  const endpoint = await atRest(options);
  if (endpoint?.status === 'IN_SERVICE') return;
  throw new SettlementError(`the endpoint is ${endpoint?.status ?? 'gone'}: ${endpoint?.message ?? 'no message'}`);
}

/** The endpoint once nothing is under way; undefined: there is none. */
async function atRest(options: Omit<SettleOptions, 'wanted' | 'tags'>): Promise<EndpointState | undefined> {
  const { client, names, now, report } = options;
  const end = now() + options.timeoutMs;
  let said = '';
  for (;;) {
    const { endpoint } = await readClassifierState(client, names);
    if (endpoint === undefined || !['CREATING', 'UPDATING', 'DELETING'].includes(endpoint.status)) return endpoint;
    if (endpoint.status !== said) report(`the endpoint is ${endpoint.status}: waiting`);
    said = endpoint.status;
    if (now() >= end) throw new SettlementError(`the endpoint is still ${said}; run the same command later`);
    await options.sleep(options.pollMs);
  }
}
