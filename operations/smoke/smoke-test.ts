import { z } from 'zod';
import type { CategoryList } from '../../config/categories';
import type { Environment } from '../../config/environment';
import { KnownError } from '../../config/known-error';
import { dataActionName } from '../../flows/data-action';
import type { GenesysApi } from '../../publishing/genesys-client/connect';
import { GenesysApiError } from '../../publishing/genesys-client/errors';
import { findFlow } from '../../publishing/genesys-client/find-flow';
import { listAll } from '../../publishing/genesys-client/list-all';
import { readAnswer } from '../../publishing/genesys-client/read-answer';
import { askApi } from '../ask-api';
import type { DeployedApi } from '../deployed-api';
import { type SmokeHop, type SmokeMessage, timedHop } from './smoke-hop';

/** A part of the way did not do its work: what, and what to do about it, with a colon between. */
export class SmokeError extends KnownError {
  override readonly name = 'SmokeError';
}

export interface SmokeTest {
  readonly environment: Environment;
  readonly categories: CategoryList;
  readonly deployed: DeployedApi;
  readonly genesys: GenesysApi;
  /** Messages of each category: the next one is tried when the classifier takes one for another category. */
  readonly messages: readonly (readonly SmokeMessage[])[];
  /** Names the messages of this run. */
  readonly nonce: string;
  /** Asks before anything is made that agents could see. */
  readonly agree: (question: string) => Promise<boolean>;
  /** Sends a real message to the route; left out: none is sent. */
  readonly sendMail?: (message: { readonly subject: string; readonly text: string }) => Promise<void>;
  /** Milliseconds. */
  readonly clock: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** How long the flow may take, milliseconds. */
  readonly patience: number;
}

const PAUSE = 1_000;

/** Sends labelled messages the whole way. Leaves nothing: every conversation that it makes is ended. */
export async function smokeTest(test: SmokeTest): Promise<readonly SmokeHop[]> {
  const hide = (text: string) => text.replaceAll(test.deployed.key, '***');
  return (await runHops(test)).map((hop) => ({
    ...hop,
    got: hide(hop.got),
    ...(hop.remedy !== undefined && { remedy: hide(hop.remedy) }),
  }));
}

async function runHops(test: SmokeTest): Promise<readonly SmokeHop[]> {
  const { messages, agree, clock, categories, sendMail } = test;
  const hops: SmokeHop[] = [];
  const understood: SmokeMessage[] = [];
  for (const candidates of messages) {
    const { hop, message } = await throughApi(test, candidates);
    hops.push(hop);
    if (hop.ok) understood.push(message);
  }
  const sample = understood.find(({ queue }) => queue !== categories.fallbackQueue) ?? messages.flat()[0];
  if (sample === undefined) return hops;
  hops.push(await timedHop('data action', sample, () => throughAction(test, sample), clock));
  const what = sendMail === undefined ? 'a conversation' : 'a conversation and a real message';
  if (!(await agree(`Make ${what} marked TEST in the queue ${sample.queue}? Agents on duty there may be alerted`)))
    return hops;
  hops.push(await timedHop('flow', sample, () => throughFlow(test, sample), clock));
  if (sendMail !== undefined)
    hops.push(await timedHop('mail', sample, () => throughMail(test, sample, sendMail), clock));
  return hops;
}

async function throughApi(
  { deployed, categories, clock }: SmokeTest,
  candidates: readonly SmokeMessage[],
): Promise<{ readonly hop: SmokeHop; readonly message: SmokeMessage }> {
  let last: { readonly hop: SmokeHop; readonly message: SmokeMessage } | undefined;
  for (const message of candidates) {
    const ask = async () => {
      const { response } = await askApi(deployed, { EmailSubject: message.subject, EmailBody: message.body });
      return response.QueueName || categories.fallbackQueue;
    };
    last = { hop: await timedHop('api', message, ask, clock), message };
    if (
      last.hop.ok ||
      !categories.categories.some(({ queue }) => (queue ?? categories.fallbackQueue) === last?.hop.got)
    )
      break;
  }
  if (last === undefined) throw new Error('a category has no message');
  return last;
}

const tested = z.looseObject({
  success: z.boolean(),
  finalResult: z.unknown().optional(),
  operations: z.array(z.looseObject({ name: z.string().optional(), success: z.boolean().optional() })).nullish(),
  error: z.looseObject({ message: z.string().optional() }).nullish(),
});

/** Only names of steps and a status are told of a failure: what the steps sent holds the key. */
async function throughAction(
  { environment, genesys, categories }: SmokeTest,
  { subject, body }: SmokeMessage,
): Promise<string> {
  const { category, name } = dataActionName(environment);
  const shape = z.looseObject({ id: z.string(), name: z.string(), category: z.string() });
  const actions = await listAll(genesys, '/api/v2/integrations/actions', shape, { category, name });
  const action = actions.find((one) => one.name === name && one.category === category);
  if (action === undefined)
    throw new SmokeError(`no data action: npm run deploy -- ${environment.name} routing-${environment.name}`);
  const path = `/api/v2/integrations/actions/${encodeURIComponent(action.id)}/test`;
  const answer = readAnswer(
    tested,
    'POST integrations/actions/{id}/test',
    await genesys.ask('POST', path, { EmailSubject: subject, EmailBody: body }),
  );
  if (answer.success) {
    const { QueueName } = readAnswer(z.looseObject({ QueueName: z.string() }), 'data action', answer.finalResult);
    return QueueName || categories.fallbackQueue;
  }
  const step = answer.operations?.find(({ success }) => success === false)?.name ?? 'before its first step';
  const [status = ''] = /\b[45]\d\d\b/.exec(answer.error?.message ?? '') ?? [];
  const cause =
    status === '403'
      ? 'its credential does not hold the key of the API, deploy routing again'
      : 'npm run doctor looks at integration, credential and API';
  throw new SmokeError(`failed at ${step}${status && ` with ${status}`}: ${cause}`);
}

/** Ids that no conversation has. */
const NOBODY = '/api/v2/conversations/00000000-0000-4000-8000-000000000000';

/** Whatever is made must be found and ended: whoever may not do that makes nothing. @throws {GenesysApiError} 403 */
async function mayEnd({ ask }: GenesysApi): Promise<void> {
  for (const probe of [() => ask('GET', NOBODY), () => ask('POST', `${NOBODY}/disconnect`)]) {
    try {
      await probe();
    } catch (error) {
      if (!(error instanceof GenesysApiError) || error.status === 403) throw error;
    }
  }
}

const named = z.looseObject({ id: z.string() });

/** The body of such a conversation stays with whoever made it, so that the subject carries the topic. */
async function throughFlow(test: SmokeTest, { subject, body }: SmokeMessage): Promise<string> {
  const { genesys, environment, nonce } = test;
  const flow = await findFlow(genesys, environment.flow.name);
  if (flow === undefined)
    throw new SmokeError(`no flow ${environment.flow.name}: npm run flow -- publish ${environment.name}`);
  await mayEnd(genesys);
  const text = `${subject} ${body.replace(/\s+/g, ' ')}`.slice(0, 250);
  const made = await genesys.ask('POST', '/api/v2/conversations/emails', {
    ...{ provider: 'Email routing smoke test', direction: 'INBOUND', flowId: flow.id },
    ...{ fromAddress: 'smoke-test@example.com', fromName: 'TEST', subject: `TEST ${nonce} ${text}`, textBody: body },
  });
  return settle(test, readAnswer(named, 'POST conversations/emails', made).id);
}

const conversation = z.looseObject({
  participants: z.array(
    z.looseObject({
      purpose: z.string(),
      queueId: z.string().nullish(),
      queueName: z.string().nullish(),
      emails: z.array(z.looseObject({ disconnectType: z.string().nullish() })).nullish(),
    }),
  ),
});

/** Waits until the conversation is in a queue, and ends it whatever happens. @returns name of the queue */
async function settle({ genesys, clock, wait, patience }: SmokeTest, id: string): Promise<string> {
  const path = `/api/v2/conversations/${encodeURIComponent(id)}`;
  try {
    for (const start = clock(); clock() - start < patience; await wait(PAUSE)) {
      const { participants } = readAnswer(conversation, 'GET conversations/{id}', await genesys.ask('GET', path));
      const queue = participants.find(({ purpose }) => purpose === 'acd');
      if (queue !== undefined) return queue.queueName ?? queue.queueId ?? 'a queue without a name';
      const failed = participants.some(({ emails }) =>
        emails?.some(({ disconnectType }) => disconnectType === 'error'),
      );
      if (failed)
        throw new SmokeError('the flow ended in error: look at its execution history in Architect, and npm run doctor');
    }
    throw new SmokeError(
      `in no queue after ${Math.round(patience / 1000)} s: look at the conversation in Genesys Cloud, and npm run doctor`,
    );
  } finally {
    await genesys.ask('POST', `${path}/disconnect`);
  }
}

const details = z.looseObject({
  conversations: z
    .array(
      z.looseObject({
        conversationId: z.string(),
        participants: z.array(
          z.looseObject({
            sessions: z
              .array(z.looseObject({ segments: z.array(z.looseObject({ subject: z.string().nullish() })).nullish() }))
              .nullish(),
          }),
        ),
      }),
    )
    .default([]),
});

/** A real message, found again by the nonce in its subject. */
async function throughMail(
  test: SmokeTest,
  { subject, body }: SmokeMessage,
  send: NonNullable<SmokeTest['sendMail']>,
): Promise<string> {
  const { genesys, nonce, clock, wait, patience } = test;
  const begin = Date.now();
  await mayEnd(genesys);
  await search();
  await send({ subject: `TEST ${nonce}-mail ${subject}`, text: body });
  for (const start = clock(); clock() - start < patience; await wait(PAUSE)) {
    const found = (await search()).find((one) => JSON.stringify(one.participants).includes(`${nonce}-mail`));
    if (found !== undefined) return settle(test, found.conversationId);
  }
  throw new SmokeError(
    `the message did not arrive within ${Math.round(patience / 1000)} s: look at MX, route and spam; it may still come, subject ${nonce}-mail`,
  );

  async function search() {
    const interval = [begin - 60_000, Date.now() + 60_000].map((moment) => new Date(moment).toISOString()).join('/');
    const asked = { interval, order: 'desc', orderBy: 'conversationStart', paging: { pageSize: 100, pageNumber: 1 } };
    const answer = await genesys.ask('POST', '/api/v2/analytics/conversations/details/query', asked);
    return readAnswer(details, 'POST analytics/conversations/details/query', answer).conversations;
  }
}
