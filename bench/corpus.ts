import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { RATE_NAMES } from '../classifier/rates';
import { trainClassifier } from '../classifier/train-classifier';
import { loadConfiguration } from '../config/load-configuration';
import { augmentationOf } from '../corpus/augmentation/augment';
import { nearCopies } from '../corpus/checks/near-copies';
import { mulberry32 } from '../corpus/evaluation/bootstrap';
import { stratifiedFolds } from '../corpus/evaluation/folds';
import { type Measures, measure } from '../corpus/evaluation/measures';
import { type ClassScore, routeMail } from '../corpus/evaluation/scored-mail';
import { type CorpusName, readCorpus } from '../corpus/read-corpus';
import { trainingRows } from '../corpus/training-file';
import { emailText } from '../lambda/email-text';
import { type Measurement, report } from './support/report';

const QUESTIONS = 10_000;
const SCIKIT = 'scikit-learn==1.6.1';
const root = process.cwd();

const corpus = (name: CorpusName) =>
  readCorpus(root, name).map((mail) => ({ label: mail.label, mail, text: emailText(mail.subject, mail.body) }));
const training = corpus('training');
const heldOut = corpus('held-out');
const questions = Array.from({ length: QUESTIONS }, (_, index) => heldOut[index % heldOut.length]?.text ?? '');

const answerSchema = z.object({
  trainMs: z.number(),
  foldsMs: z.number(),
  classifyMs: z.number(),
  scores: z.array(z.array(z.object({ name: z.string(), score: z.number() }))),
});

/** scikit-learn on the same texts, installed into .build on the first run; undefined where there is no Python or no registry. */
function baseline(): z.output<typeof answerSchema> | undefined {
  const folder = join(root, '.build', 'scikit');
  const python = join(folder, 'bin', 'python');
  try {
    if (!existsSync(python)) {
      console.error(`installing ${SCIKIT} into ${folder}`);
      execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
    }
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', SCIKIT], {
      stdio: 'inherit',
    });
  } catch (error) {
    console.error(`no baseline: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
  const rows = (some: typeof training) => some.map(({ label, text }) => ({ label, text }));
  const { stdout, stderr, status } = spawnSync(python, ['bench/support/scikit.py'], {
    input: JSON.stringify({ training: rows(training), heldOut: rows(heldOut), questions }),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`scikit-learn failed: ${stderr}`);
  return answerSchema.parse(JSON.parse(stdout));
}

function timed<T>(work: () => T): { readonly ms: number; readonly result: T } {
  const begin = performance.now();
  const result = work();
  return { ms: performance.now() - begin, result };
}

/** Texts that are no copies of one another, from the corpus with every third word changed. */
function manyTexts(count: number): string[] {
  const random = mulberry32(7);
  return Array.from({ length: count }, (_, index) =>
    (training[index % training.length]?.text ?? '')
      .split(' ')
      .map((word) => (random() < 0.34 ? `${word}${Math.floor(random() * 1000)}` : word))
      .join(' '),
  );
}

const { categories } = loadConfiguration(root);
const judge = (scores: readonly (readonly ClassScore[])[]): Measures =>
  measure(
    heldOut.map(({ mail, text }, index) =>
      routeMail({ mail, text, scores: scores[index] ?? [] }, { categories, defaultThreshold: 0.75 }),
    ),
    categories,
  );

const scikit = baseline();
const rows = trainingRows(readCorpus(root, 'training'), augmentationOf(categories));
const trained = timed(() => trainClassifier(rows));
const folds = timed(() => {
  for (const { train, test } of stratifiedFolds(training, 5)) {
    const model = trainClassifier(train);
    for (const { text } of test) model.classify(text);
  }
});
const classified = timed(() => questions.map((text) => trained.result.classify(text)));
const twenty = manyTexts(20_000);
const ten = timed(() => nearCopies(twenty.slice(0, 10_000), 0.5));
const copies = timed(() => nearCopies(twenty, 0.5));

const against = (value: number | undefined) => (value === undefined ? {} : { baseline: value });
report('Corpus and classifier; baseline: scikit-learn, TF-IDF and logistic regression', [
  { what: `train on ${training.length} mails`, value: trained.ms, unit: 'ms', ...against(scikit?.trainMs) },
  { what: 'five folds', value: folds.ms, unit: 'ms', ...against(scikit?.foldsMs) },
  { what: `${QUESTIONS} classifications`, value: classified.ms, unit: 'ms', ...against(scikit?.classifyMs) },
]);
report('Near copies; baseline: half as many rows (quadratic would be a ratio of 4)', [
  { what: 'near copies among 20,000 rows', value: copies.ms, baseline: ten.ms, unit: 'ms', goal: { ratio: 3.2 } },
]);

const own = judge(heldOut.map(({ text }) => trained.result.classify(text)));
const theirs = scikit === undefined ? undefined : judge(scikit.scores);
const share = (rate: (measures: Measures) => { readonly value: number }): Omit<Measurement, 'what'> => ({
  value: 100 * rate(own).value,
  unit: '%',
  ...against(theirs === undefined ? undefined : 100 * rate(theirs).value),
});
report('Held-out mails at 0.75; baseline: the same of scikit-learn', [
  { what: 'best class is right', ...share(({ accuracy }) => accuracy) },
  { what: RATE_NAMES.routed, ...share(({ routed }) => routed) },
  { what: RATE_NAMES.wrongQueue, ...share(({ wrongQueue }) => wrongQueue) },
  { what: RATE_NAMES.unrelatedAccepted, ...share(({ unrelatedAccepted }) => unrelatedAccepted) },
]);
