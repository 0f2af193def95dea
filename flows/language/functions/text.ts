import { runInNewContext } from 'node:vm';
import { define } from '../define-function';
import { FlowFailure } from '../expression-errors';
import { display } from '../value';

/** Strings are compared with their case; an index counts from 0; what is not found has the index -1. */
export const text = [
  define('Append(first: string, second: string, ...more: string): string', (...texts) => joined(texts, ''), {
    seen: true,
  }),
  define('Trim(text: string): string', (text) => text.trim(), { seen: true }),
  define('Lower(text: string): string', (text) => text.toLowerCase()),
  define('Upper(text: string): string', (text) => text.toUpperCase()),
  define('Length(text: string): integer', (text) => text.length),
  define('Contains(text: string, find: string): boolean', (text, find) => text.includes(find)),
  define('StartsWith(text: string, find: string): boolean', (text, find) => text.startsWith(find)),
  define('EndsWith(text: string, find: string): boolean', (text, find) => text.endsWith(find)),
  define('FindString(text: string, find: string): integer', (text, find) => text.indexOf(find)),
  define('Left(text: string, length: integer): string', (text, length) => text.slice(0, length), {
    fails: { when: (_, length) => isNoIndex(length), says: 'length must be 0 or more' },
  }),
  define('Right(text: string, length: integer): string', (text, length) => (length === 0 ? '' : text.slice(-length)), {
    fails: { when: (_, length) => isNoIndex(length), says: 'length must be 0 or more' },
  }),
  define(
    'Substring(text: string, start: integer, length: integer): string',
    (text, start, length) => text.slice(start, start + length),
    {
      fails: {
        when: (_, start, length) => isNoIndex(start) || isNoIndex(length),
        says: 'start and length must be 0 or more',
      },
    },
  ),
  define(
    'Replace(text: string, find: string, replacement: string): string',
    (text, find, replacement) => joined(text.split(find), replacement),
    { fails: { when: (_, find) => !find, says: 'find must not be empty' } },
  ),
  define('Split(text: string, separator: string): stringCollection', (text, separator) => text.split(separator), {
    fails: { when: (_, separator) => !separator, says: 'separator must not be empty' },
  }),
  define(
    'Format(template: string, ...values: any): string',
    (template, ...values) =>
      template.replace(/\{(\d+)\}/g, (_whole: string, index: string) => display(values[Number(index)] ?? '')),
    {
      fails: {
        when: (template, ...values) =>
          template === undefined || [...template.matchAll(/\{(\d+)\}/g)].some(([, at]) => Number(at) >= values.length),
        says: 'the template names a value that is not given',
      },
    },
  ),
  define('MatchesRegex(text: string, pattern: string): boolean', matches, {
    fails: { when: (_, pattern) => !isPattern(pattern), says: 'pattern must be a regular expression' },
  }),
];

/** Beyond this a string is refused, so that a flow that doubles a text again and again ends. */
const MOST_CHARACTERS = 50_000_000;
/** A pattern can need years for a text of some lines. */
const LONGEST_MATCH_MS = 1000;

function joined(pieces: readonly string[], between: string): string {
  const length = pieces.reduce((sum, piece) => sum + piece.length + between.length, 0);
  if (length <= MOST_CHARACTERS) return pieces.join(between);
  throw new FlowFailure(`the text grows beyond ${MOST_CHARACTERS} characters`);
}

function isNoIndex(value: number | undefined): boolean {
  return value === undefined || value < 0;
}

function isPattern(source: string | undefined): boolean {
  try {
    return source !== undefined && new RegExp(source, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

function matches(text: string, pattern: string): boolean {
  const expression = new RegExp(pattern, 'u');
  try {
    return Boolean(runInNewContext('expression.test(text)', { expression, text }, { timeout: LONGEST_MATCH_MS }));
  } catch (cause) {
    throw new FlowFailure('MatchesRegex: the pattern needs too long for this text', { cause });
  }
}
