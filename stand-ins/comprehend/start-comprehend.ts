import { setTimeout as wait } from 'node:timers/promises';
import { parseArn, type Scope } from './arn';
import { type Exchange, type RunningServer, startAwsJsonServer } from './aws-json-server';
import { capacity, UNLIMITED } from './capacity';
import { type Classifiers, classifiers as classifierStore } from './classifiers';
import { type Clock, type Durations, INSTANT } from './clock';
import { type Endpoints, endpoints as endpointStore } from './endpoints';
import { type FaultSwitches, type Faults, faultSwitches } from './faults';
import { operations } from './operations';
import type { ReadObjects, Train } from './run-training';
import { ServiceError } from './service-error';
import { type Tags, tagStore } from './tags';

export interface ComprehendOptions {
  /** 0 (the default) takes any free port. */
  readonly port?: number;
  /** Loopback unless given. */
  readonly host?: string;
  readonly scope?: Partial<Scope>;
  /** What CreateDocumentClassifier trains with. */
  readonly train: Train;
  /** What CreateDocumentClassifier reads its corpus with. */
  readonly readObjects: ReadObjects;
  readonly clock?: Clock;
  /** How long training and the changes of an endpoint take; at once unless given. */
  readonly durations?: Partial<Durations>;
  readonly faults?: Partial<Faults>;
  /** false: an endpoint takes whatever comes, whatever units it has. */
  readonly limited?: boolean;
  /** Decides which requests a fault hits; uniform in 0..1. */
  readonly random?: () => number;
  readonly observe?: (exchange: Exchange) => void;
}

export interface Comprehend extends RunningServer {
  readonly scope: Scope;
  readonly classifiers: Classifiers;
  readonly endpoints: Endpoints;
  readonly tags: Tags;
  readonly faults: FaultSwitches;
}

/**
 * A stand-in for Amazon Comprehend's custom classification, for the real SDK clients and the real Terraform provider:
 * AWS JSON 1.1 on `POST /`, models that are trained and answer for real, states on a clock, faults on demand.
 *
 *     const comprehend = await startComprehend({ train: trainClassifier, readObjects });
 *     process.env['AWS_ENDPOINT_URL_COMPREHEND'] = comprehend.url;       // SDK and Terraform provider go there
 *     const model = comprehend.classifiers.install('mails', 'v1', trainClassifier(rows));   // no training, or …
 *     comprehend.endpoints.create({ EndpointName: 'mails', ModelArn: model, DesiredInferenceUnits: 1 });
 *     comprehend.faults.set({ throttle: 0.2, delayMs: 50 });             // or PUT {"throttle":0.2} to …/faults
 *     await comprehend.close();
 */
export async function startComprehend(options: ComprehendOptions): Promise<Comprehend> {
  const { port, host, train, readObjects, clock = Date.now, random = Math.random, observe } = options;
  const { limited = true } = options;
  const scope = { partition: 'aws', region: 'us-east-1', account: '123456789012', ...options.scope };
  const durations = { ...INSTANT, ...options.durations };
  // A request that waits for its turn keeps no process alive.
  const patience = (ms: number): Promise<void> => wait(ms, undefined, { ref: false });
  const faults = faultSwitches({ random, wait: patience, ...(options.faults && { initial: options.faults }) });
  const classifiers = classifierStore({ scope, clock, durations, train, readObjects });
  const failure = (): string | undefined => faults.current.endpointFailure || undefined;
  const endpoints = endpointStore({ scope, clock, durations, classifiers, failure });
  const tags = tagStore((arn) => {
    const resource = parseArn(arn);
    if (resource === undefined) throw new ServiceError('ResourceNotFoundException', `Resource not found: ${arn}`, 404);
    (resource.kind === 'document-classifier' ? classifiers : endpoints).describe(arn);
  });
  const server = await startAwsJsonServer(
    {
      target: 'Comprehend_20171127',
      version: '1.1',
      operations: operations({ classifiers, endpoints, tags, capacity: limited ? capacity(clock) : UNLIMITED }),
      interrupt: (operation) => faults.interrupt(operation),
      control: (method, path, body) => faults.control(method, path, body),
      ...(observe && { observe }),
    },
    { ...(port !== undefined && { port }), ...(host !== undefined && { host }) },
  );
  return { ...server, scope, classifiers, endpoints, tags, faults };
}
