import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Behaviour, Mishap, RunNote } from './behaviour';

export interface InstalledArchy {
  /** For ARCHY_HOME. */
  readonly home: string;
  readonly binary: string;
  /** Sets what goes wrong in the runs from now on. */
  misbehave(...mishaps: Mishap[]): void;
  /** Its runs, oldest first. */
  runs(): readonly RunNote[];
}

export interface Installation {
  /** Address of the platform API that it publishes to. */
  readonly api: string;
  readonly version?: string;
  /** Lays down the launcher alone, or the binary alone. */
  readonly only?: 'launcher' | 'binary';
}

/** Lays the stand-in into a folder as the real Archy is unzipped: a launcher, and a binary that it names relatively. */
export function installArchy(home: string, { api, version = '2.43.2', only }: Installation): InstalledArchy {
  const system = process.platform === 'darwin' ? 'macos' : 'linux';
  const name = `archy-${system}-${version}`;
  const folder = only === 'launcher' ? 'hidden' : 'archyBin';
  const binary = join(home, folder, name);
  mkdirSync(join(home, folder), { recursive: true });
  writeFileSync(binary, `#!${process.execPath}\n${bundle()}`);
  chmodSync(binary, 0o755);
  if (only !== 'binary') {
    writeFileSync(join(home, 'archy'), `#!/bin/sh\nexec "./${folder}/${name}" "$@"\n`);
    chmodSync(join(home, 'archy'), 0o755);
  }
  const behaviour = (mishaps: readonly Mishap[]): void => {
    const content: Behaviour = { api, mishaps };
    writeFileSync(join(home, 'behaviour.json'), JSON.stringify(content));
  };
  behaviour([]);
  return {
    home,
    binary,
    misbehave: (...mishaps) => {
      rmSync(join(home, 'runs.jsonl'), { force: true });
      behaviour(mishaps);
    },
    runs: () => readRuns(home),
  };
}

function readRuns(home: string): RunNote[] {
  try {
    const lines = readFileSync(join(home, 'runs.jsonl'), 'utf8').trim().split('\n');
    return lines.map((line) => JSON.parse(line) as RunNote);
  } catch {
    return [];
  }
}

let bundled: string | undefined;

/** The program as one script; made once for all installations of a test file. */
function bundle(): string {
  bundled ??= makeBundle();
  return bundled;
}

function makeBundle(): string {
  const { outputFiles } = buildSync({
    entryPoints: ['stand-ins/archy/program.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
