import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { watchFolders } from '../../operations/watch-folders';
import { until } from '../support/until';

jest.setTimeout(60_000);
let folder: string;
let stop: () => void;
const changes: (readonly string[])[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watch-'));
  mkdirSync(join(folder, 'deep/er'), { recursive: true });
  stop = watchFolders([folder], (files) => changes.push(files));
});
afterEach(() => {
  stop();
  rmSync(folder, { recursive: true });
});

test('files that are written together are one change, an editor’s own files none', async () => {
  appendFileSync(join(folder, 'deep/er/.a.ts.swp'), 'x');
  appendFileSync(join(folder, 'deep/er/a.ts~'), 'x');
  appendFileSync(join(folder, 'deep/er/a.ts'), 'x');
  appendFileSync(join(folder, 'b.yaml'), 'x');
  await until('told of the change', () => changes.flat().length >= 2);
  expect(changes.flat().sort()).toEqual([`${folder}/b.yaml`, `${folder}/deep/er/a.ts`]);
});
