import { type AgentAnswer, AnswerRefusedError, answerMail } from './answer-mail';
import type { Deployment, MailRoute } from './deployment';
import { describeNotices } from './flow/describe-notices';
import { onFreePort } from './listen';
import { startMailbox } from './mailbox/mailbox';
import type { ReceivedMail } from './mailbox/received-mail';
import { isOurAddress, joinConversation, routeMail } from './route-mail';
import { startRouter } from './router';
import type { Answer, MailStore } from './store/mail-store';

export interface SandboxOptions {
  readonly deployment: Deployment;
  readonly store: MailStore;
  /** Address to listen on; loopback unless somebody asked for another one. */
  readonly host: string;
  /** 0: any free port; a taken one: the next that is free. */
  readonly smtpPort: number;
  /** Whether the mailbox offers STARTTLS, with a self-signed certificate. */
  readonly startTls?: boolean;
  readonly report: (message: string) => void;
}

/** A mailbox, the deployed flow behind it, and the queues where mail ends. */
export interface Sandbox {
  readonly deployment: Deployment;
  readonly store: MailStore;
  readonly smtpPort: number;
  /** Mails of an earlier run that had been accepted and not routed; they are being routed now. */
  readonly resumed: number;
  routeFor(address: string): MailRoute | undefined;
  /** Takes a mail as the mailbox does; resolves when it is stored. */
  accept(mail: ReceivedMail): Promise<number>;
  /** Resolves when every accepted mail has ended somewhere. */
  idle(): Promise<void>;
  /** @throws {AnswerRefusedError} */
  answer(id: number, answer: AgentAnswer): Promise<Answer>;
  /** Stops taking mail, routes what is accepted, then ends deployment and store. */
  close(): Promise<void>;
}

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { deployment, store, host, startTls = false, report } = options;
  const byAddress = new Map(deployment.routes.map((route) => [route.address.toLowerCase(), route]));
  const routeFor = (address: string) => byAddress.get(address.toLowerCase());
  const isOurs = (address: string) => isOurAddress(deployment, address);
  const router = startRouter({
    store,
    route: async (mail) => {
      const earlier = store.earlier(mail);
      const joined = earlier === undefined ? undefined : joinConversation(earlier);
      return joined ?? routeMail(deployment, mail, store.autoReplied(mail));
    },
    report,
  });
  const unsettled = store.unsettled();
  for (const notice of describeNotices(deployment.flow)) report(notice);

  async function accept(mail: ReceivedMail): Promise<number> {
    await router.room();
    const { id, repeated } = await store.accept(mail);
    if (!repeated) router.push(id);
    return id;
  }
  const mailbox = await onFreePort(options.smtpPort, (port) =>
    startMailbox({
      host,
      port,
      startTls,
      hasRoute: (address) => routeFor(address) !== undefined,
      accept: async (mail) => void (await accept(mail)),
    }),
  );
  for (const id of unsettled) router.push(id);

  async function answer(id: number, given: AgentAnswer): Promise<Answer> {
    const stored = await store.get(id);
    if (stored === undefined) throw new AnswerRefusedError(`there is no mail ${id}`);
    const route = routeFor(stored.mail.to);
    if (route === undefined) throw new AnswerRefusedError(`the route of ${stored.mail.to} is gone`);
    const sent = answerMail(stored, route, given, Date.now(), isOurs);
    await store.answer(id, sent);
    return sent;
  }
  // One after the other: an answer that is being written may be the only one that the route allows.
  let lastAnswer: Promise<unknown> = Promise.resolve();

  return {
    deployment,
    store,
    smtpPort: mailbox.port,
    resumed: unsettled.length,
    routeFor,
    accept,
    idle: () => router.idle(),
    answer(id, given) {
      const sent = lastAnswer.then(() => answer(id, given));
      lastAnswer = sent.catch(() => {});
      return sent;
    },
    async close() {
      await mailbox.close();
      await router.idle();
      await store.close();
      await deployment.close();
    },
  };
}
