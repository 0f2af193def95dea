import type { CorpusLimits } from '../../config/evaluation';
import { joinText, type LabelledMail } from '../labelled-mail';
import { words } from '../words';
import { excerpt, type Finding } from './finding';
import { nearCopies } from './near-copies';
import { sharedSentences } from './shared-sentences';

export interface CorpusPart {
  readonly file: string;
  readonly mails: readonly LabelledMail[];
}

/** Mails that are copies of one another, within a file and across files, and sentences that training shares with a held-out file. */
export function copyFindings(training: CorpusPart, sets: readonly CorpusPart[], limits: CorpusLimits): Finding[] {
  const all = [training, ...sets].flatMap(({ file, mails }) =>
    mails.map((mail) => ({ ...mail, file, text: joinText(mail) })),
  );
  const copied = new Set<number>();
  const copies = nearCopies(
    all.map(({ text }) => text),
    limits.nearCopyShare,
  ).flatMap(({ first, second, share }): Finding[] => {
    const [one, other] = [all[first], all[second]];
    if (one === undefined || other === undefined) return [];
    copied.add(second);
    const equal = words(one.text).join(' ') === words(other.text).join(' ');
    const what = equal
      ? 'the same mail'
      : `${(100 * share).toFixed(0)} % of the shorter mail's 5-word sequences stand in it`;
    const labels = one.label === other.label ? '' : `, and it is labelled ${one.label} there, ${other.label} here`;
    return [
      {
        severity: 'error',
        rule: equal ? 'duplicate' : 'near-copy',
        file: other.file,
        line: other.line,
        message: `${excerpt(other.text)} copies ${one.file}:${one.line}: ${what}${labels}`,
        remedy:
          one.label !== other.label
            ? 'decide which label is right and remove the other row'
            : equal
              ? one.file === other.file
                ? 'remove one of them (--fix does)'
                : one.file === training.file
                  ? 'remove it from the training file'
                  : 'remove it from one of the files'
              : 'write it anew, as another person would, or remove it',
      },
    ];
  });
  const taught = training.mails.map(joinText);
  const judged = all.slice(training.mails.length);
  const shared = sharedSentences(
    taught,
    judged.map(({ text }) => text),
    limits.sharedSentenceWords,
  ).flatMap(({ first, second, sentence }): Finding[] => {
    const mail = judged[second];
    if (mail === undefined || copied.has(training.mails.length + second)) return [];
    return [
      {
        severity: 'error',
        rule: 'overlap',
        file: mail.file,
        line: mail.line,
        message: `shares a sentence with ${training.file}:${training.mails[first]?.line ?? 0}: ${excerpt(sentence)}`,
        remedy: 'rewrite one of the two: what was learnt by heart proves nothing',
      },
    ];
  });
  return [...copies, ...shared];
}
