import { stripVTControlCharacters } from 'node:util';

/** One entry of Archy's validation results. */
export interface ArchyIssue {
  readonly severity: 'error' | 'warning';
  /** Name of the object, for example of an action; empty when Archy names none. */
  readonly object: string;
  readonly message: string;
  /** Place in the YAML as Archy writes it, for example `/inboundEmail/states/state[Initial State_10]`. */
  readonly refPath: string | null;
}

const HEADING = /^\s*\d+ -> \[Type:'ArchValidationIssue', (.*)\]\s*$/;

/** Takes the colours out. */
export function plain(output: string): string {
  return stripVTControlCharacters(output).replace(/\r\n?/g, '\n');
}

/** The numbered validation results in Archy's output; sums over the issues of inner objects are left out. */
export function readIssues(output: string): readonly ArchyIssue[] {
  const issues: ArchyIssue[] = [];
  const lines = plain(output).split('\n');
  for (let at = 0; at < lines.length; at++) {
    const facts = HEADING.exec(lines[at] ?? '')?.[1];
    if (facts === undefined) continue;
    const severity = /^ErrorCount:/.test(facts) ? 'error' : /^WarningCount:/.test(facts) ? 'warning' : null;
    const body: string[] = [];
    while (at + 1 < lines.length && lines[at + 1]?.trim() !== '' && !HEADING.test(lines[at + 1] ?? '')) {
      body.push(lines[++at]?.trim() ?? '');
    }
    if (severity === null) continue;
    const info = body.findIndex((line) => line.startsWith('___'));
    const message = body.slice(0, info < 0 ? body.length : info).join(' ');
    const refPath = body.find((line) => line.startsWith('ref path: '))?.slice('ref path: '.length) ?? null;
    const object = /ArchObject:\[.*?Name:'(.*?)'(?:, Type:|\]|$)/.exec(facts)?.[1] ?? '';
    issues.push({ severity, object, message, refPath });
  }
  return issues;
}

const NOISE = [
  /^\*{3,}/,
  /^-{3,}/,
  /^[┌┐└┘│├]/,
  /Archy - Architect Yaml Flow Processor/,
  /^DateTime:/,
  /^Summary$/,
  /^Command:/,
  /^Flow Name:/,
  /^Log: /,
  /version update available/,
  /^Changelog:/,
  /to upgrade$/,
  /^exit code:/,
  /^Error\(s\)( and warning\(s\))? encountered/,
  /session ended in error/,
];

/** The last lines that say something, oldest first: what a person would read to learn what went wrong. */
export function lastWords(output: string, count = 6): readonly string[] {
  return plain(output)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '' && !NOISE.some((noise) => noise.test(line.trim())))
    .slice(-count)
    .map((line) => (line.length > 300 ? `${line.slice(0, 300)}…` : line));
}
