import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { issueLines } from '../../publishing/archy/issue-line';
import { judgeRun } from '../../publishing/archy/judge-run';
import { describe as sentences } from '../../publishing/archy/outcome';
import { lastWords, readIssues } from '../../publishing/archy/read-output';
import { readResults } from '../../publishing/archy/read-results';
import { redactor } from '../../publishing/archy/redact';
import type { ArchyRun } from '../../publishing/archy/run-archy';

const template = readFileSync('flows/email-routing.yaml', 'utf8');
const lineOf = (text: string) => template.split('\n').findIndex((line) => line.includes(text)) + 1;

/** Output of a publication with validation errors, in the form that Archy 2.42.2 prints it. */
const INVALID = `validating flow 'Mail'
- ERROR! Validation Summary
  [Type:'ArchValidationIssue', ErrorCount:1, ArchObject:[TrackingID:12, Name:'Classify the mail', Type:'ArchActionCallData']]
A data action must be selected.
setting the Archy exit code to 123
------------------
Validation Results
------------------
1 -> [Type:'ArchValidationIssue', ErrorCount:1, ArchObject:[TrackingID:12, Name:'Classify the mail', Type:'ArchActionCallData']]
A data action must be selected.
    ___ Yaml Info ___
    ref path: /inboundEmail/states/state[Initial State_10]/actions/callData[_^_archy_callData_1__]

2 -> [Type:'ArchValidationIssue', WarningCount:1, ArchObject:[Type:'ArchVariableString', Name:'State.Reason']]
The variable 'State.Reason' is not used.

16 -> [Type:'ArchValidationIssue', RollupErrorCount:1, ArchObject:[TrackingID:11, Name:'Initial State', Type:'ArchState']]
There is one action in error within this task
    ___ Yaml Info ___
        name: Initial State
    ref path: /inboundEmail/states/state[Initial State_10]

\u001b[1m     Archy - Architect Yaml Flow Processor ver. 2.42.2 - Failure\u001b[0m
DateTime: Mon Sep 07 2026 13:04:40 GMT+0200
Summary
Command: 'publish'
Flow Name: 'Mail'
ERROR - the flow has 1 error(s). (see above)

WARNING - the flow has 14 warning(s). (see above)

Error(s) and warning(s) encountered.
exit code: 123`;

const exit = (code: number, output: string, results: string | null = null): ArchyRun => ({
  ending: { kind: 'exit', code },
  output,
  results,
});
const judge = (run: ArchyRun) => judgeRun(run, { text: template, timeLimit: 60_000 });

describe('validation results', () => {
  test('are the numbered issues; sums over inner objects are none', () => {
    expect(readIssues(INVALID)).toEqual([
      {
        severity: 'error',
        object: 'Classify the mail',
        message: 'A data action must be selected.',
        refPath: '/inboundEmail/states/state[Initial State_10]/actions/callData[_^_archy_callData_1__]',
      },
      {
        severity: 'warning',
        object: 'State.Reason',
        message: "The variable 'State.Reason' is not used.",
        refPath: null,
      },
    ]);
  });

  test('become errors with object and line of the template', () => {
    const outcome = judge(exit(123, INVALID));
    const line = lineOf('- callData:');
    expect(outcome).toEqual({
      kind: 'invalid',
      issues: [{ object: 'Classify the mail', message: 'A data action must be selected.', line }],
    });
    if (outcome.kind !== 'invalid') throw new Error('not invalid');
    expect(sentences(outcome, { name: 'Mail', file: 'flows/email-routing.yaml' })).toEqual([
      '1 error in the flow',
      `  flows/email-routing.yaml:${line}  Classify the mail: A data action must be selected.`,
    ]);
  });

  test.each([
    ['Show the decision to the agent', 'unknown action', 'flow.participantData: false'],
    ['', "property 'setParticipantData' is not valid here", 'flow.participantData: false'],
    ['Classify the message', "variable 'Email.ConversationId' was not found", 'remove flow.conversationId'],
  ])('about what no e-mail flow was seen with name its switch: %s %s', (object, message, remedy) => {
    const said = sentences(
      { kind: 'invalid', issues: [{ object, message, line: 3 }] },
      { name: 'Mail', file: 'f.yaml' },
    );
    expect(said).toHaveLength(3);
    expect(said[2]).toContain(remedy);
  });

  test('that cannot be read are shown as they came', () => {
    const outcome = judge(exit(123, 'something new\nthat nobody knows\nexit code: 123'));
    expect(outcome).toMatchObject({ kind: 'invalid' });
    expect(JSON.stringify(outcome)).toContain('that nobody knows');
  });
});

describe('the line of a path', () => {
  const { lineOf: at } = issueLines(template);
  const state = '/inboundEmail/states/state[Initial State_10]';
  test.each([
    ['a state by its refId', state, '', '- state:'],
    [
      'an action by its name',
      `${state}/actions/updateData[_^_archy_updateData_9__]`,
      'Start with the fallback queue',
      '- updateData:',
    ],
    ['an action by its number', `${state}/actions/callData[_^_archy_callData_1__]`, '', '- callData:'],
    ['a nested property', `${state}/actions/callData[x]/timeout`, '', 'timeout:'],
    ['a property of the flow', '/inboundEmail/defaultLanguage', '', 'defaultLanguage: en-us'],
    [
      'what is not there: the nearest thing around it',
      '/inboundEmail/supportedLanguages/xx-yy',
      '',
      'supportedLanguages:',
    ],
  ])('finds %s', (_, path, name, text) => {
    expect(at(path, name)).toBe(lineOf(text));
  });

  test('finds the right one of several actions of a kind', () => {
    const text = `inboundEmail:
  states:
    - state:
        refId: S
        actions:
          - decision:
              name: same
              outputs:
                "yes":
                  actions:
                    - transferToAcd:
                        name: same
          - transferToAcd:
              name: same
          - transferToAcd:
              name: same
`;
    const path = '/inboundEmail/states/state[S]/actions/transferToAcd';
    const { lineOf: line } = issueLines(text);
    expect([2, 3].map((n) => line(`${path}[_^_archy_transferToAcd_${n}__]`, 'same'))).toEqual([13, 15]);
    expect(
      line(
        `/inboundEmail/states/state[S]/actions/decision[_^_archy_decision_1__]/outputs/yes/actions/transferToAcd[x]`,
        '',
      ),
    ).toBe(11);
  });

  test('is found or not, but never fails', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (path, name) => at(path, name) >= 1));
  });
});

describe('failures that Archy tells by text', () => {
  const session = (...lines: string[]) =>
    exit(99, ['Summary', ...lines, 'Architect Scripting session ended in error ( code: 99 )'].join('\n'));

  test.each<[what: string, run: ArchyRun, outcome: object]>([
    [
      'a queue',
      session("find 'queue' by value of 'Support DK' - no matches"),
      { kind: 'not-found', what: 'queue Support DK' },
    ],
    [
      'a permission',
      session("the 'architect:flow:add' permission is required"),
      { kind: 'missing-permission', permission: 'architect:flow:add' },
    ],
    [
      'a person',
      session("the flow 'Mail' is locked by user 'jo.admin@example.com'."),
      { kind: 'locked', by: 'jo.admin@example.com' },
    ],
    ['credentials', session('invalid credentials'), { kind: 'bad-credentials' }],
    ['a limit', exit(107, 'Rate limit exceeded the maximum'), { kind: 'throttled' }],
    ['a flow', exit(107, 'unable to find the flow'), { kind: 'not-found', what: 'the flow' }],
    ['TLS', session('Error: unable to verify the first certificate', 'invalid credentials'), { kind: 'failed' }],
    [
      'two of a name',
      session("item[1] - value 'A' - is another case sensitive match - unable to disambiguate network results."),
      { kind: 'failed' },
    ],
  ])('%s', (_, run, outcome) => {
    expect(judge(run)).toMatchObject(outcome);
  });

  test('a file that it cannot process, with its line', () => {
    const run = session(
      "did not find a text to speech voice with the name 'x' for language 'en-us'",
      "    Path: '/inboundEmail/supportedLanguages/en-us'",
      "    Property name: 'defaultLanguageSkill'",
    );
    expect(judge(run)).toEqual({
      kind: 'invalid',
      issues: [
        {
          object: '',
          message: "did not find a text to speech voice with the name 'x' for language 'en-us'",
          line: lineOf('defaultLanguageSkill:'),
        },
      ],
    });
  });

  test('places that it prints while all is well are not taken for the error', () => {
    const output = `adding variable type of 'stringVariable'
    Path: '/inboundEmail/states'
    Property name: 'stringVariable'
auto reply: you are locked by us, sorry for the rate limit
Summary
find 'queue' by value of 'X' - no matches`;
    expect(judge(exit(99, output))).toEqual({ kind: 'not-found', what: 'queue X' });
  });

  test('what the results file says counts as well', () => {
    const results = JSON.stringify({
      status: 'failure',
      output: { traces: [{ type: 'error', text: "the 'architect:ui:view' permission is required" }] },
    });
    expect(judge(exit(99, '', results))).toMatchObject({ kind: 'missing-permission', permission: 'architect:ui:view' });
  });

  test('anything else is a failure with its last words', () => {
    const outcome = judge(exit(42, 'first\n*****\nDateTime: now\nthe reason\nexit code: 42'));
    expect(outcome).toEqual({
      kind: 'failed',
      message: 'Archy ended with exit code 42',
      output: ['first', 'the reason'],
    });
  });

  test('any output of any exit code ends in some outcome', () => {
    fc.assert(
      fc.property(fc.nat(255), fc.string({ unit: 'binary' }), fc.option(fc.string()), (code, output, results) => {
        const { kind } = judge(exit(code, output, results));
        return code === 0 ? kind === 'published' || kind === 'failed' : kind !== 'published';
      }),
      { numRuns: 50 },
    );
  });
});

describe('the results file', () => {
  const results = {
    version: '2.33.1',
    command: 'publish',
    status: 'success',
    exitCode: 0,
    settings: { location: { value: 'mypurecloud.com', source: 'options file' } },
    output: {
      traces: [{ text: 'unused variable ', type: 'warning', dateTime: '2026-01-01T00:00:00.000Z' }],
      debugFilePath: '/x',
      flowName: 'Mail',
      flowInfo: { url: 'u', id: 'f1', checkedInVersion: { id: '3.0' }, publishedVersion: { id: '3.0' } },
    },
  };

  test('tells id, version and warnings', () => {
    expect(judge(exit(0, '', JSON.stringify(results)))).toEqual({
      kind: 'published',
      flowId: 'f1',
      version: '3.0',
      warnings: ['unused variable'],
    });
  });

  test('that speaks of failure outweighs exit code 0', () => {
    expect(judge(exit(0, '', JSON.stringify({ ...results, status: 'failure' })))).toMatchObject({ kind: 'failed' });
  });

  test('that is something else is none', () => {
    for (const text of [null, '', '[]', '{"status":1}', '{"status":"success","output":{"traces":"x"}}']) {
      expect([text, readResults(text)]).toEqual([text, null]);
    }
  });
});

test('last words are cut, few, and without decoration', () => {
  const words = lastWords(
    `┌──┐\n│ Archy minor version update available │\n└──┘\n${'x'.repeat(1_000)}\n\u001b[31mred\u001b[0m\n`,
  );
  expect(words.map((line) => line.length)).toEqual([301, 3]);
});

test('no spelling of a secret survives redaction', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 6 }), fc.string(), fc.string(), (secret, before, after) => {
      const clean = redactor([{ id: 'id', secret }]);
      const spellings = [
        secret,
        JSON.stringify(secret).slice(1, -1),
        encodeURIComponent(secret),
        Buffer.from(`id:${secret}`).toString('base64'),
      ];
      return spellings.every((spelling) => {
        const text = clean(`${before}${spelling}${after}`);
        return !text.includes(spelling) || '***'.includes(spelling);
      });
    }),
  );
});

test('tokens are redacted, other words are not', () => {
  const clean = redactor([{ id: 'id', secret: '' }]);
  expect(clean('Authorization: Bearer abc.def-ghi_123')).toBe('Authorization: Bearer ***');
  expect(clean('{"access_token": "abcdefghij"}')).toBe('{"access_token": "***"}');
  expect(clean('a bearer of news')).toBe('a bearer of news');
});
