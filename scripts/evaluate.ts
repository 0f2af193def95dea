import { readFileSync, writeFileSync } from 'node:fs';
import { ComprehendClient } from '@aws-sdk/client-comprehend';
import { InvalidArgumentError, Option } from 'commander';
import { ratesOf } from '../classifier/rates';
import { trainClassifier } from '../classifier/train-classifier';
import type { Environment } from '../config/environment';
import { loadEvaluation } from '../config/load-evaluation';
import { type Augmentation, augmentationOf } from '../corpus/augmentation/augment';
import { evaluate } from '../corpus/evaluation/evaluate';
import { explainByOmission } from '../corpus/evaluation/explain';
import { stratifiedFolds } from '../corpus/evaluation/folds';
import type { Trials } from '../corpus/evaluation/gate';
import type { Explain } from '../corpus/evaluation/mistakes';
import { proposeThresholds } from '../corpus/evaluation/propose-thresholds';
import { type ClassScore, type Routing, routeMail, type ScoredMail } from '../corpus/evaluation/scored-mail';
import { trainSecondJudge } from '../corpus/evaluation/second-judge';
import { type CorpusMail, readCorpus, readHeldOut } from '../corpus/read-corpus';
import { htmlReport } from '../corpus/report/html-report';
import { textReport } from '../corpus/report/text-report';
import { robustness } from '../corpus/robustness/robustness';
import { type TrainingRow, trainingRows } from '../corpus/training-file';
import { emailText } from '../lambda/email-text';
import { readClassifierState } from '../operations/classifier/classifier-state';
import { EndpointError, noEndpoint } from '../operations/classifier/endpoint-error';
import { evaluateEndpoint } from '../operations/classifier/evaluate-endpoint';
import { confirm } from '../operations/confirm';
import { loadPrices } from '../operations/cost/load-prices';
import { EXIT } from './exit-codes';
import { type JsonTarget, jsonOption, optionalEnvironment, outputFile, wholeNumber, yesOption } from './options';
import { runCommand, type Shell } from './run-command';
import { UsageError } from './usage-error';

interface Options {
  /** true: that of the environment. */
  readonly endpoint?: string | true;
  readonly folds?: number;
  readonly report?: string;
  readonly json?: JsonTarget;
  readonly gate: boolean;
  readonly mistakes: number;
  readonly yes: boolean;
}

const CATEGORIES_FILE = 'config/categories.yaml';
const STAND_IN =
  "Scored by the sandbox's stand-in classifier, trained on corpus/training.csv. It is not Amazon Comprehend: its scores are its own, and Comprehend's will differ.";

void runCommand('evaluate', (command, shell) =>
  command
    .addHelpText(
      'after',
      '\nOf an endpoint (--endpoint) the mistakes are shown without the words that weighed most: each would be hundreds of paid questions.',
    )
    .addArgument(optionalEnvironment('the first one; its thresholds count'))
    .addOption(
      new Option(
        '--endpoint [arn]',
        "ask the environment's deployed endpoint, or that one, in place of the sandbox's stand-in; paid",
      ),
    )
    .addOption(
      new Option('--folds <n>', 'also cross-validate on the training mails, and choose thresholds on these')
        .argParser(atLeastTwo)
        .conflicts('endpoint'),
    )
    .option('--report <file.html>', 'write an HTML report, and the same as JSON beside it', outputFile)
    .addOption(jsonOption('the evaluation'))
    .option('--gate', 'fail when a limit of config/evaluation.yaml is not kept', false)
    .option('--mistakes <n>', 'so many mistakes in the reports', wholeNumber, 20)
    .addOption(yesOption())
    .action(async (environmentName: string | undefined, options: Options) => {
      const [first] = shell.configuration().environments;
      const name = environmentName ?? first?.name ?? '';
      if (options.endpoint === true && environmentName === undefined) {
        throw new UsageError('--endpoint needs the environment whose endpoint it is, or an ARN');
      }
      await run(shell, shell.environment(name), options);
    }),
);

async function run(
  shell: Shell,
  { environment, categories }: ReturnType<Shell['environment']>,
  options: Options,
): Promise<void> {
  const { root } = shell;
  const record = loadEvaluation(
    root,
    categories.categories.map(({ label }) => label),
  );
  const routing = { categories, defaultThreshold: environment.classifier.threshold };
  const heldOut = readHeldOut(root).map(withText);
  const training = readCorpus(root, 'training');
  const augmentation = augmentationOf(categories);

  const scorer =
    options.endpoint === undefined
      ? standInScorer(trainingRows(training, augmentation))
      : await endpointScorer(root, environment, options, heldOut);
  if (scorer === undefined) {
    process.exitCode = EXIT.failed;
    return;
  }
  const evaluation = evaluate({
    classifier: scorer.name,
    heldOut: await scorer.score(heldOut),
    ...(options.folds === undefined ? {} : { crossValidated: crossValidate(training, options.folds, augmentation) }),
    routing,
    record,
    ...(scorer.explain === undefined ? {} : { explain: scorer.explain }),
    trials:
      options.gate && scorer.classify !== undefined
        ? tryOut(scorer.classify, trainingRows(training, augmentation), heldOut, routing)
        : {},
    mostMistakes: options.mistakes,
  });
  // Scores of one classifier say nothing of another's: thresholds are proposed for the engine that is deployed, from its own scores.
  const deployed =
    options.endpoint === undefined
      ? environment.classifier.engine === 'embedded'
      : environment.classifier.engine !== 'embedded';
  const proposal = deployed
    ? proposeThresholds(CATEGORIES_FILE, readFileSync(CATEGORIES_FILE, 'utf8'), evaluation.thresholds.choices)
    : '';

  if (options.report !== undefined) {
    const json = options.report.replace(/(\.html)?$/, '.json');
    writeFileSync(options.report, htmlReport(evaluation, { limits: record.gate, proposal, date: new Date() }));
    writeFileSync(json, `${JSON.stringify({ ...evaluation, proposal }, null, 2)}\n`);
    shell.tell(`wrote ${options.report} and ${json}`);
  }
  shell.answer(textReport(evaluation, proposal), { ...evaluation, proposal }, options.json);
  if (!options.gate) return;
  for (const { measure, value, limit, side } of evaluation.breaches) {
    shell.tell(
      `gate: ${measure} is ${(100 * value).toFixed(1)} %, ${side} ${(100 * limit).toFixed(1)} % is allowed (config/evaluation.yaml)`,
    );
  }
  if (evaluation.breaches.length > 0) process.exitCode = EXIT.no;
  else shell.tell('gate: open');
}

interface MailWithText {
  readonly label: string;
  readonly mail: CorpusMail;
  readonly text: string;
}

function withText(mail: CorpusMail): MailWithText {
  return { label: mail.label, mail, text: emailText(mail.subject, mail.body) };
}

interface Scorer {
  readonly name: string;
  readonly score: (mails: readonly MailWithText[]) => Promise<readonly ScoredMail[]>;
  readonly explain?: Explain;
  /** Where a question is free. */
  readonly classify?: (text: string) => readonly ClassScore[];
}

function standInScorer(rows: readonly TrainingRow[]): Scorer {
  const wrapped = rows.filter((row) => row.wrapped).length;
  console.error(`training on ${rows.length} mails, ${wrapped} of them in another wrapping (corpus/augmentation)`);
  const model = trainClassifier(rows);
  let explained = 0;
  return {
    name: STAND_IN,
    classify: (text) => model.classify(text),
    score: async (mails) =>
      mails.map(({ mail, text }) => ({ mail, text, scores: text === '' ? [] : model.classify(text) })),
    explain: (text, label) => {
      explained += 1;
      if (explained % 5 === 1) console.error(`explaining mistake ${explained}`);
      return explainByOmission((some) => model.classify(some), text, label);
    },
  };
}

/** What the gate asks for beside the bare mails: other wrappings, and what a plainer classifier learns of the same rows. */
function tryOut(
  classify: (text: string) => readonly ClassScore[],
  rows: readonly TrainingRow[],
  heldOut: readonly MailWithText[],
  routing: Routing,
): Trials {
  console.error('routing the held-out mails in other wrappings');
  const mails = heldOut.map(({ mail }) => mail);
  const wrapped = robustness(mails, classify, routing);
  console.error('asking a plain logistic regression');
  const judge = trainSecondJudge(rows);
  const outcomes = heldOut.map(
    ({ mail, text }) => routeMail({ mail, text, scores: judge.classify(text) }, routing).outcome,
  );
  return { robustness: wrapped, secondJudge: ratesOf(outcomes) };
}

function crossValidate(training: readonly CorpusMail[], folds: number, augmentation: Augmentation) {
  const scored = stratifiedFolds(training, folds).flatMap(({ train, test }, index): ScoredMail[] => {
    console.error(`fold ${index + 1} of ${folds}`);
    const model = trainClassifier(trainingRows(train, augmentation));
    return test
      .map(withText)
      .map(({ mail, text }) => ({ mail, text, scores: text === '' ? [] : model.classify(text) }));
  });
  return { folds, scored };
}

/** undefined: the person did not agree to the cost. */
async function endpointScorer(
  root: string,
  environment: Environment,
  options: Options,
  mails: readonly MailWithText[],
): Promise<Scorer | undefined> {
  const { client, arn } = await findEndpoint(environment, options);
  const answers = await evaluateEndpoint({
    root,
    client,
    arn,
    texts: mails.map(({ text }) => text),
    pricePerUnitSecond: loadPrices(root).comprehend.inferenceUnitSecond,
    agree: async (cost) => {
      console.error(cost);
      return options.yes || confirm('Ask the endpoint?');
    },
    progress: (line) => console.error(line),
  });
  if (answers === undefined) return undefined;
  return {
    name: `Scored by the Comprehend endpoint ${arn}, model ${answers.model}. The words that weighed most in a mistake are not known: each would be many paid questions.`,
    score: async (some) => some.map(({ mail, text }, index) => ({ mail, text, scores: answers.scores[index] ?? [] })),
  };
}

async function findEndpoint({ aws, classifier }: Environment, { endpoint }: Options) {
  if (typeof endpoint === 'string') {
    const region = endpoint.split(':')[3] ?? '';
    if (!/^arn:[\w-]+:comprehend:[\w-]+:\d{12}:document-classifier-endpoint\//.test(endpoint)) {
      throw new EndpointError(`${endpoint} is not the ARN of a document classifier endpoint`);
    }
    return { client: new ComprehendClient({ region }), arn: endpoint };
  }
  const client = new ComprehendClient({ region: aws.region });
  const names = { classifier: classifier.name, endpoint: classifier.endpoint.name };
  const state = await readClassifierState(client, names);
  if (state.endpoint === undefined) throw noEndpoint(names.endpoint);
  return { client, arn: state.endpoint.arn };
}

function atLeastTwo(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 2) throw new InvalidArgumentError('It must be a whole number of 2 or more.');
  return value;
}
