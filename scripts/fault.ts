import { Command, InvalidArgumentError } from 'commander';
import { type Faults, NO_FAULTS } from '../stand-ins/comprehend/faults';
import { FAULT_USAGE, parseFault } from '../stand-ins/comprehend/parse-fault';

const faultList = (text: string, before: Partial<Faults> = {}): Partial<Faults> => {
  const fault = parseFault(text);
  if (fault === undefined) throw new InvalidArgumentError(FAULT_USAGE);
  return { ...before, ...fault };
};
const pageAddress = (text: string): string => {
  if (!URL.canParse('/', text)) throw new InvalidArgumentError('an address such as http://127.0.0.1:8080/');
  return text;
};

new Command('fault')
  .description(
    'Lets the classifier of a running sandbox fail, and shows which faults are on. Exit code 0; 1 when the sandbox did not take it.',
  )
  .argument('[faults...]', `${FAULT_USAGE}; others stay as they are, none: only show`, faultList)
  .option('--clear', 'first turn all faults off', false)
  .option('--url <address>', "the page's address, as npm start prints it", pageAddress, 'http://127.0.0.1:8080/')
  .action(async (faults: Partial<Faults> | undefined, { clear, url }) => {
    const change = { ...(clear && NO_FAULTS), ...faults };
    const asks = Object.keys(change).length === 0;
    const response = await fetch(new URL('/api/faults', url), {
      ...(asks ? {} : { method: 'PUT', body: JSON.stringify(change), headers: { 'content-type': 'application/json' } }),
    }).catch((cause: unknown) => {
      throw new Error(`no sandbox answers at ${url}; npm start runs one and prints its page's address for --url`, {
        cause,
      });
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok || typeof answer !== 'object' || answer === null) {
      const message = typeof answer === 'object' && answer !== null && 'message' in answer ? answer.message : '';
      throw new Error(`${url} refused with ${response.status}: ${message}`);
    }
    const on = Object.entries(answer).filter(([name, value]) => name !== 'operations' && value);
    console.log(on.length === 0 ? 'no faults' : on.map(([name, value]) => `${name}=${value}`).join(' '));
  })
  .parseAsync()
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
