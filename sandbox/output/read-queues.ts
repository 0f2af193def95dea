import { z } from 'zod';
import type { Named } from '../flow/flow-run';
import { parseAll } from './parse-arguments';
import type { ResolvedOutput } from './resolve-stacks';

export interface QueueDefinition extends Named {
  readonly description: string;
}

const queue = z.object({ name: z.string(), description: z.string().default('') });

/** The queues of the organisation. */
export function readQueues(output: ResolvedOutput): readonly QueueDefinition[] {
  return parseAll(output, 'genesyscloud_routing_queue', queue).map(({ value, attribute }) => ({
    id: String(attribute('id')),
    ...value,
  }));
}
