import { z } from 'zod';
import { block, parseAll, required } from './parse-arguments';
import { readFlowFiles } from './read-flow-files';
import { readQueues } from './read-queues';
import type { ResolvedOutput } from './resolve-stacks';

/** An address that mail may come to, and how answers from there look. */
export interface MailRoute {
  /** `support@acme-mail-dev.mypurecloud.com` */
  readonly address: string;
  /** Path of the flow that handles the mail, in Archy's YAML; undefined: it goes straight to `queue`. */
  readonly flowFile: string | undefined;
  /** Name of a queue. */
  readonly queue: string | undefined;
  readonly fromName: string;
  /** Sender of answers; the address itself unless the route names another one. */
  readonly fromEmail: string;
  readonly historyInclusion: 'Include' | 'Exclude' | 'Optional';
  /** Whether the conversation stays open after an agent's first answer. */
  readonly allowMultipleActions: boolean;
}

const route = z.object({
  domain_id: z.string(),
  pattern: z.string(),
  from_name: z.string(),
  from_email: z.string().optional(),
  flow_id: z.string().optional(),
  queue_id: z.string().optional(),
  history_inclusion: z.enum(['Include', 'Exclude', 'Optional']).default('Optional'),
  allow_multiple_actions: z.boolean().default(false),
  reply_email_address: block(z.object({ domain_id: z.string() }).optional()),
});

/** The e-mail routes of the organisation. */
export function readMailRoutes(output: ResolvedOutput): readonly MailRoute[] {
  const flows = readFlowFiles(output);
  const queues = readQueues(output);
  return parseAll(output, 'genesyscloud_routing_email_route', route).map((resource) => {
    const { value } = resource;
    const address = `${value.pattern}@${value.domain_id}`.toLowerCase();
    const flowFile =
      value.flow_id === undefined
        ? undefined
        : required(flows.find(({ id }) => id === value.flow_id)?.file, resource, 'flow_id');
    const queue = queues.find(({ id }) => id === value.queue_id)?.name;
    return {
      address,
      flowFile,
      queue,
      fromName: value.from_name,
      fromEmail: value.from_email ?? address,
      historyInclusion: value.history_inclusion,
      allowMultipleActions: value.allow_multiple_actions,
    };
  });
}
