import { AUDIENCES, type ListedCommand } from './commands';
import { EXIT_MEANINGS } from './exit-codes';

const BEGIN = '<!-- commands: written by `npm run help -- --readme` -->';
const END = '<!-- end of commands -->';

/** How a person writes the command in front of its arguments. */
export function spelling(name: string): string {
  return name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`;
}

/** Name and arguments, as a person types them. */
export function usageLine(command: ListedCommand): string {
  return `${spelling(command.name)}${command.arguments === '' ? '' : ` -- ${command.arguments}`}`;
}

/** For a terminal: commands by who uses them. */
export function commandList(commands: readonly ListedCommand[]): string {
  const width = Math.max(...commands.map((command) => usageLine(command).length));
  const sections = AUDIENCES.map((audience) =>
    [
      `For ${audience === 'admin' ? 'an' : 'a'} ${audience}:`,
      ...commands
        .filter((command) => command.audience === audience)
        .map((command) => `  ${usageLine(command).padEnd(width)}  ${command.does}`),
    ].join('\n'),
  );
  return [...sections, 'Each has --help.', exitText()].join('\n\n');
}

/** For the README. */
export function commandTable(commands: readonly ListedCommand[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const rows = AUDIENCES.flatMap((audience) =>
    commands
      .filter((command) => command.audience === audience)
      .map((command) => `| ${audience} | \`${cell(usageLine(command))}\` | ${cell(command.does)} |`),
  );
  const codes = Object.entries(EXIT_MEANINGS).map(([code, meaning]) => `| ${code} | ${meaning} |`);
  return [
    ...['| who | command | does |', '|---|---|---|', ...rows, ''],
    ...['Exit codes are the same for all of them:', '', '| code | means |', '|---|---|', ...codes],
    '| 129, 130, 143 | ended by a signal: a closed terminal, Ctrl-C, `kill` |',
  ].join('\n');
}

/** The README with its table replaced. */
export function withCommandTable(readme: string, table: string): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`README.md has no lines ${BEGIN} and ${END}`);
  return `${readme.slice(0, begin + BEGIN.length)}\n${table}\n${readme.slice(end)}`;
}

function exitText(): string {
  return ['Exit codes:', ...Object.entries(EXIT_MEANINGS).map(([code, meaning]) => `  ${code}  ${meaning}`)].join('\n');
}
