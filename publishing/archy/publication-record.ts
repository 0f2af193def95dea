import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ownPath } from './private-folder';

const schema = z.strictObject({
  flowId: z.string(),
  version: z.string().nullable(),
  fingerprint: z.string(),
  publishedAt: z.string(),
});

/** What this machine published last under a name. It is believed only as far as the organisation agrees. */
export type PublicationRecord = Readonly<z.output<typeof schema>>;

/** Which flow of which organisation: the API's address, the OAuth client and the flow's name. */
export interface FlowKey {
  readonly api: string;
  readonly clientId: string;
  readonly name: string;
}

/** Name for files about a flow. Clients share a lock, because they may be clients of one organisation. */
export function lockName({ api, name }: FlowKey): string {
  return `flow-${digest([api, name])}`;
}

export function readRecord(folder: string, key: FlowKey): PublicationRecord | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(recordPath(folder, key), 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export function writeRecord(folder: string, key: FlowKey, record: PublicationRecord): void {
  const draft = ownPath(folder, 'draft');
  writeFileSync(draft, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  renameSync(draft, recordPath(folder, key));
}

export function forgetRecord(folder: string, key: FlowKey): void {
  rmSync(recordPath(folder, key), { force: true });
}

function recordPath(folder: string, { api, clientId, name }: FlowKey): string {
  return join(folder, `published-${digest([api, clientId, name])}.json`);
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
