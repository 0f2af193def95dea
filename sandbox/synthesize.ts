import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** main.ts failed; the message is what it said. */
export class SynthesisError extends Error {
  override readonly name = 'SynthesisError';
}

export interface Synthesized {
  /** A temporary `cdktf.out`. */
  readonly folder: string;
  remove(): Promise<void>;
}

const run = promisify(execFile);

/** Runs main.ts of the project at `root`, as `cdktf synth` does, into a folder of its own. @throws {SynthesisError} */
export async function synthesize(root: string): Promise<Synthesized> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-output-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await run(process.execPath, [join(root, 'scripts', 'run.mjs'), 'main.ts'], {
      cwd: root,
      env: { ...process.env, CDKTF_OUTDIR: folder },
    });
    return { folder, remove };
  } catch (cause) {
    await remove();
    const said = typeof cause === 'object' && cause !== null && 'stderr' in cause ? String(cause.stderr) : '';
    throw new SynthesisError(said.trim() || 'main.ts could not be run', { cause });
  }
}
