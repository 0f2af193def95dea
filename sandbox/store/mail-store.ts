import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Step } from '../flow/flow-run';
import type { ReceivedMail } from '../mailbox/received-mail';
import { openMailLog, type Place } from './mail-log';
import { parseRecord } from './parse-record';

/** Where a mail ended and why. */
export interface Settlement {
  /** null: the flow disconnected it (auto-generated mail, where the flow says so). */
  readonly queue: string | null;
  readonly category: string;
  /** 0..1; 0 when the classifier was not asked or did not answer. */
  readonly confidence: number;
  /** `Reason` of the contract, or what kept the classifier from answering. */
  readonly reason: string;
  readonly scores: readonly { readonly name: string; readonly score: number }[];
  readonly path: readonly Step[];
  /** Automatic replies that the customer got. */
  readonly autoReplies: readonly string[];
  readonly ms: number;
}

/** What an agent answered, as the customer gets it. */
export interface Answer {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly answeredAt: number;
}

/** What is kept in memory of a mail; the rest is read from the log. */
export interface MailSummary {
  readonly id: number;
  readonly receivedAt: number;
  readonly from: string;
  readonly to: string;
  /** Cut to 200 characters. */
  readonly subject: string;
  readonly settled: Omit<Settlement, 'scores' | 'path' | 'autoReplies'> | null;
  readonly answered: boolean;
}

export interface StoredMail {
  readonly id: number;
  readonly receivedAt: number;
  readonly mail: ReceivedMail;
  readonly settlement: Settlement | null;
  readonly answers: readonly Answer[];
}

/** A line of the log. */
export type LogRecord =
  | { readonly type: 'accepted'; readonly id: number; readonly receivedAt: number; readonly mail: ReceivedMail }
  | { readonly type: 'settled'; readonly id: number; readonly settlement: Settlement }
  | { readonly type: 'answered'; readonly id: number; readonly answer: Answer };

interface Entry {
  summary: MailSummary;
  /** The conversation has had its automatic reply, with this mail or before it. */
  autoReplied: boolean;
  accepted: Place;
  settled: Place | undefined;
  answers: Place[];
}

/** Accepted mails and what became of them. Every mail is accepted once and settled once. */
export interface MailStore {
  /** Bytes of a half-written record that opening cut off. */
  readonly torn: number;
  /**
   * Resolves when the mail is on disk. A message that was accepted before (same Message-ID, recipient and content: the sender
   * did not get our answer and tries again) gives the first one's id with `repeated`. Another content is another mail,
   * whatever its Message-ID says, and without Message-ID each mail is another one.
   */
  accept(mail: ReceivedMail): Promise<{ readonly id: number; readonly repeated: boolean }>;
  /** Records where the mail ended; a second settlement of the same mail is refused with false. */
  settle(id: number, settlement: Settlement): Promise<boolean>;
  answer(id: number, answer: Answer): Promise<void>;
  get(id: number): Promise<StoredMail | undefined>;
  /** Newest first. */
  list(filter: { readonly queue?: string; readonly before?: number; readonly limit: number }): readonly MailSummary[];
  /** Accepted but not settled: to be routed again after a crash. */
  unsettled(): readonly number[];
  /** Mails per queue that wait for an agent, and all of them. */
  counts(): Readonly<Record<string, { readonly waiting: number; readonly total: number }>>;
  /** The newest mail of the conversation that this mail goes on with, by In-Reply-To and References. */
  earlier(mail: ReceivedMail): MailSummary | undefined;
  /** Whether the conversation that this mail goes on with has had its automatic reply. */
  autoReplied(mail: ReceivedMail): boolean;
  readonly size: number;
  /** Calls back with the summary after every change. Returns the function that ends it. */
  subscribe(listener: (summary: MailSummary) => void): () => void;
  close(): Promise<void>;
}

/**
 * @param dir folder that survives a restart; without it the mails live in a temporary folder that closing removes
 * @throws {BrokenLogError} when the log is damaged elsewhere than at its end
 * @throws {FolderInUseError} while another process has the folder
 */
export async function openMailStore(dir?: string): Promise<MailStore> {
  const folder = dir ?? (await mkdtemp(join(tmpdir(), 'mails-')));
  const entries = new Map<number, Entry>();
  /** Ids by Message-ID, recipient and content. */
  const seen = new Map<string, number>();
  /** The newest id of each conversation's messages, by Message-ID and recipient. */
  const threads = new Map<string, number>();
  const listeners = new Set<(summary: MailSummary) => void>();
  let nextId = 1;

  const counts = new Map<string, { waiting: number; total: number }>();

  /** Of a queue; mail that was disconnected is counted nowhere. */
  function countOf(queue: string | null): { waiting: number; total: number } {
    const count = (queue === null ? undefined : counts.get(queue)) ?? { waiting: 0, total: 0 };
    if (queue !== null) counts.set(queue, count);
    return count;
  }

  /** The newest first: `In-Reply-To` names it, `References` ends in it. */
  function earlierEntry({ inReplyTo, references, to }: ReceivedMail): Entry | undefined {
    for (const messageId of [inReplyTo, ...references.toReversed()]) {
      const id = messageId === null ? undefined : threads.get(threadKey(messageId, to));
      if (id !== undefined) return entries.get(id);
    }
    return undefined;
  }
  const autoReplied = (mail: ReceivedMail): boolean => earlierEntry(mail)?.autoReplied === true;

  function apply(record: LogRecord, place: Place): void {
    if (record.type === 'accepted') {
      entries.set(record.id, {
        ...{ summary: summarize(record), accepted: place, settled: undefined, answers: [] },
        autoReplied: autoReplied(record.mail),
      });
      nextId = Math.max(nextId, record.id + 1);
      const key = messageKey(record.mail);
      if (key !== undefined) seen.set(key, record.id);
      const { messageId, to } = record.mail;
      if (messageId !== null) threads.set(threadKey(messageId, to), record.id);
      return;
    }
    const entry = entries.get(record.id);
    if (entry === undefined) return;
    if (record.type === 'settled') {
      const { scores: _scores, path: _path, autoReplies: _replies, ...settled } = record.settlement;
      entry.settled = place;
      entry.autoReplied ||= record.settlement.autoReplies.length > 0;
      entry.summary = { ...entry.summary, settled };
      const count = countOf(settled.queue);
      count.total++;
      if (!entry.summary.answered) count.waiting++;
    } else {
      entry.answers.push(place);
      if (!entry.summary.answered && entry.summary.settled !== null) countOf(entry.summary.settled.queue).waiting--;
      entry.summary = { ...entry.summary, answered: true };
    }
  }

  const { log, torn } = await openMailLog(folder, dir !== undefined, (record, place) =>
    apply(parseRecord(record), place),
  );
  const settling = new Set<number>();
  const accepting = new Map<string, Promise<{ id: number; repeated: boolean }>>();

  async function write(record: LogRecord): Promise<void> {
    const place = await log.append(record);
    apply(record, place);
    const entry = entries.get(record.id);
    if (entry !== undefined) for (const listener of listeners) listener(entry.summary);
  }
  async function acceptNew(mail: ReceivedMail): Promise<{ id: number; repeated: boolean }> {
    const id = nextId++;
    await write({ type: 'accepted', id, receivedAt: Date.now(), mail });
    return { id, repeated: false };
  }

  return {
    torn,
    async accept(mail) {
      const key = messageKey(mail);
      if (key === undefined) return acceptNew(mail);
      const before = seen.get(key);
      if (before !== undefined) return { id: before, repeated: true };
      const first = accepting.get(key);
      if (first !== undefined) return { ...(await first), repeated: true };
      const accepted = acceptNew(mail).finally(() => accepting.delete(key));
      accepting.set(key, accepted);
      return accepted;
    },
    async settle(id, settlement) {
      const entry = entries.get(id);
      if (entry === undefined || entry.settled !== undefined || settling.has(id)) return false;
      settling.add(id);
      try {
        await write({ type: 'settled', id, settlement });
      } finally {
        settling.delete(id);
      }
      return true;
    },
    answer: (id, answer) => write({ type: 'answered', id, answer }),
    async get(id) {
      const entry = entries.get(id);
      if (entry === undefined) return undefined;
      const read = async (place: Place) => parseRecord(await log.read(place));
      const accepted = await read(entry.accepted);
      if (accepted.type !== 'accepted') return undefined;
      const settled = entry.settled === undefined ? undefined : await read(entry.settled);
      const answers = await Promise.all(entry.answers.map(read));
      return {
        id,
        receivedAt: accepted.receivedAt,
        mail: accepted.mail,
        settlement: settled?.type === 'settled' ? settled.settlement : null,
        answers: answers.flatMap((record) => (record.type === 'answered' ? [record.answer] : [])),
      };
    },
    list({ queue, before = nextId, limit }) {
      const found: MailSummary[] = [];
      for (let id = before - 1; id > 0 && found.length < limit; id--) {
        const summary = entries.get(id)?.summary;
        if (summary !== undefined && (queue === undefined || summary.settled?.queue === queue)) found.push(summary);
      }
      return found;
    },
    unsettled: () => [...entries].flatMap(([id, { settled }]) => (settled === undefined ? [id] : [])),
    counts: () => Object.fromEntries([...counts].map(([queue, count]) => [queue, { ...count }])),
    earlier: (mail) => earlierEntry(mail)?.summary,
    autoReplied,
    get size() {
      return entries.size;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await log.close();
      if (dir === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

function summarize({ id, receivedAt, mail }: Extract<LogRecord, { type: 'accepted' }>): MailSummary {
  const subject = mail.subject.slice(0, 200);
  return { id, receivedAt, from: mail.from.address, to: mail.to, subject, settled: null, answered: false };
}

function messageKey({ messageId, to, digest }: ReceivedMail): string | undefined {
  return messageId === null ? undefined : `${threadKey(messageId, to)} ${digest}`;
}

function threadKey(messageId: string, to: string): string {
  return `${messageId} ${to.toLowerCase()}`;
}
