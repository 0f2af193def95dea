import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FlowLoadError } from '../../../sandbox/flow/flow-load-error';
import { loadFlow } from '../../../sandbox/flow/load-flow';
import { ACTION_LIMIT, runFlow } from '../../../sandbox/flow/run-flow';

const head = `inboundEmail:
  name: Test
  startUpRef: /inboundEmail/states/state[start]
  states:
    - state:
        name: Start
        refId: start
        actions:
`;
const transfer = '          - transferToAcd: {name: End, targetQueue: {lit: {name: Desk}}}\n';

function faults(text: string): readonly string[] {
  try {
    loadFlow(text, 'flow.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof FlowLoadError)) throw error;
    return error.faults.map(({ file, line, message }) => `${file}:${line} ${message}`);
  }
}

describe('loading refuses', () => {
  test.each([
    [
      'an unknown action',
      '          - playAudio: {name: Music}\n',
      /^flow.yaml:9 action playAudio \(Music\) is not known/,
    ],
    ['an unknown function', decision('Trimm(Email.Message.body) == ""'), /^flow.yaml:11 .*unknown function Trimm/],
    ['an unknown variable', decision('IsSet(State.Nobody)'), /^flow.yaml:11 unknown variable State.Nobody/],
    ['a broken expression', decision('(1 == 2'), /^flow.yaml:11 expression "\(1 == 2", character 8/],
    ['an output that the action has not', decision('true', 'maybe'), /^flow.yaml:13 decision has no output maybe/],
    ['a missing value', '          - transferToAcd: {name: End}\n', /^flow.yaml:9 targetQueue is missing/],
    ['a missing task', '          - callTask: {targetTaskRef: "./tasks/task[x]"}\n', /there is no task with refId x/],
    ['a reference to the wrong kind', '          - callTask: {targetTaskRef: "./states/state[start]"}\n', /form/],
    [
      'an assignment to no variable',
      '          - findQueue: {findName: {lit: a}, findResult: {var: Queue}}\n',
      /is no variable/,
    ],
    [
      'a placeholder',
      '          - disconnect:\n              name: "{{name}}"\n',
      /^flow.yaml:10 \{\{name\}\} is not filled in/,
    ],
    ['a duration without a unit', '          - callData: {timeout: {lit: 5}}\n', /expected a duration/],
  ])('%s', (_what, actions, message) => {
    expect(faults(head + actions)).toContainEqual(expect.stringMatching(message));
  });

  test('every fault at once, in the order of the file', () => {
    const found = faults(
      `${head}          - a: {}\n          - b: {}\n          - disconnect: {}\n          - c: {}\n`,
    );
    expect(found.map((fault) => fault.slice(0, 12))).toEqual(['flow.yaml:9 ', 'flow.yaml:10', 'flow.yaml:12']);
  });

  test.each([
    ['what is no YAML', 'a: [', /not readable as YAML/],
    ['an empty file', '', /expected inboundEmail, found nothing/],
    ['another kind of flow', 'inboundCall: {}', /expected inboundEmail, found inboundCall/],
    ['a flow without a start', 'inboundEmail: {name: X}', /startUpRef "" is not of the form/],
    ['a start that is not there', 'inboundEmail: {startUpRef: "./states/state[a]"}', /there is no state with refId a/],
    ['an unknown setting', 'inboundEmail: {settingsErrorHandling: {errorHandling: {magic: {}}}}', /magic is not known/],
    [
      'actions around themselves',
      `${head.trimEnd()} &a\n${transfer}          - decision: {condition: {lit: true}, outputs: {yes: {actions: *a}}}\n`,
      /nested deeper/,
    ],
  ])('%s', (_what, text, message) => {
    expect(faults(text)).toContainEqual(expect.stringMatching(message));
  });

  test('no text that merely holds braces', () => {
    expect(faults(`${head}          - sendAutoReply: {messageBody: {exp: '"Dear {{name}}, # {{x}} you"'}}\n`)).toEqual(
      [],
    );
  });

  test('nothing of a sound flow', () => {
    expect(faults(head + transfer)).toEqual([]);
  });
});

test('a flow tells which queues and data actions must exist, and what is not acted on', () => {
  const flow = loadFlow(
    `${head}          - callData:
              retries: 3
              category: {CRM: {dataAction: {Find: {inputs: {A: {lit: 1}}, successOutputs: {B: {var: State.B}}}}}}
${transfer}`,
    'flow.yaml',
  );
  expect(flow.queues).toEqual([{ name: 'Desk', line: 12 }]);
  expect(flow.dataActions).toEqual([{ category: 'CRM', name: 'Find', line: 9, inputs: ['A'], outputs: ['B'] }]);
  expect(flow.notices).toEqual([
    { file: 'flow.yaml', line: 10, message: 'callData: the sandbox does not act on retries' },
  ]);
});

describe('whatever the flow', () => {
  // JSON is YAML, so a flow can be drawn as an object.
  const action = fc.letrec<{ action: object }>((tie) => {
    const branches = (...labels: string[]) =>
      fc.record(
        Object.fromEntries(
          labels.map((label) => [label, fc.record({ actions: fc.array(tie('action'), { maxLength: 3 }) })]),
        ),
        {
          requiredKeys: [],
        },
      );
    const condition = fc.constantFrom('true', 'false', 'IsSet(State.Q)', 'State.B', 'State.N > 3');
    return {
      action: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constant({ disconnect: {} }),
        fc.constantFrom('a', 'b').map((ref) => ({ callTask: { targetTaskRef: `./tasks/task[${ref}]` } })),
        fc.constantFrom('s', 't').map((ref) => ({ changeState: { targetStateRef: `./states/state[${ref}]` } })),
        fc.constant({ endTask: { outputPath: { name: 'default' } } }),
        fc.constantFrom('"Desk"', 'State.Name', 'Append(State.Name, "x")').map((exp) => ({
          findQueue: { findName: { exp }, findResult: { var: 'State.Q' } },
        })),
        fc.constant({
          updateData: { statements: [{ integer: { variable: 'State.N', value: { exp: 'State.N + 1' } } }] },
        }),
        fc.constant({ transferToAcd: { targetQueue: { exp: 'State.Q' } } }),
        fc
          .record({ condition: condition.map((exp) => ({ exp })), outputs: branches('yes', 'no') })
          .map((decision) => ({ decision })),
        branches('success', 'failure', 'timeout').map((outputs) => ({
          callData: { category: { C: { dataAction: { D: { successOutputs: { B: { var: 'State.B' } } } } } }, outputs },
        })),
      ),
    };
  }).action;
  const actions = fc.array(action, { minLength: 1, maxLength: 5 });
  const variables = [
    { integerVariable: { name: 'State.N', initialValue: { lit: 0 } } },
    { stringVariable: { name: 'State.Name' } },
    { queueVariable: { name: 'State.Q' } },
    { booleanVariable: { name: 'State.B' } },
  ];
  const flow = fc
    .record({
      s: actions,
      t: actions,
      a: actions,
      b: actions,
      onError: fc.constantFrom<object>({ disconnect: {} }, { task: { targetTaskRef: './tasks/task[a]' } }),
    })
    .map(({ s, t, a, b, onError }) => ({
      inboundEmail: {
        startUpRef: './states/state[s]',
        settingsErrorHandling: { errorHandling: onError },
        states: [{ state: { refId: 's', variables, actions: s } }, { state: { refId: 't', variables, actions: t } }],
        tasks: [{ task: { refId: 'a', actions: a } }, { task: { refId: 'b', actions: b } }],
      },
    }));

  test('a run ends, within the limit, in a queue or disconnected', async () => {
    await fc.assert(
      fc.asyncProperty(flow, fc.constantFrom('success', 'failure', 'timeout'), async (object, kind) => {
        const mail = { subject: 's', body: 'b', from: '', to: '', autoGenerated: false };
        const run = await runFlow(loadFlow(JSON.stringify(object), 'flow.yaml'), mail, {
          callDataAction: async () =>
            kind === 'success'
              ? { kind, outputs: { B: true } }
              : kind === 'failure'
                ? { kind, failure: {} }
                : { kind: 'timeout' },
          findQueue: (name) => (name === 'Desk' ? { id: '1', name } : undefined),
          now: () => 0,
        });
        expect(['queue', 'disconnected']).toContain(run.end.kind);
        expect(run.path.length).toBeLessThanOrEqual(2 * (ACTION_LIMIT + 1));
        if (run.end.kind === 'disconnected' && run.end.reason === 'error') expect(run.error).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });
});

function decision(condition: string, label = 'yes'): string {
  return `          - decision:
              name: Ask
              condition: {exp: '${condition}'}
              outputs:
                ${label}: {actions: []}
`;
}
