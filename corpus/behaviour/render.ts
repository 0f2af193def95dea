import { corpusFile } from '../read-corpus';
import type { BehaviourDiff, Change, Routed } from './compare';

/** What was compared: names for the two versions. */
export interface Versions {
  readonly before: string;
  readonly after: string;
}

const STAND_IN = "Classified by the sandbox's stand-in, not by Amazon Comprehend.";

export function renderText({ mails, changes }: BehaviourDiff, { before, after }: Versions): string {
  const lines = changes.map(
    ({ mail, verdict, before: old, after: fresh }) =>
      `${verdict.padEnd(7)}  ${corpusFile(mail.corpus)}:${mail.line}  ${mail.label}: ${place(old)} → ${place(fresh)}  ${title(mail)}`,
  );
  return [`${before} → ${after}: ${summary(mails, changes)}. ${STAND_IN}`, ...lines].join('\n');
}

/** Rows of the table: a comment of GitHub holds 65,536 characters. */
const MOST_ROWS = 200;

/** For a pull request. */
export function renderMarkdown({ mails, changes }: BehaviourDiff, { before, after }: Versions): string {
  const head = `### Behaviour: \`${before}\` → \`${after}\`\n\n${summary(mails, changes)}. ${STAND_IN}\n`;
  if (changes.length === 0) return head;
  const rows = changes
    .slice(0, MOST_ROWS)
    .map(
      ({ mail, verdict, before: old, after: fresh }) =>
        `| ${verdict} | ${cell(mail.label)} | ${cell(place(old))} | ${cell(place(fresh))} | ${cell(title(mail))} | ${corpusFile(mail.corpus)}:${mail.line} |`,
    );
  const left = changes.length - rows.length;
  const more = left > 0 ? `\n${left} more are not shown; \`--json\` lists all.\n` : '';
  return `${head}\n| | about | before | after | mail | place |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n${more}`;
}

function summary(mails: number, changes: readonly Change[]): string {
  if (changes.length === 0) return `none of ${mails} held-out mails changes its queue`;
  const count = (verdict: Change['verdict']) => changes.filter((change) => change.verdict === verdict).length;
  return `${changes.length} of ${mails} held-out mails change their queue: ${count('broken')} broken, ${count('moved')} moved, ${count('mended')} mended`;
}

function place({ queue, category, confidence, reason }: Routed): string {
  const why = category === '' ? reason : `${category} ${confidence.toFixed(2)}`;
  return `${queue ?? 'no queue'} (${why})`;
}

function title({ subject, body }: Change['mail']): string {
  const line = (subject === '' ? body : subject).replace(/\s+/gu, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** Text that stays text in a Markdown table. */
function cell(text: string): string {
  return text.replace(/[\\`*_{}[\]<>()#+!|~@&-]/g, (mark) => `\\${mark}`);
}
