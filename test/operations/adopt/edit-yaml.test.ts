import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { editYaml } from '../../../operations/adopt/edit-yaml';

const RECORD = `# one record
email:
  domain:
    subdomain: acme-mail-dev # or an existing one
  route:
    pattern: support
    fromName: "Acme" # who writes

  autoReply: Thanks
queues: {members: managed-elsewhere}
`;

test.each([
  [['email', 'domain'], { existing: 'mail.example.com' }],
  [['email', 'route', 'pattern'], 'info'],
  [['email', 'route', 'adopted'], true],
  [['email', 'route', 'fromName'], 'A: "b" # c'],
  [['queues', 'members'], 'x'],
] as const)('%j becomes %j, and nothing else changes', (path, value) => {
  const wanted = parse(RECORD);
  const parent = path.slice(0, -1).reduce((at, key) => at[key], wanted);
  parent[path.at(-1) ?? ''] = value;
  const edited = editYaml(RECORD, path, value);
  expect(parse(edited)).toEqual(wanted);
  expect(edited).toContain('# one record');
  expect(edited.split('\n').filter((line) => !RECORD.split('\n').includes(line)).length).toBeLessThan(3);
});

test('a place that is not there is told', () => {
  expect(() => editYaml(RECORD, ['flow', 'name'], 'x')).toThrow('no flow');
});
