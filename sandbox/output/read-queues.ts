import { z } from 'zod';
import type { Named } from '../flow/flow-run';
import { parseAll } from './parse-arguments';
import type { ResolvedOutput } from './resolve-stacks';

export interface QueueDefinition extends Named {
  readonly description: string;
}

const queue = z.object({ name: z.string(), description: z.string().default('') });

/** The queues of the organisation: those that the stack makes, and those that it only looks up. */
export function readQueues(output: ResolvedOutput): readonly QueueDefinition[] {
  const types = ['genesyscloud_routing_queue', 'data.genesyscloud_routing_queue'];
  return types
    .flatMap((type) => parseAll(output, type, queue))
    .map(({ value, attribute }) => ({ id: String(attribute('id')), ...value }));
}
