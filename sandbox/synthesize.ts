import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { KnownError } from '../config/known-error';
import { temporaryFolder } from '../machine/temporary-folder';

/** main.ts failed; the message is what it said. */
export class SynthesisError extends KnownError {
  override readonly name = 'SynthesisError';
}

export interface Synthesized {
  /** A temporary `cdktf.out`. */
  readonly folder: string;
  remove(): void;
}

const run = promisify(execFile);

/** Runs main.ts of the project at `root`, as `cdktf synth` does, into a folder of its own; environment: this one alone. @throws {SynthesisError} */
export async function synthesize(root: string, environment?: string): Promise<Synthesized> {
  const { folder, remove } = temporaryFolder('sandbox-output-');
  try {
    await run(process.execPath, [join(root, 'scripts', 'run.mjs'), 'main.ts'], {
      cwd: root,
      env: { ...process.env, CDKTF_OUTDIR: folder, ...(environment !== undefined && { SYNTHESIZE_ONLY: environment }) },
    });
    return { folder, remove };
  } catch (cause) {
    remove();
    const said = typeof cause === 'object' && cause !== null && 'stderr' in cause ? String(cause.stderr) : '';
    throw new SynthesisError(said.trim() || 'main.ts could not be run', { cause });
  }
}
