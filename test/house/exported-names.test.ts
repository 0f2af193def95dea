import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

/** Names that two files of the product export today. The list may only shrink: give what you touch a name of its own. */
const EXPORTED_TWICE: readonly string[] = [
  'Action',
  'Answer',
  'ApiError',
  'Calibration',
  'Call',
  'Capacity',
  'Change',
  'ClassScore',
  'EmailRoute',
  'Evaluation',
  'Exchange',
  'Faults',
  'Flow',
  'FlowFile',
  'GenesysApi',
  'Json',
  'MailRoute',
  'Mishap',
  'Named',
  'Outcome',
  'PublishedFlow',
  'RequestRecord',
  'Sample',
  'Scope',
  'Statement',
  'Surroundings',
  'Syntax',
  'Target',
  'TrainedClassifier',
  'Value',
  'Wanted',
  'calibrate',
  'connect',
  'endpointArn',
  'evaluate',
  'findFlow',
  'handler',
  'page',
  'publishFlow',
  'readFlow',
  'readSettings',
  'routeMail',
  'saysSomething',
  'text',
  'words',
];

const EXPORT = /^export (?:abstract |async |declare )*(?:function\*?|class|const|let|interface|type|enum) (\w+)/gm;

/** Files that export a name, by name. The page is a program of its own. */
function exportedNames(): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, Set<string>>();
  const files = execFileSync('git', ['ls-files', '*.ts', ':!test', ':!bench', ':!sandbox/page'], { encoding: 'utf8' });
  for (const file of files.trim().split('\n')) {
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(EXPORT)) {
      names.set(name, (names.get(name) ?? new Set()).add(file));
    }
  }
  return new Map([...names].map(([name, found]) => [name, [...found]]));
}

test('one meaning, one name: no name is exported by two files', () => {
  const twice = [...exportedNames()].filter(([name, files]) => files.length > 1 && !EXPORTED_TWICE.includes(name));
  expect(twice).toEqual([]);
});

test('the list of exceptions holds no name that has become unique', () => {
  const names = exportedNames();
  expect(EXPORTED_TWICE.filter((name) => (names.get(name) ?? []).length < 2)).toEqual([]);
});
