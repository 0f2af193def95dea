import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Variables } from '../../config/region-variables';
import type { ClientCredentials } from '../genesys-client/credentials';
import type { Archy } from './find-archy';
import { makeRunFolder } from './private-folder';
import { redactor } from './redact';
import { type ProgramEnding, runToEnd } from './run-to-end';

export interface ArchyCall {
  readonly archy: Archy;
  /** Private folder of this user. */
  readonly folder: string;
  readonly command: 'publish' | 'createImportFile' | 'version';
  /** Flow file; Archy gets a copy. */
  readonly text?: string;
  /** Null for a command that does not log in. */
  readonly login: { readonly location: string; readonly credentials: ClientCredentials } | null;
  readonly forceUnlock?: boolean;
  /** Milliseconds. */
  readonly timeLimit: number;
  readonly variables: Variables;
  readonly signal?: AbortSignal | undefined;
  /** Told every line that Archy prints, without secrets. */
  readonly onLine?: ((line: string) => void) | undefined;
}

export interface ArchyRun {
  readonly ending: ProgramEnding;
  /** What Archy printed, without secrets; of very much the last. */
  readonly output: string;
  /** Text of the results file without secrets; null when Archy wrote none. */
  readonly results: string | null;
}

const FLOW = 'flow.yaml';
const OPTIONS = 'options.yaml';
const RESULTS = 'results.json';

/** Runs one command of Archy in a folder that exists for this run only. Nothing of what it returns or tells holds a secret. */
export async function runArchy(call: ArchyCall): Promise<ArchyRun> {
  const { archy, command, text, login, timeLimit, signal, onLine } = call;
  const clean = redactor(login === null ? [] : [login.credentials]);
  const folder = makeRunFolder(call.folder);
  const own = (name: string, content: string) => writeFileSync(join(folder, name), content, { mode: 0o600 });
  try {
    if (text !== undefined) own(FLOW, text);
    if (login !== null) own(OPTIONS, optionsFile(login.credentials));
    const { ending, output } = await runToEnd({
      program: archy.program,
      cwd: archy.cwd,
      args: [
        command,
        ...(text === undefined ? [] : ['--file', join(folder, FLOW)]),
        ...(login === null ? [] : ['--location', login.location, '--optionsFile', join(folder, OPTIONS)]),
        ...(command === 'publish' ? ['--resultsFile', join(folder, RESULTS)] : []),
        ...(command === 'createImportFile' ? ['--outputDir', folder, '--force'] : []),
        ...(call.forceUnlock === true ? ['--forceUnlock'] : []),
      ],
      env: archyEnvironment(call.variables),
      timeLimit,
      signal,
      clean,
      onLine,
    });
    const results = readIfThere(join(folder, RESULTS));
    return { ending, output, results: results === null ? null : clean(results) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Archy's options as YAML: what must not stand on a command line. */
function optionsFile({ id, secret }: ClientCredentials): string {
  return `clientId: ${JSON.stringify(id)}\nclientSecret: ${JSON.stringify(secret)}\n`;
}

/** What Archy may know of this process's environment: no credential of any kind. */
function archyEnvironment(variables: Variables): Record<string, string> {
  const secret = /^(AWS_|TF_|GENESYSCLOUD_(OAUTHCLIENT|ACCESS_TOKEN|PROXY_AUTH|GATEWAY_AUTH))|SECRET|PASSWORD|TOKEN/i;
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      value === undefined || secret.test(name) ? [] : [[name, value]],
    ),
  );
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
