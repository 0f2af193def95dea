import { z } from 'zod';
import { type Exchange, type Operation, type RunningServer, startAwsJsonServer } from '../comprehend/aws-json-server';
import type { Clock } from '../comprehend/clock';
import { ServiceError } from '../comprehend/service-error';
import type { Comprehend } from '../comprehend/start-comprehend';
import { CREATE_ONLY, endpointModel, endpointProperties, READ_ONLY, TYPE_NAME } from './cloud-control-endpoint';
import { type InjectedFailure, resourceRequests } from './cloud-control-requests';
import { applyJsonPatch, JsonPatchError } from './json-patch';

export interface CloudControlOptions {
  /** Whose endpoints are managed. */
  readonly comprehend: Comprehend;
  /** The clock of `comprehend`. */
  readonly clock?: Clock;
  readonly port?: number;
  readonly observe?: (exchange: Exchange) => void;
}

export interface CloudControl extends RunningServer {
  /** The next create, update or delete ends as FAILED with that HandlerErrorCode and changes nothing. */
  failNext(failure: InjectedFailure): void;
}

/**
 * A stand-in for the AWS Cloud Control API with one resource type, `AWS::Comprehend::DocumentClassifierEndpoint`, so
 * that Terraform's `aws_cloudcontrolapi_resource` makes the endpoints that a stand-in Comprehend then serves. A request
 * is in progress until its endpoint is in service or gone.
 *
 *     const comprehend = await startComprehend({ train, readObjects });
 *     const cloudControl = await startCloudControl({ comprehend });
 *     const env = {                                     // of terraform; an AWS key pair and a region besides
 *       AWS_ENDPOINT_URL: moto,                         // everything else
 *       AWS_ENDPOINT_URL_COMPREHEND: comprehend.url,
 *       AWS_ENDPOINT_URL_CLOUDCONTROL: cloudControl.url,
 *     };
 */
export async function startCloudControl(options: CloudControlOptions): Promise<CloudControl> {
  const { comprehend, clock = Date.now, port, observe } = options;
  const requests = resourceRequests(comprehend, clock);
  const operations: Record<string, Operation> = {
    CreateResource(raw) {
      const input = read(createInput, raw);
      const ProgressEvent = requests.start('CREATE', input, () => {
        const { Tags, ...model } = desired(parseJson(input.DesiredState, 'DesiredState'));
        comprehend.tags.check(Tags);
        const arn = comprehend.endpoints.create(model);
        comprehend.tags.replace(arn, Tags ?? []);
        return arn;
      });
      return { ProgressEvent };
    },
    GetResource(raw) {
      const { Identifier } = read(resourceInput, raw);
      return { TypeName: TYPE_NAME, ResourceDescription: describe(Identifier) };
    },
    UpdateResource(raw) {
      const input = read(updateInput, raw);
      const arn = input.Identifier;
      const before = JSON.parse(describe(arn).Properties);
      const patched = patch(before, input.PatchDocument);
      const ProgressEvent = requests.start(
        'UPDATE',
        input,
        () => {
          const { ModelArn, DesiredInferenceUnits, Tags } = desired(patched);
          const change = {
            ...(ModelArn !== before.ModelArn && { DesiredModelArn: ModelArn }),
            ...(DesiredInferenceUnits !== before.DesiredInferenceUnits && { DesiredInferenceUnits }),
          };
          comprehend.tags.check(Tags);
          if (Object.keys(change).length > 0) comprehend.endpoints.update({ EndpointArn: arn, ...change });
          comprehend.tags.replace(arn, Tags ?? []);
          return arn;
        },
        arn,
      );
      return { ProgressEvent };
    },
    DeleteResource(raw) {
      const input = read(deleteInput, raw);
      const arn = input.Identifier;
      const ProgressEvent = requests.start(
        'DELETE',
        input,
        () => {
          comprehend.endpoints.delete(arn);
          return arn;
        },
        arn,
      );
      return { ProgressEvent };
    },
    GetResourceRequestStatus: (raw) => ({ ProgressEvent: requests.status(read(statusInput, raw).RequestToken) }),
    ListResources(raw) {
      read(listInput, raw);
      const ResourceDescriptions = comprehend.endpoints.list().map(({ arn }) => describe(arn));
      return { TypeName: TYPE_NAME, ResourceDescriptions };
    },
  };

  function describe(arn: string): { readonly Identifier: string; readonly Properties: string } {
    try {
      return { Identifier: arn, Properties: JSON.stringify(endpointProperties(comprehend, arn)) };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const message = `${TYPE_NAME} Handler returned status FAILED: ${error.message} (HandlerErrorCode: NotFound)`;
      throw new ServiceError('ResourceNotFoundException', message);
    }
  }

  const server = await startAwsJsonServer(
    { target: 'CloudApiService', version: '1.0', operations, ...(observe && { observe }) },
    { ...(port !== undefined && { port }) },
  );
  return { ...server, failNext: requests.failNext };
}

const typed = z.object({ TypeName: z.string(), ClientToken: z.string().max(128).optional() });
const createInput = typed.extend({ DesiredState: z.string().min(1) });
const resourceInput = typed.extend({ Identifier: z.string().min(1) });
const deleteInput = resourceInput;
const updateInput = resourceInput.extend({ PatchDocument: z.string().min(1) });
const listInput = typed;
const statusInput = z.object({ RequestToken: z.string().min(1) });
const patchDocument = z.array(z.object({ op: z.string(), path: z.string(), value: z.json().optional() }));

function read<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (!result.success) throw new ServiceError('ValidationException', z.prettifyError(result.error));
  const { TypeName } = z.object({ TypeName: z.string().default(TYPE_NAME) }).parse(input);
  if (TypeName === TYPE_NAME) return result.data;
  throw new ServiceError('TypeNotFoundException', `The type '${TypeName}' cannot be found.`);
}

function parseJson(text: string, member: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ServiceError('InvalidRequestException', `${member} is not JSON`);
  }
}

/** What the caller wants, without what only the service may say. */
function desired(properties: unknown) {
  const wanted = Object.entries(z.record(z.string(), z.unknown()).parse(properties));
  const result = endpointModel.safeParse(Object.fromEntries(wanted.filter(([name]) => !READ_ONLY.includes(name))));
  if (result.success) return result.data;
  throw new ServiceError('InvalidRequestException', `Model validation failed (${z.prettifyError(result.error)})`);
}

function patch(properties: object, document: string): unknown {
  const parsed = patchDocument.safeParse(parseJson(document, 'PatchDocument'));
  if (!parsed.success)
    throw new ServiceError('InvalidRequestException', `PatchDocument: ${z.prettifyError(parsed.error)}`);
  const touched = parsed.data.map(({ path }) => path.split('/')[1] ?? '');
  for (const [kind, names, type] of [
    ['createOnlyProperties', CREATE_ONLY, 'NotUpdatableException'],
    ['readOnlyProperties', READ_ONLY, 'ValidationException'],
  ] as const) {
    const offenders = touched.filter((name) => names.includes(name)).map((name) => `/properties/${name}`);
    if (offenders.length === 0) continue;
    throw new ServiceError(type, `Invalid patch update: ${kind} [${offenders.join(', ')}] cannot be updated`);
  }
  try {
    const operations = parsed.data.map(({ op, path, value }) => ({ op, path, ...(value !== undefined && { value }) }));
    return applyJsonPatch(properties, operations);
  } catch (error) {
    if (error instanceof JsonPatchError) throw new ServiceError('InvalidRequestException', error.message);
    throw error;
  }
}
