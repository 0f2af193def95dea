import { readFileSync, writeFileSync } from 'node:fs';
import { ComprehendClient } from '@aws-sdk/client-comprehend';
import { Command, InvalidArgumentError, Option } from 'commander';
import { trainClassifier } from '../classifier/train-classifier';
import { ConfigError } from '../config/fault';
import { findEnvironment, loadConfiguration } from '../config/load-configuration';
import { loadEvaluation } from '../config/load-evaluation';
import { evaluate } from '../corpus/evaluation/evaluate';
import { explainByOmission } from '../corpus/evaluation/explain';
import { stratifiedFolds } from '../corpus/evaluation/folds';
import type { Explain } from '../corpus/evaluation/mistakes';
import { proposeThresholds } from '../corpus/evaluation/propose-thresholds';
import type { ScoredMail } from '../corpus/evaluation/scored-mail';
import { type CorpusMail, readCorpus, readHeldOut } from '../corpus/read-corpus';
import { htmlReport } from '../corpus/report/html-report';
import { textReport } from '../corpus/report/text-report';
import { emailText } from '../lambda/email-text';
import { explainAwsFailure } from '../operations/aws-failure';
import { readClassifierState } from '../operations/classifier/classifier-state';
import { evaluateEndpoint } from '../operations/classifier/evaluate-endpoint';
import { confirm } from '../operations/confirm';
import { loadPrices } from '../operations/cost/load-prices';

interface Options {
  readonly env?: string;
  readonly endpoint?: string;
  readonly folds?: number;
  readonly report?: string;
  readonly json: boolean;
  readonly gate: boolean;
  readonly mistakes: number;
  readonly yes: boolean;
}

const CATEGORIES_FILE = 'config/categories.yaml';
const STAND_IN =
  "Scored by the sandbox's stand-in classifier, trained on corpus/training.csv. It is not Amazon Comprehend: its scores are its own, and Comprehend's will differ.";

new Command('evaluate')
  .description(
    'Judges the classifier by the mails of every corpus/held-out*.csv: rates, confusion, calibration, thresholds by cost, worst mistakes.\n' +
      'Of an endpoint (--env, --endpoint) the mistakes are shown without the words that weighed most: each would be hundreds of paid questions.\n' +
      'Progress is told on stderr. ' +
      'Exit code 0: fine, 1: it failed, 3: the gate is closed (--gate).',
  )
  .addOption(new Option('--sandbox', "the sandbox's stand-in classifier (default)").conflicts(['env', 'endpoint']))
  .addOption(
    new Option('--env <env>', 'the deployed endpoint of an environment, with its thresholds; paid').conflicts(
      'endpoint',
    ),
  )
  .option('--endpoint <arn>', 'any Comprehend endpoint; paid')
  .addOption(
    new Option('--folds <n>', 'also cross-validates on the training mails, and chooses thresholds on these')
      .argParser(atLeastTwo)
      .conflicts(['env', 'endpoint']),
  )
  .option('--report <file.html>', 'writes an HTML report, and the same as JSON beside it')
  .option('--json', 'prints the evaluation as JSON', false)
  .option('--gate', 'fails when a limit of config/evaluation.yaml is not kept', false)
  .option('--mistakes <n>', 'so many mistakes in the reports', wholeNumber, 20)
  .option('--yes', 'does not ask before a paid run', false)
  .action(async (options: Options) => {
    try {
      await run(options);
    } catch (error) {
      process.exitCode = 1;
      const explained = error instanceof ConfigError ? error.message : explainAwsFailure(error);
      console.error(explained ?? (error instanceof Error ? error.message : String(error)));
    }
  })
  .parseAsync();

async function run(options: Options): Promise<void> {
  const root = process.cwd();
  const configuration = loadConfiguration(root, process.env);
  const [first] = configuration.environments;
  const environment = options.env === undefined ? first : findEnvironment(configuration, options.env);
  if (environment === undefined) throw new Error('there is no environment');
  const { categories } = configuration;
  const record = loadEvaluation(
    root,
    categories.categories.map(({ label }) => label),
  );
  const routing = { categories, defaultThreshold: environment.classifier.threshold };
  const heldOut = readHeldOut(root).map(withText);
  const training = readCorpus(root, 'training').map(withText);

  const paid = options.env !== undefined || options.endpoint !== undefined;
  const scorer = paid ? await endpointScorer(root, options, heldOut) : standInScorer(training);
  if (scorer === undefined) {
    process.exitCode = 1;
    return;
  }
  const evaluation = evaluate({
    classifier: scorer.name,
    heldOut: await scorer.score(heldOut),
    ...(options.folds === undefined ? {} : { crossValidated: crossValidate(training, options.folds) }),
    routing,
    record,
    ...(scorer.explain === undefined ? {} : { explain: scorer.explain }),
    mostMistakes: options.mistakes,
  });
  const proposal = proposeThresholds(
    CATEGORIES_FILE,
    readFileSync(CATEGORIES_FILE, 'utf8'),
    evaluation.thresholds.choices,
  );

  if (options.report !== undefined) {
    const json = options.report.replace(/(\.html)?$/, '.json');
    writeFileSync(options.report, htmlReport(evaluation, { limits: record.gate, proposal, date: new Date() }));
    writeFileSync(json, `${JSON.stringify({ ...evaluation, proposal }, null, 2)}\n`);
    console.error(`wrote ${options.report} and ${json}`);
  }
  console.log(options.json ? JSON.stringify({ ...evaluation, proposal }, null, 2) : textReport(evaluation, proposal));
  if (!options.gate) return;
  for (const { measure, value, limit, side } of evaluation.breaches) {
    console.error(
      `gate: ${measure} is ${(100 * value).toFixed(1)} %, ${side} ${(100 * limit).toFixed(1)} % is allowed (config/evaluation.yaml)`,
    );
  }
  if (evaluation.breaches.length > 0) process.exitCode = 3;
  else console.error('gate: open');
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
}

function standInScorer(training: readonly MailWithText[]): Scorer {
  console.error(`training on ${training.length} mails`);
  const model = trainClassifier(training);
  let explained = 0;
  return {
    name: STAND_IN,
    score: async (mails) =>
      mails.map(({ mail, text }) => ({ mail, text, scores: text === '' ? [] : model.classify(text) })),
    explain: (text, label) => {
      explained += 1;
      if (explained % 5 === 1) console.error(`explaining mistake ${explained}`);
      return explainByOmission((some) => model.classify(some), text, label);
    },
  };
}

function crossValidate(training: readonly MailWithText[], folds: number) {
  const scored = stratifiedFolds(training, folds).flatMap(({ train, test }, index): ScoredMail[] => {
    console.error(`fold ${index + 1} of ${folds}`);
    const model = trainClassifier(train);
    return test.map(({ mail, text }) => ({ mail, text, scores: text === '' ? [] : model.classify(text) }));
  });
  return { folds, scored };
}

/** undefined: the person did not agree to the cost. */
async function endpointScorer(
  root: string,
  options: Options,
  mails: readonly MailWithText[],
): Promise<Scorer | undefined> {
  const { client, arn } = await findEndpoint(root, options);
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

async function findEndpoint(root: string, { env, endpoint }: Options) {
  if (endpoint !== undefined) {
    const region = endpoint.split(':')[3] ?? '';
    if (!/^arn:[\w-]+:comprehend:[\w-]+:\d{12}:document-classifier-endpoint\//.test(endpoint)) {
      throw new Error(`${endpoint} is not the ARN of a document classifier endpoint`);
    }
    return { client: new ComprehendClient({ region }), arn: endpoint };
  }
  const { aws, classifier } = findEnvironment(loadConfiguration(root, process.env), env ?? '');
  const client = new ComprehendClient({ region: aws.region });
  const names = { classifier: classifier.name, endpoint: classifier.endpoint.name };
  const state = await readClassifierState(client, names);
  if (state.endpoint === undefined)
    throw new Error(`there is no endpoint ${names.endpoint}: it is parked, or not deployed yet`);
  return { client, arn: state.endpoint.arn };
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a whole number');
  return Number(text);
}

function atLeastTwo(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 2) throw new InvalidArgumentError('a whole number of 2 or more');
  return value;
}
