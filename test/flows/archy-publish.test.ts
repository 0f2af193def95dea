import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type FlowLab, SECRET, startFlowLab } from '../support/flow-lab';

let lab: FlowLab;
beforeEach(async () => {
  lab = await startFlowLab();
});
afterEach(async () => {
  expect(lab.leftovers()).toEqual([]);
  expect(lab.api.unknownCalls()).toEqual([]);
  await lab.close();
});

describe('a publication', () => {
  test('puts the rendered flow into the organisation and tells its id and version', async () => {
    const outcome = await lab.publish();
    expect(outcome).toEqual({ kind: 'published', flowId: lab.flow()?.id, version: '1.0', warnings: [] });
    expect(lab.flow()?.versions[0]?.text).toContain(`name: "${lab.environment.flow.name}"`);
    expect(lab.flow()?.lockedBy).toBeNull();
  });

  test('gives Archy absolute paths, its own working folder and a private options file', async () => {
    await lab.publish();
    const [run, ...others] = lab.archy.runs();
    expect(others).toEqual([]);
    expect(run?.argv[0]).toBe('publish');
    expect(run?.argv.filter((argument) => argument.startsWith('--'))).toEqual([
      '--file',
      '--location',
      '--optionsFile',
      '--resultsFile',
    ]);
    expect(run?.argv).toContain('mypurecloud.com');
    expect(run?.cwd).toBe(lab.archy.home);
    expect(run?.optionsFile).toMatchObject({ mode: '600', folderMode: '700' });
    expect(run?.optionsFile?.path.startsWith(lab.folder)).toBe(true);
  });

  test('shows the secret neither on the command line nor in the environment', async () => {
    await lab.publish();
    const shown = lab.archy.runs().flatMap(({ argv, environment }) => [...argv, ...environment]);
    expect(shown.filter((text) => text.includes('S3cr3t') || text.includes(SECRET))).toEqual([]);
  });
});
