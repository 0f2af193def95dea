import type { Deployment } from '../../sandbox/deployment';
import { routeMail } from '../../sandbox/route-mail';
import type { Settlement } from '../../sandbox/store/mail-store';
import { plainMail } from './plain-mail';

/** A message and the team that it is for; `""`: none. */
export interface StormMail {
  readonly subject: string;
  readonly body: string;
  readonly queue: string;
}

export interface Fate {
  readonly mail: StormMail;
  readonly settlement: Settlement;
}

/** Routes every message, so many a second, whatever becomes of those before; 0: one after the other. */
export async function storm(deployment: Deployment, mails: readonly StormMail[], perSecond: number): Promise<Fate[]> {
  const to = deployment.routes[0]?.address ?? '';
  const route = async (mail: StormMail): Promise<Fate> => ({
    mail,
    settlement: await routeMail(deployment, plainMail(mail.subject, { to, text: mail.body })),
  });
  const fates: Promise<Fate>[] = [];
  for (const mail of mails) {
    const fate = route(mail);
    fates.push(fate);
    await (perSecond === 0 ? fate : new Promise((resolve) => setTimeout(resolve, 1000 / perSecond)));
  }
  return Promise.all(fates);
}

/** Shares of 1. `routed`: in a product queue; `wrong`: in another team's. */
export function outcomes(fates: readonly Fate[], fallbackQueue: string) {
  const inProduct = fates.filter(({ settlement }) => settlement.queue !== fallbackQueue);
  const wrong = inProduct.filter(({ mail, settlement }) => settlement.queue !== mail.queue);
  return { routed: inProduct.length / fates.length, wrong: wrong.length / fates.length };
}

/** Nothing but one letter, one word for ever, a page of markup, a document as text: what nobody reads and a classifier must not choke on. */
export function monsters(count: number): readonly StormMail[] {
  const bodies = [
    'a'.repeat(400_000),
    'Lorem ipsum dolor sit amet, consectetur adipiscing elit. '.repeat(8_000),
    `<html><body>${'<table><tr><td>Quarterly figures</td><td>1,234.56</td></tr></table>'.repeat(4_000)}</body></html>`,
    Array.from({ length: 20_000 }, (_, line) => `${line};ACME;${line * 7};2026-12-01`).join('\n'),
    '😀'.repeat(50_000),
  ];
  return Array.from({ length: count }, (_, index) => ({
    ...{ subject: `Report ${index}`, queue: '' },
    body: bodies[index % bodies.length] ?? '',
  }));
}
