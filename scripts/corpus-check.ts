import { writeFileSync } from 'node:fs';
import { loadEvaluation } from '../config/load-evaluation';
import { checkCorpus } from '../corpus/checks/check-corpus';
import { renderFinding } from '../corpus/checks/finding';
import { mendCorpus } from '../corpus/checks/mend-corpus';
import { type CorpusName, corpusBytes, corpusFile, heldOutNames } from '../corpus/read-corpus';
import { EXIT } from './exit-codes';
import { type JsonTarget, jsonOption } from './options';
import { runCommand } from './run-command';

interface Options {
  readonly fix: boolean;
  readonly json?: JsonTarget;
}

void runCommand('corpus:check', (command, shell) =>
  command
    .option(
      '--fix',
      'mend what is mechanical: byte-order mark, line ends, encoding, spacing, label case, duplicates',
      false,
    )
    .addOption(jsonOption('findings and class sizes'))
    .action(({ fix, json }: Options) => {
      const { root } = shell;
      const { categories } = shell.configuration();
      const labels = categories.categories.map(({ label }) => label);
      const limits = loadEvaluation(root, labels).corpus;
      const names: readonly CorpusName[] = ['training', ...heldOutNames(root)];
      if (fix) mend(root, names, labels, shell.tell);
      const report = checkCorpus(
        Object.fromEntries(names.map((name) => [name, corpusBytes(root, name)])) as Record<CorpusName, Buffer>,
        categories,
        limits,
      );
      const errors = report.findings.filter(({ severity }) => severity === 'error');
      const warnings = report.findings.filter(({ severity }) => severity === 'warning');
      const lines = [
        ...[...errors, ...warnings].map(renderFinding),
        ...report.classes.map(
          ({ label, training, heldOut, meanWords }) =>
            `${label}: ${training} mails to train with, ${heldOut} held out, ${meanWords.toFixed(0)} words on average`,
        ),
        `${errors.length} errors, ${warnings.length} warnings`,
      ];
      shell.answer(lines.join('\n'), { errors: errors.length, warnings: warnings.length, ...report }, json);
      process.exitCode = errors.length > 0 ? EXIT.failed : EXIT.done;
    }),
);

function mend(
  root: string,
  names: readonly CorpusName[],
  labels: readonly string[],
  tell: (sentence: string) => void,
): void {
  for (const name of names) {
    const file = corpusFile(name);
    const { bytes, changes } = mendCorpus(name, corpusBytes(root, name), labels);
    if (changes.length > 0) writeFileSync(file, bytes);
    for (const change of changes) tell(`${file}: ${change}`);
  }
}
