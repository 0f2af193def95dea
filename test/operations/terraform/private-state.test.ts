import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { keepStatePrivate } from '../../../operations/terraform/private-state';

test('a local state and its backups are their owner’s alone; the committed state of a bucket is left', () => {
  const folder = mkdtempSync(join(tmpdir(), 'state-'));
  try {
    const modes = {
      'api-dev.tfstate': 0o600,
      'api-dev.tfstate.backup': 0o600,
      'prod-state.tfstate': 0o644,
      'a.txt': 0o644,
    };
    for (const name of Object.keys(modes)) writeFileSync(join(folder, name), '{}', { mode: 0o644 });
    keepStatePrivate(folder);
    keepStatePrivate(join(folder, 'not there'));
    expect(
      Object.fromEntries(Object.keys(modes).map((name) => [name, statSync(join(folder, name)).mode & 0o777])),
    ).toEqual(modes);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
