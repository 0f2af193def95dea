import { readableCharacters } from './text/characters';
import { contactPassages, courtesyPassages } from './text/courtesy/courtesy-passages';
import { markFormFields } from './text/form-fields';
import { htmlToLines, looksLikeHtml } from './text/html-to-lines';
import { introductionWithin } from './text/introduction';
import type { Line } from './text/line';
import { markMachineLines, markRules } from './text/machine-lines';
import type { Passage, RemovedAs } from './text/passage';
import { markSignature } from './text/signature';
import { readSubject } from './text/subject';
import { markThread } from './text/thread';

/** What is read of a body: the newest part stands at its beginning, or below a quote that is not longer than this. */
const MOST_BODY_CHARACTERS = 200_000;
const MOST_SUBJECT_CHARACTERS = 2_000;
/** What nobody wrote comes back in no case. */
const NEVER: ReadonlySet<RemovedAs | undefined> = new Set<RemovedAs | undefined>([
  'hidden text',
  'encoded text',
  'place of an image',
]);

/**
 * A mail in passages, its subject first: each is classified, or has the name of why it is not. The one reading of a mail:
 * the function, the training file and whoever shows what was removed use it.
 * @param body plain text or HTML
 * @param enough characters of kept text after which the rest is named `beyond the limit`
 */
export function mailPassages(subject: string, body: string, enough: number): readonly Passage[] {
  const read = readSubject(readableCharacters(subject.slice(0, MOST_SUBJECT_CHARACTERS)).replace(/\s+/g, ' '));
  const isHtml = looksLikeHtml(body);
  const lines = isHtml ? htmlToLines(body, MOST_BODY_CHARACTERS).map(readable) : plainLines(body);
  markMachineLines(lines);
  markThread(lines, read, isHtml);
  markFormFields(lines);
  for (const [index, run] of keptRuns(lines).entries()) markSignature(run, index === 0);
  markRules(lines);
  if (!lines.some(saysWord)) for (const line of lines) if (!NEVER.has(line.removed)) line.removed = undefined;
  return subjectPassages(read.topic).concat(linePassages(lines, enough));
}

function readable(line: Line): Line {
  return { ...line, text: readableCharacters(line.text).replace(/\s+/g, ' ').trim() };
}

function plainLines(body: string): Line[] {
  return readableCharacters(body.slice(0, MOST_BODY_CHARACTERS))
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .flatMap((raw): Line[] => {
      const text = raw.replace(/\s+/g, ' ').trim();
      const at = introductionWithin(text);
      return at <= 0 ? [{ text }] : [{ text: text.slice(0, at).trim() }, { text: text.slice(at) }];
    });
}

/** Kept lines that follow each other; where a quote stood between, a new run begins. */
function keptRuns(lines: readonly Line[]): readonly (readonly Line[])[] {
  const runs: Line[][] = [];
  let run: Line[] = [];
  for (const line of lines) {
    if (line.removed === undefined) run.push(line);
    else if (run.length > 0) {
      runs.push(run);
      run = [];
    }
  }
  return run.length > 0 ? [...runs, run] : runs;
}

function saysWord({ text, removed }: Line): boolean {
  return removed === undefined && /[\p{L}\p{N}]/u.test(text);
}

/** Subjects that say nothing; "help" or "customer since 1998" may be all that a short mail says. */
const EMPTY_SUBJECTS: readonly (RemovedAs | undefined)[] = ['greeting', 'thanks', 'good wishes', 'farewell', 'apology'];

function subjectPassages(subject: string): readonly Passage[] {
  const passages = courtesyPassages(`${subject}\n\n`, Number.POSITIVE_INFINITY);
  return passages.every(({ removed }) => EMPTY_SUBJECTS.includes(removed))
    ? passages
    : contactPassages(`${subject}\n\n`);
}

function linePassages(lines: readonly Line[], enough: number): readonly Passage[] {
  const passages: Passage[] = [];
  let kept = '';
  let left = enough;
  const endKept = () => {
    for (const passage of courtesyPassages(kept, left)) {
      passages.push(passage);
      if (passage.removed === undefined) left -= passage.text.length;
    }
    kept = '';
  };
  for (const { text, removed, label } of lines) {
    if (removed === undefined && label === undefined) {
      kept += `${text.replace(/^[>›\s]+/, '')}\n`;
      continue;
    }
    endKept();
    if (removed === undefined && label !== undefined) {
      passages.push({ text: text.slice(0, label.length), removed: label.name });
      kept = `${text.slice(label.length)}\n`;
      continue;
    }
    if (removed === undefined) continue;
    const last = passages.at(-1);
    if (last?.removed === removed && last.token === undefined)
      passages[passages.length - 1] = { text: `${last.text}${text}\n`, removed };
    else passages.push({ text: `${text}\n`, removed });
  }
  endKept();
  return passages;
}
