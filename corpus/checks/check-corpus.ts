import type { CategoryList } from '../../config/categories';
import type { CorpusLimits } from '../../config/evaluation';
import { type CorpusName, corpusFile, parseNamed } from '../read-corpus';
import { words } from '../words';
import { classFindings, labelFindings } from './class-findings';
import { type CorpusPart, copyFindings } from './copy-findings';
import type { Finding } from './finding';
import { rowFindings } from './row-findings';

export interface CorpusReport {
  /** By file and line. */
  readonly findings: readonly Finding[];
  readonly classes: readonly ClassSize[];
}

export interface ClassSize {
  readonly label: string;
  readonly training: number;
  readonly heldOut: number;
  /** Mean length of the training mails, words. */
  readonly meanWords: number;
}

/** Checks the corpus files against the list of categories, and against one another. */
export function checkCorpus(
  bytes: Readonly<Record<CorpusName, Uint8Array>>,
  { categories }: CategoryList,
  limits: CorpusLimits,
): CorpusReport {
  const labels = categories.map(({ label }) => label);
  const findings: Finding[] = [];
  const training = read('training');
  const heldOut = (Object.keys(bytes) as CorpusName[]).flatMap((name) => (name === 'training' ? [] : [read(name)]));
  findings.push(...classFindings(training.mails, labels, limits));
  findings.push(...heldOut.flatMap((part) => labels.flatMap((label) => missingInHeldOut(label, part))));
  findings.push(...copyFindings(training, heldOut, limits));
  const files = [training, ...heldOut].map(({ file }) => file);
  const rank = ({ file, line }: Finding) => 1e9 * files.indexOf(file) + line;
  return {
    findings: findings.sort((a, b) => rank(a) - rank(b)),
    classes: labels.map((label) => {
      const own = training.mails.filter((mail) => mail.label === label);
      const total = own.reduce((sum, { subject, body }) => sum + words(`${subject}\n${body}`).length, 0);
      return {
        label,
        training: own.length,
        heldOut: heldOut.flatMap(({ mails }) => mails).filter((mail) => mail.label === label).length,
        meanWords: own.length === 0 ? 0 : total / own.length,
      };
    }),
  };

  function read(name: CorpusName): CorpusPart {
    const file = corpusFile(name);
    const { mails, faults } = parseNamed(name, bytes[name] ?? new Uint8Array());
    findings.push(
      ...faults.map((fault): Finding => ({ severity: 'error', rule: 'unreadable', file, ...fault })),
      ...labelFindings(file, mails, labels),
      ...rowFindings(file, mails),
    );
    return { file, mails };
  }
}

function missingInHeldOut(label: string, { file, mails }: CorpusPart): Finding[] {
  if (mails.some((mail) => mail.label === label)) return [];
  const message = `no mail is labelled ${label}: nobody can say how well it is recognised`;
  return [{ severity: 'error', rule: 'thin-class', file, line: 0, message, remedy: 'write some, 60 are advised' }];
}
