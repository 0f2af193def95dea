import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { queueNames } from '../../config/categories';
import { checkFlow, flowFacts } from '../../flows/check-flow';
import { readFlowTemplate } from '../../flows/flow-template';
import { renderFlow } from '../../flows/render-flow';
import type { DataActionOutcome, FlowRun } from '../../sandbox/flow/flow-run';
import { loadFlow } from '../../sandbox/flow/load-flow';
import type { FlowMail } from '../../sandbox/flow/mail-variables';
import { runFlow } from '../../sandbox/flow/run-flow';
import { categories, routingEnvironment } from '../support/routing-environment';

const environment = routingEnvironment();
const facts = flowFacts(environment, categories);
const queues = queueNames(categories);
const shipped = renderFlow(environment, categories, readFlowTemplate(process.cwd())).text;

const variables = {
  string: ['State.Text', 'State.Other', 'Email.Message.subject', 'Email.Message.body'],
  decimal: ['State.Score'],
  integer: ['State.Status'],
  queue: ['State.Target', 'State.Found'],
};
const any = [...variables.string, ...variables.decimal, ...variables.integer, ...variables.queue];

interface Expressions {
  readonly string: string;
  readonly boolean: string;
  readonly number: string;
  readonly queue: string;
}

/** Expressions of every type, safe and unsafe ones. */
const expressions = fc.letrec((tie: fc.LetrecTypedTie<Expressions>) => {
  const call = (name: string, ...given: fc.Arbitrary<string>[]) =>
    fc.tuple(...given).map((parts) => `${name}(${parts.join(', ')})`);
  const choice = (one: fc.Arbitrary<string>) => call('If', tie('boolean'), one, one);
  const binary = (one: fc.Arbitrary<string>, ...operators: string[]) =>
    fc.tuple(one, fc.constantFrom(...operators), one).map((parts) => `(${parts.join(' ')})`);
  return {
    string: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'expression' },
      fc.constantFrom(...variables.string, '""', '"IRA"', '"a \\"b\\""', 'NOT_SET'),
      call('Append', tie('string'), tie('string')),
      call('Trim', tie('string')),
      call('ToString', fc.constantFrom(...any)),
      call('ToDisplayString', fc.constantFrom(...any)),
      call('GetAt', fc.constant('MakeList("401K", "IRA")'), tie('number')),
      choice(tie('string')),
    ),
    boolean: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'expression' },
      call('IsSet', fc.constantFrom(...any)),
      call('IsNotSetOrEmpty', fc.constantFrom(...any)),
      binary(tie('string'), '==', '!=', '<'),
      binary(tie('number'), '==', '>=', '<'),
      binary(tie('boolean'), 'and', 'or'),
      tie('boolean').map((one) => `not ${one}`),
    ),
    number: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'expression' },
      fc.constantFrom('0', '1', '2.5', ...variables.decimal, ...variables.integer),
      call('FindFirst', fc.constant('MakeList("a", "IRA")'), tie('string')),
      call('ToInt', tie('string')),
      binary(tie('number'), '+', '/', '%'),
    ),
    queue: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'expression' },
      fc.constantFrom(...variables.queue),
      choice(tie('queue')),
    ),
  };
});

const { category, name: dataAction } = facts.dataAction;
const exp = (text: string) => ({ exp: text });
const noValue = { noValue: true };
const transfer = (targetQueue: object) => ({
  transferToAcd: { targetQueue, priority: { lit: 0 }, preferredAgents: noValue, languageSkill: noValue },
});
const update = (type: string, variable: string, value: object) => ({
  updateData: { statements: [{ [type]: { variable, value } }] },
});
const queueLiteral = fc.constantFrom(...queues).map((name) => ({ lit: { name } }));

const { list } = fc.letrec<{ list: object[]; action: object }>((tie) => {
  const branch = tie('list').map((actions) => ({ actions }));
  const outputs = <const L extends string>(...labels: L[]) =>
    fc.record(Object.fromEntries(labels.map((label) => [label, branch])));
  return {
    list: fc.array(tie('action'), { maxLength: 3, depthIdentifier: 'flow' }),
    action: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'flow' },
      { weight: 4, arbitrary: expressions.string.map((text) => update('string', 'State.Text', exp(text))) },
      {
        weight: 2,
        arbitrary: fc
          .oneof(expressions.queue.map(exp), queueLiteral, fc.constant(noValue))
          .map((value) => update('queue', 'State.Target', value)),
      },
      { weight: 1, arbitrary: expressions.number.map((text) => update('decimal', 'State.Score', exp(text))) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('a', 'b').map((ref) => ({ callTask: { targetTaskRef: `./tasks/task[${ref}]` } })),
      },
      { weight: 1, arbitrary: fc.oneof(expressions.queue.map(exp), queueLiteral).map(transfer) },
      { weight: 1, arbitrary: fc.constant({ wait: { duration: { lit: { seconds: 20 } } } }) },
      {
        weight: 1,
        arbitrary: expressions.string.map((text) => ({
          setParticipantData: { attributes: [{ attribute: { name: { lit: 'Note' }, value: exp(text) } }] },
        })),
      },
      {
        weight: 1,
        arbitrary: expressions.string.map((text) => ({
          sendAutoReply: {
            ...{ from: noValue, replyTo: noValue, cc: noValue, bcc: noValue },
            ...{ messageBody: exp(text), replyMode: 'replyToSender' },
          },
        })),
      },
      {
        weight: 2,
        arbitrary: fc
          .record({ condition: expressions.boolean.map(exp), outputs: outputs('yes', 'no') })
          .map((decision) => ({ decision })),
      },
      {
        weight: 2,
        arbitrary: fc
          .record({
            findName: fc.oneof(expressions.string.map(exp), fc.constant({ lit: 'IRA' })),
            outputs: outputs('found', 'notFound'),
          })
          .map((rest) => ({ findQueue: { ...rest, findResult: { var: 'State.Found' } } })),
      },
      {
        weight: 1,
        arbitrary: fc
          .record({ when: expressions.boolean.map(exp), actions: tie('list'), otherwise: branch })
          .map(({ when, actions, otherwise }) => ({
            switch: { evaluate: { firstTrue: { default: otherwise, cases: [{ case: { value: when, actions } }] } } },
          })),
      },
      {
        weight: 2,
        arbitrary: fc
          .record({ subject: expressions.string, outputs: outputs('success', 'failure', 'timeout') })
          .map(({ subject, outputs }) => ({
            callData: {
              timeout: { lit: { seconds: 21 } },
              category: {
                [category]: {
                  dataAction: {
                    [dataAction]: {
                      inputs: Object.fromEntries(
                        Object.keys(facts.contract.request.properties).map((name, index) => [
                          name,
                          exp(index === 0 ? subject : 'Email.Message.body'),
                        ]),
                      ),
                      successOutputs: Object.fromEntries(
                        Object.keys(facts.contract.response.properties).map((output) => [
                          output,
                          output === 'QueueName'
                            ? { var: 'State.Text' }
                            : output === 'Confidence'
                              ? { var: 'State.Score' }
                              : noValue,
                        ]),
                      ),
                      failureOutputs: { errorCode: { var: 'State.Other' }, status: { var: 'State.Status' } },
                    },
                  },
                },
              },
              outputs,
            },
          })),
      },
    ),
  };
});

const declared = (kind: string, ...names: string[]) =>
  names.map((name) => ({ [`${kind}Variable`]: { name, initialValue: noValue } }));
const variableList = [
  ...declared('string', 'State.Text', 'State.Other'),
  ...declared('decimal', 'State.Score'),
  ...declared('integer', 'State.Status'),
  ...declared('queue', 'State.Target', 'State.Found'),
];
/** What makes that no variable is unused, which the check refuses too. */
const readAll = update(
  'string',
  'State.Other',
  exp(`If(IsSet(State.Found) and IsSet(State.Score) and IsSet(State.Status), "", "")`),
);

const drawn = fc
  .record({
    actions: list,
    a: fc.option(list),
    b: fc.option(list),
    last: fc.oneof(expressions.queue.map(exp), queueLiteral),
  })
  .map(({ actions, a, b, last }) =>
    stringify({
      inboundEmail: {
        ...{ name: 'x', startUpRef: './states/state[1]', defaultLanguage: 'en-us' },
        supportedLanguages: { 'en-us': { defaultLanguageSkill: noValue } },
        settingsInboundEmailHandling: { emailHandling: { continue: { none: true } } },
        settingsErrorHandling: { errorHandling: { disconnect: { none: true } } },
        states: [
          {
            state: {
              ...{ name: '1', refId: '1', variables: variableList },
              actions: [update('queue', 'State.Target', { lit: { name: 'IRA' } }), readAll, ...actions, transfer(last)],
            },
          },
        ],
        tasks: Object.entries({ a, b }).flatMap(([ref, body]) =>
          body === null
            ? []
            : [
                {
                  task: {
                    name: ref,
                    refId: ref,
                    variables: [],
                    actions: body.filter((one) => !JSON.stringify(one).includes('State.')),
                  },
                },
              ],
        ),
      },
    }),
  );

/** The shipped flow with words of its own in the place of others, and lines left out or written twice. */
const lines = shipped.split('\n');
const words = [
  'State.QueueName',
  'State.Confidence',
  'State.FoundQueue',
  'State.TargetQueue',
  'State.Outcome',
  'found',
  'notFound',
  'yes',
  'no',
  'success',
  'failure',
  'timeout',
  'IsSet',
  'IsNotSetOrEmpty',
  'GeneralSupport',
  'queue',
  'string',
];
const edit = fc.record({
  at: fc.nat(lines.length - 1),
  to: fc.constantFrom('', 'twice', ...words),
  from: fc.constantFrom(...words),
});
const mutated = fc.array(edit, { minLength: 1, maxLength: 3 }).map((edits) => {
  const changed = [...lines];
  for (const { at, to, from } of edits) {
    const line = changed[at] ?? '';
    changed[at] = to === '' ? '' : to === 'twice' ? `${line}\n${line}` : line.replace(from, to);
  }
  return changed.join('\n');
});

const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom(...queues, '', '12', ' '));
const mail: fc.Arbitrary<FlowMail> = fc.record({
  ...{ subject: text, body: text, from: text, to: text },
  autoGenerated: fc.constant(false),
  autoReplied: fc.boolean(),
});
const outcome: fc.Arbitrary<DataActionOutcome> = fc.oneof(
  fc
    .record(
      { QueueName: text, Confidence: fc.double({ noNaN: true }), Category: text, Reason: text },
      { requiredKeys: [] },
    )
    .map((outputs): DataActionOutcome => ({ kind: 'success', outputs })),
  fc
    .record({ errorCode: text, status: fc.integer(), userMessage: text }, { requiredKeys: [] })
    .map((failure): DataActionOutcome => ({ kind: 'failure', failure })),
  fc.constant<DataActionOutcome>({ kind: 'timeout' }),
);

async function run(flow: string, about: FlowMail, outcomes: readonly DataActionOutcome[]): Promise<FlowRun> {
  let calls = 0;
  return runFlow(loadFlow(flow, 'flow.yaml'), about, {
    callDataAction: async () => outcomes[calls++ % outcomes.length] ?? { kind: 'timeout' },
    findQueue: (name) => (queues.includes(name) ? { id: name, name } : undefined),
    now: () => 0,
  });
}

test('whatever flow the check accepts, message and answers: no flow error, and exactly one queue', async () => {
  let accepted = 0;
  const sound = fc.asyncProperty(
    fc.oneof({ weight: 3, arbitrary: drawn }, { weight: 1, arbitrary: mutated }),
    fc.array(fc.tuple(mail, fc.array(outcome, { minLength: 1, maxLength: 3 })), { minLength: 5, maxLength: 5 }),
    async (flow, messages) => {
      if (checkFlow(flow, facts).length > 0) return;
      accepted += 1;
      for (const [about, outcomes] of messages) {
        const { error, end, path } = await run(flow, about, outcomes);
        const transfers = path.filter(({ outcome }) => outcome === 'transferred').length;
        expect({ flow, error, end: end.kind, transfers }).toEqual({
          flow,
          error: undefined,
          end: 'queue',
          transfers: 1,
        });
      }
    },
  );
  await fc.assert(sound, { numRuns: 10_000 });
  // About one drawn flow in five is accepted: 2,000 flows, 10,000 messages.
  expect(accepted).toBeGreaterThan(1000);
});
