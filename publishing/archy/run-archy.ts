import { join } from 'node:path';
import type { Variables } from '../../config/region-variables';
import type { ClientCredentials } from '../genesys-client/credentials';
import type { Archy } from './find-archy';
import { ownPath } from './private-folder';
import { redactor } from './redact';
import { type ProgramRun, runGuarded } from './run-guarded';

export interface ArchyCall {
  readonly archy: Archy;
  /** Project root: the guard is started from there. */
  readonly root: string;
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

const FLOW = 'flow.yaml';
const OPTIONS = 'options.yaml';
const RESULTS = 'results.json';

/** Runs one command of Archy. Nothing of what it returns or tells holds a secret. */
export async function runArchy(call: ArchyCall): Promise<ProgramRun> {
  const { archy, command, text, login, timeLimit, signal, onLine } = call;
  const folder = ownPath(call.folder, 'run');
  const clean = redactor(login === null ? [] : [login.credentials]);
  const run = await runGuarded({
    guard: join(call.root, 'publishing/archy/guard.mjs'),
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
    folder,
    files: {
      ...(text !== undefined && { [FLOW]: text }),
      ...(login !== null && { [OPTIONS]: optionsFile(login.credentials) }),
    },
    resultsFile: RESULTS,
    timeLimit,
    grace: 5_000,
    signal,
    clean,
    onLine,
  });
  return { ...run, results: run.results === null ? null : clean(run.results) };
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
