import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { routes } from '../../../stand-ins/genesys-platform/routes';

test('docs/genesys-permissions.md lists every permission that a call needs', () => {
  const listed = new Set<string>();
  for (const line of readFileSync('docs/genesys-permissions.md', 'utf8').split('\n')) {
    let prefix = '';
    for (const [, name = ''] of line.matchAll(/`([\w:]+)`/g)) {
      if (name.includes(':')) prefix = name.slice(0, name.lastIndexOf(':') + 1);
      listed.add(name.includes(':') ? name : prefix + name);
    }
  }
  const unlisted = routes.map(({ permission }) => permission).filter((name) => name.includes(':') && !listed.has(name));
  expect([...new Set(unlisted)]).toEqual(['directory:user:setPassword']); // no stack sets a password
});
