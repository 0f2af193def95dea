import { InvalidArgumentError } from 'commander';
import { KnownError } from '../config/known-error';
import { type Faults, NO_FAULTS } from '../stand-ins/comprehend/faults';
import { FAULT_USAGE, parseFault } from '../stand-ins/comprehend/parse-fault';
import { type JsonTarget, jsonOption } from './options';
import { runCommand } from './run-command';

/** The sandbox is not there, or did not take the faults. */
class SandboxRefusalError extends KnownError {
  override readonly name = 'SandboxRefusalError';
}

interface Options {
  readonly clear: boolean;
  readonly url: string;
  readonly json?: JsonTarget;
}

void runCommand('fault', (command, shell) =>
  command
    .argument('[faults...]', `${FAULT_USAGE}; others stay as they are, none: only show`, collectFaults)
    .option('--clear', 'first turn all faults off', false)
    .option('--url <address>', "the page's address, as npm start prints it", pageAddress, 'http://127.0.0.1:8080/')
    .addOption(jsonOption('all faults'))
    .action(async (faults: Partial<Faults> | undefined, { clear, url, json }: Options) => {
      const all = await changeFaults(url, { ...(clear && NO_FAULTS), ...faults });
      const on = Object.entries(all).filter(([name, value]) => name !== 'operations' && value);
      shell.answer(on.length === 0 ? 'no faults' : on.map(([name, value]) => `${name}=${value}`).join(' '), all, json);
    }),
);

function collectFaults(text: string, before: Partial<Faults> = {}): Partial<Faults> {
  const fault = parseFault(text);
  if (fault === undefined) throw new InvalidArgumentError(FAULT_USAGE);
  return { ...before, ...fault };
}

function pageAddress(text: string): string {
  if (!URL.canParse('/', text)) throw new InvalidArgumentError('an address such as http://127.0.0.1:8080/');
  return text;
}

/** Changes what is named; an empty change only asks. @returns all faults as they are then */
async function changeFaults(url: string, change: Partial<Faults>): Promise<object> {
  const asks = Object.keys(change).length === 0;
  const response = await fetch(new URL('/api/faults', url), {
    ...(asks ? {} : { method: 'PUT', body: JSON.stringify(change), headers: { 'content-type': 'application/json' } }),
  }).catch((cause: unknown) => {
    throw new SandboxRefusalError(
      `no sandbox answers at ${url}; npm start runs one and prints its page's address for --url`,
      { cause },
    );
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok && typeof answer === 'object' && answer !== null) return answer;
  const message = typeof answer === 'object' && answer !== null && 'message' in answer ? answer.message : '';
  throw new SandboxRefusalError(`${url} refused with ${response.status}: ${message}`);
}
