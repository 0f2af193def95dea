import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Argument, InvalidArgumentError, Option } from 'commander';

/** The environment that a command is for. */
export function environmentArgument(): Argument {
  return new Argument('<env>', 'environment: dev for config/dev.yaml');
}

/** The environment of a command that may do without. */
export function optionalEnvironment(otherwise: string): Argument {
  return new Argument('[env]', `environment: dev for config/dev.yaml; default ${otherwise}`);
}

export function stacksArgument(): Argument {
  return new Argument('[stack...]', 'only these stacks; default is all of the environment but <env>-state');
}

/** `true`: print it. A path: write it there. */
export type JsonTarget = true | string | undefined;

export function jsonOption(what = 'the result'): Option {
  return new Option('--json [file]', `print ${what} as JSON, or write it to that file`).argParser((text: string) => {
    // `--json dev` would take the environment for a file.
    if (!text.endsWith('.json')) throw new InvalidArgumentError('The file must end in .json.');
    return outputFile(text);
  });
}

export function markdownOption(): Option {
  return new Option('--markdown <file>', 'write it as Markdown, for a pull request').argParser(outputFile);
}

export function yesOption(): Option {
  return new Option('--yes', 'do not ask').default(false);
}

/** A path that a file can be written to: found out before the work that fills the file. */
export function outputFile(path: string): string {
  const folder = dirname(resolve(path));
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new InvalidArgumentError(`There is no folder ${folder}.`);
  }
  const present = statSync(path, { throwIfNoEntry: false });
  if (present?.isDirectory()) throw new InvalidArgumentError('It is a folder.');
  try {
    accessSync(present === undefined ? folder : path, constants.W_OK);
  } catch {
    throw new InvalidArgumentError('It cannot be written.');
  }
  return path;
}

export function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('A port is 0 to 65535.');
  return port;
}

export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < Infinity)) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}
