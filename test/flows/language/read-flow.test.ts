import { describe, expect, test } from '@jest/globals';
import { readFlow } from '../../../flows/language/read-flow';

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
  return readFlow(text, 'flow.yaml')
    .faults.filter(({ kind }) => kind === 'wrong')
    .map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
}

describe('loading refuses', () => {
  test.each([
    [
      'an unknown action',
      '          - playAudio: {name: Music}\n',
      /^flow.yaml:9:\d+ the action playAudio is not known here/,
    ],
    [
      'an unknown function',
      decision('Trimm(Email.Message.body) == ""'),
      /^flow.yaml:11:\d+ unknown function Trimm. Did you mean Trim\?/,
    ],
    ['an unknown variable', decision('IsSet(State.Nobody)'), /^flow.yaml:11:\d+ State.Nobody is not declared/],
    ['a broken expression', decision('(1 == 2'), /^flow.yaml:11:\d+ unexpected the end, expected \)\n/],
    ['an output that the action has not', decision('true', 'maybe'), /^flow.yaml:13:\d+ decision has no output maybe/],
    ['a missing value', '          - transferToAcd: {name: End}\n', /^flow.yaml:9:\d+ targetQueue is missing/],
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
      /^flow.yaml:10:\d+ \{\{name\}\} is not filled in/,
    ],
    ['a duration without a unit', '          - callData: {timeout: {lit: 5}}\n', /expected a duration/],
  ])('%s', (_what, actions, message) => {
    expect(faults(head + actions)).toContainEqual(expect.stringMatching(message));
  });

  test('every fault at once, in the order of the file', () => {
    const found = faults(
      `${head}          - a: {}\n          - b: {}\n          - disconnect: {}\n          - c: {}\n`,
    );
    expect(found.map((fault) => fault.slice(0, 12))).toEqual(['flow.yaml:9:', 'flow.yaml:10', 'flow.yaml:12']);
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

test('a flow tells which queues and data actions must exist, and what was never seen', () => {
  const { flow, faults } = readFlow(
    `${head}          - callData:
              retries: 3
              category: {CRM: {dataAction: {Find: {inputs: {A: {lit: 1}}, successOutputs: {B: {var: State.B}}}}}}
${transfer}`,
    'flow.yaml',
  );
  expect(flow?.queues).toEqual([{ name: 'Desk', line: 12, column: 60 }]);
  expect(flow?.start.actions[0]).toMatchObject({
    kind: 'callData',
    refPath: '/inboundEmail/states/state[start]/actions/callData[_^_archy_callData_1__]',
    category: { category: 'CRM', name: 'Find', inputs: [['A', { text: '1' }]], outputs: [{ output: 'B' }] },
  });
  const message = expect.stringContaining('unknown key retries');
  expect(faults).toContainEqual(expect.objectContaining({ line: 10, kind: 'unproven', message }));
});

test('the caret stands under the character, whatever quotes, escapes and folded lines are around it', () => {
  const caretOf = (value: string) => {
    const [fault] = readFlow(
      `${head}          - decision:\n              condition:\n                exp: ${value}\n`,
      'f',
    ).faults.filter(({ kind }) => kind === 'wrong');
    const [, line = '', caret = ''] = fault?.message.split('\n') ?? [];
    return `${fault?.line}:${fault?.column} ${line.slice(caret.indexOf('^'))}`;
  };
  for (const value of [
    'true or Foo(1)',
    `'"it''s" == "x" or Foo(1)'`,
    '"\\"a\\" == \\"b\\" or Foo(1)"',
    '>-\n                  true\n                    or Foo(1)',
    '|\n                  true\n                  or Foo(1)',
    'true\n                  or Foo(1)',
  ]) {
    expect({ value, caret: caretOf(value) }).toEqual({ value, caret: expect.stringMatching(/^\d+:\d+ Foo\(1\)/) });
  }
  expect(caretOf('true or Foo(1)')).toBe('11:30 Foo(1)');
});

function decision(condition: string, label = 'yes'): string {
  return `          - decision:
              name: Ask
              condition: {exp: '${condition}'}
              outputs:
                ${label}: {actions: []}
`;
}
