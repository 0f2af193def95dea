import type { ServerResponse } from 'node:http';
import type { MailSummary } from '../store/mail-store';
import type { Change } from './api';

/** Milliseconds between two events: a flood of mail becomes a few events a second. */
const INTERVAL = 150;
const NEWEST = 100;

export interface ChangeFeed {
  /** Sends events on this response until it closes. */
  join(response: ServerResponse): void;
  /** Tells the listeners that something changed; without a mail: counts or faults. */
  announce(mail?: MailSummary): void;
  close(): void;
}

export function changeFeed(state: () => Omit<Change, 'mails'>): ChangeFeed {
  const listeners = new Set<ServerResponse>();
  let changed = new Map<number, MailSummary>();
  let timer: NodeJS.Timeout | undefined;

  function send(): void {
    timer = undefined;
    const mails = [...changed.values()].sort((left, right) => right.id - left.id).slice(0, NEWEST);
    changed = new Map();
    const event = `event: change\ndata: ${JSON.stringify({ mails, ...state() } satisfies Change)}\n\n`;
    // A listener that does not read misses events instead of filling our memory; the next one holds the newest state.
    for (const response of listeners) if (response.writableLength < 1_000_000) response.write(event);
  }

  return {
    join(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(': connected\n\n');
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
    },
    announce(mail) {
      if (listeners.size === 0) return;
      if (mail !== undefined) changed.set(mail.id, mail);
      if (changed.size > 4 * NEWEST) changed.delete(Math.min(...changed.keys()));
      timer ??= setTimeout(send, INTERVAL);
    },
    close() {
      clearTimeout(timer);
      for (const response of listeners) response.end();
    },
  };
}
