import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { ConfigError } from '../config/fault';
import { loadConfiguration } from '../config/load-configuration';
import { loadEvaluation } from '../config/load-evaluation';
import { checkCorpus } from '../corpus/checks/check-corpus';
import { renderFinding } from '../corpus/checks/finding';
import { mendCorpus } from '../corpus/checks/mend-corpus';
import { type CorpusName, corpusBytes, corpusFile, heldOutNames } from '../corpus/read-corpus';

interface Options {
  readonly fix: boolean;
  readonly json: boolean;
}

new Command('corpus:check')
  .description(
    'Checks corpus/training.csv and every corpus/held-out*.csv: labels, class sizes, copies, overlap, encoding, quoting, personal data, giveaway words.\n' +
      'Exit code 0: no error (there may be warnings), 1: errors.',
  )
  .option(
    '--fix',
    'mend what is mechanical (byte-order mark, line ends, encoding, spacing, label case, duplicates)',
    false,
  )
  .option('--json', 'print findings and class sizes as JSON', false)
  .action((options: Options) => {
    try {
      run(options);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      console.error(error.message);
      process.exitCode = 1;
    }
  })
  .parse();

function run({ fix, json }: Options): void {
  const root = process.cwd();
  const { categories } = loadConfiguration(root, process.env);
  const limits = loadEvaluation(
    root,
    categories.categories.map(({ label }) => label),
  ).corpus;
  const names: readonly CorpusName[] = ['training', ...heldOutNames(root)];
  if (fix) {
    for (const name of names) {
      const file = corpusFile(name);
      const { bytes, changes } = mendCorpus(
        name,
        corpusBytes(root, name),
        categories.categories.map(({ label }) => label),
      );
      if (changes.length > 0) writeFileSync(file, bytes);
      for (const change of changes) console.error(`${file}: ${change}`);
    }
  }
  const report = checkCorpus(
    Object.fromEntries(names.map((name) => [name, corpusBytes(root, name)])) as Record<CorpusName, Buffer>,
    categories,
    limits,
  );
  const count = (severity: string) => report.findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  process.exitCode = errors > 0 ? 1 : 0;
  if (json) {
    console.log(JSON.stringify({ errors, warnings, ...report }, null, 2));
    return;
  }
  for (const severity of ['error', 'warning']) {
    for (const finding of report.findings.filter((one) => one.severity === severity))
      console.log(renderFinding(finding));
  }
  for (const { label, training, heldOut, meanWords } of report.classes) {
    console.log(
      `${label}: ${training} mails to train with, ${heldOut} held out, ${meanWords.toFixed(0)} words on average`,
    );
  }
  console.log(`${errors} errors, ${warnings} warnings`);
}
