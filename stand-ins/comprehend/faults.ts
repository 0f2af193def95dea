import { z } from 'zod';
import type { ControlReply, Interruption } from './aws-json-server';
import { ServiceError } from './service-error';

const share = z.number().min(0).max(1);

const faultsSchema = z.strictObject({
  /** Share of requests answered with ThrottlingException, 0..1. */
  throttle: share,
  /** Share answered with InternalServerException. */
  internalError: share,
  /** Share answered with status 200 and half a JSON document. */
  malformed: share,
  /** Share whose connection is reset without an answer. */
  drop: share,
  /** Every request waits so long before anything else happens, milliseconds. */
  delayMs: z.number().min(0).max(300_000),
  /** ClassifyDocument answers ResourceUnavailableException, as if no endpoint were in service. */
  outOfService: z.boolean(),
  /** Endpoints that are created or updated from now on end as FAILED with this message; empty: they succeed. */
  endpointFailure: z.string(),
  /** The operations that throttle, internalError, malformed, drop and delayMs apply to; empty: all. */
  operations: z.array(z.string()),
});
export type Faults = Readonly<z.infer<typeof faultsSchema>>;

export const NO_FAULTS: Faults = {
  throttle: 0,
  internalError: 0,
  malformed: 0,
  drop: 0,
  delayMs: 0,
  outOfService: false,
  endpointFailure: '',
  operations: ['ClassifyDocument'],
};

/** The switches of one server. */
export interface FaultSwitches {
  readonly current: Faults;
  /** Changes the named switches and leaves the others; throws RangeError for a value that is not allowed. */
  set(change: Partial<Faults>): Faults;
  /** Waits, throws or spoils the reply of that operation, as the switches say. */
  interrupt(operation: string): Promise<Interruption>;
  /** `GET`, `PUT` (change) and `DELETE` (all off) of `/faults`, JSON; undefined for any other path. */
  control(method: string, path: string, body: string): ControlReply | undefined;
}

export interface FaultsOptions {
  /** Uniform in 0..1; a seeded one makes a run repeatable. */
  readonly random: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly initial?: Partial<Faults>;
}

export function faultSwitches({ random, wait, initial = {} }: FaultsOptions): FaultSwitches {
  let current = checked({ ...NO_FAULTS, ...initial });
  const set = (change: object): Faults => {
    current = checked({ ...current, ...change });
    return current;
  };
  return {
    get current() {
      return current;
    },
    set,
    async interrupt(operation) {
      const { operations, delayMs, throttle, internalError, drop, malformed, outOfService } = current;
      if (operations.length > 0 && !operations.includes(operation)) return 'none';
      if (delayMs > 0) await wait(delayMs);
      // One draw for all shares, so that they add up: 0.2 throttled and 0.1 dropped leave 0.7 alone.
      let draw = random();
      const hit = (part: number): boolean => {
        draw -= part;
        return draw < 0;
      };
      if (hit(throttle)) throw new ServiceError('ThrottlingException', 'Rate exceeded');
      if (hit(internalError))
        throw new ServiceError('InternalServerException', 'An internal server error occurred', 500);
      if (hit(drop)) return 'drop';
      if (hit(malformed)) return 'malformed';
      if (outOfService && operation === 'ClassifyDocument') {
        throw new ServiceError('ResourceUnavailableException', 'The endpoint is not in service', 404);
      }
      return 'none';
    },
    control(method, path, body) {
      if (path !== '/faults') return undefined;
      try {
        if (method === 'GET') return { status: 200, body: current };
        if (method === 'DELETE') return { status: 200, body: set(NO_FAULTS) };
        if (method === 'PUT') return { status: 200, body: set(z.looseObject({}).parse(JSON.parse(body))) };
        return { status: 405, body: { message: 'GET, PUT or DELETE' } };
      } catch (error) {
        if (error instanceof z.ZodError) return { status: 400, body: { message: z.prettifyError(error) } };
        if (error instanceof RangeError) return { status: 400, body: { message: error.message } };
        return { status: 400, body: { message: 'not JSON' } };
      }
    },
  };
}

function checked(value: object): Faults {
  const result = faultsSchema.safeParse(value);
  if (!result.success) throw new RangeError(z.prettifyError(result.error));
  const faults = result.data;
  const sum = faults.throttle + faults.internalError + faults.malformed + faults.drop;
  if (sum > 1 + 1e-9) throw new RangeError(`throttle, internalError, malformed and drop sum to ${sum}, more than 1`);
  return faults;
}
