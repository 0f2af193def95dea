import type { ReceivedMail } from './mailbox/received-mail';
import type { MailStore, Settlement } from './store/mail-store';

export interface Router {
  /** Queues a stored mail for routing. */
  push(id: number): void;
  /** Mails that are queued or under way. */
  readonly backlog: number;
  /** Resolves when there is room for another mail: the mailbox waits for it before it takes more. */
  room(): Promise<void>;
  /** Resolves when nothing is queued or under way. */
  idle(): Promise<void>;
}

export interface RouterOptions {
  readonly store: Pick<MailStore, 'get' | 'settle'>;
  readonly route: (mail: ReceivedMail) => Promise<Settlement>;
  /** A mail that could not be read from or written to the store; it stays unsettled and is routed at the next start. */
  readonly report: (message: string) => void;
  /** Mails under way at the same time. */
  readonly parallel?: number;
  /** Mails that may wait before senders are held up. */
  readonly queued?: number;
}

/** Routes stored mails in their order, a few at a time. Holds only their ids: memory does not grow with the backlog. */
export function startRouter({ store, route, report, parallel = 12, queued = 400 }: RouterOptions): Router {
  const waiting: number[] = [];
  let head = 0;
  let busy = 0;
  const roomWanted: (() => void)[] = [];
  const idleWanted: (() => void)[] = [];
  const backlog = () => waiting.length - head + busy;

  async function settle(id: number): Promise<void> {
    const stored = await store.get(id);
    if (stored === undefined || stored.settlement !== null) return;
    await store.settle(id, await route(stored.mail));
  }

  function next(): void {
    while (busy < parallel && head < waiting.length) {
      const id = waiting[head++];
      if (head > 1024) {
        waiting.splice(0, head);
        head = 0;
      }
      if (id === undefined) return;
      busy++;
      settle(id)
        .catch((error: unknown) => {
          report(`mail ${id} is accepted but not routed: ${error instanceof Error ? error.message : String(error)}`);
        })
        .finally(() => {
          busy--;
          next();
        });
    }
    if (backlog() < queued) for (const go of roomWanted.splice(0)) go();
    if (backlog() === 0) for (const go of idleWanted.splice(0)) go();
  }

  return {
    push(id) {
      waiting.push(id);
      next();
    },
    get backlog() {
      return backlog();
    },
    async room() {
      while (backlog() >= queued) await new Promise<void>((resolve) => roomWanted.push(resolve));
    },
    idle: () => (backlog() === 0 ? Promise.resolve() : new Promise((resolve) => idleWanted.push(resolve))),
  };
}
