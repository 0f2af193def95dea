import { writeFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import type { CategoryList } from '../config/categories';
import type { Environment } from '../config/environment';
import {
  type Configuration,
  findEnvironment,
  loadConfiguration,
  UnknownEnvironmentError,
} from '../config/load-configuration';
import { categoriesIn } from '../config/name-prefix';
import type { Variables } from '../config/region-variables';
import { interruptedCode } from '../machine/interruption';
import { type CommandName, type ListedCommand, listedCommand } from './commands';
import { spelling, usageLine } from './describe-commands';
import { EXIT } from './exit-codes';
import type { JsonTarget } from './options';
import { tellFailure } from './tell-failure';
import { UsageError } from './usage-error';

/** What every command has at hand. */
export interface Shell {
  /** Folder of the project. */
  readonly root: string;
  readonly variables: Variables;
  /** config/, read once. @throws {ConfigError} */
  configuration(): Configuration;
  /** One environment of it, and the categories with the names that queues have there. Notices about this environment are told, those about others are not. @throws {ConfigError} */
  environment(name: string): { readonly environment: Environment; readonly categories: CategoryList };
  /** A sentence for the person who watches, on standard error. */
  tell(sentence: string): void;
  /** The result: as text on standard output, or as JSON there or in a file. */
  answer(text: string, value: unknown, json: JsonTarget): void;
}

/**
 * Runs a command of the list: its arguments, its failures, its exit code.
 *
 * A KnownError and a refusal by AWS become a sentence on standard error, and with `--json` an object on standard output. Any other error is a
 * bug, whose stack is shown. `process.exitCode` is set by the command alone when it is done, by this function when it is not.
 */
export async function runCommand(
  name: CommandName,
  define: (command: Command, shell: Shell) => unknown,
): Promise<void> {
  const listed = listedCommand(name);
  const command = new Command(`${spelling(name)} --`)
    .description([listed.does, '', ...exitLines(listed)].join('\n'))
    .exitOverride()
    .configureOutput({ outputError: () => {} }); // told below, like any other failure
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  try {
    define(command, makeShell());
    await command.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return; // --help
    process.exitCode = EXIT.failed;
    if (interruptedCode() === undefined) tellFailure(withUsage(error, name), wantsJson());
  }
  process.exitCode = interruptedCode() ?? process.exitCode ?? EXIT.done;
}

/** Adds what a person needs who typed the command. */
function withUsage(error: unknown, command: CommandName): unknown {
  const usage = `Usage: ${usageLine(listedCommand(command))}`;
  if (error instanceof UnknownEnvironmentError) error.message += `\n${usage}`;
  if (!(error instanceof CommanderError)) return error;
  const fault = error.message.replace(/^error: /, '');
  const hint = /^unknown option '--env/.test(fault) ? '\nThe environment is the first argument' : '';
  return new UsageError(`${fault}${hint}\n${usage} (--help lists the options)`, { cause: error });
}

function makeShell(): Shell {
  const root = process.cwd();
  const variables = process.env;
  let loaded: Configuration | undefined;
  const configuration = () => {
    loaded ??= loadConfiguration(root, variables);
    return loaded;
  };
  const tell = (sentence: string) => console.error(sentence);
  return {
    ...{ root, variables, configuration, tell },
    environment(name) {
      const { categories, notices } = configuration();
      const environment = findEnvironment(configuration(), name);
      for (const notice of notices) if (notice.environment === name) tell(`${name}: ${notice.message}`);
      return { environment, categories: categoriesIn(environment, categories) };
    },
    answer(text, value, json) {
      if (json === undefined) return console.log(text);
      const rendered = JSON.stringify(value, null, 2);
      if (json === true) return console.log(rendered);
      writeFileSync(json, `${rendered}\n`);
      if (text !== '') console.log(text);
    },
  };
}

function exitLines({ exits = {} }: ListedCommand): string[] {
  return [
    'Exit codes: 0 done',
    '            1 not done; standard error says what to do',
    ...([2, 3] as const).flatMap((code) => (exits[code] === undefined ? [] : [`            ${code} ${exits[code]}`])),
  ];
}

function wantsJson(): boolean {
  return process.argv.some((argument) => argument === '--json' || argument.startsWith('--json='));
}

/** Whoever read along went away (`| head`, a Terraform that was killed): the command goes on to its end. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
