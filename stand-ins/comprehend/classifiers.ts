import { createHash } from 'node:crypto';
import type { TextModel } from '../../classifier/text-model';
import { classifierArn, type Scope } from './arn';
import type { Clock, Durations } from './clock';
import type { Input, ModelStatus } from './inputs';
import { requestTokens } from './request-tokens';
import { type ReadObjects, runTraining, type Train, type TrainingOutcome } from './run-training';
import { ServiceError } from './service-error';

type CreateRequest = Input<'CreateDocumentClassifier'>;

/** One version of a classifier, as it is at the moment of asking. */
export interface ClassifierView {
  readonly arn: string;
  readonly name: string;
  readonly version: string | undefined;
  readonly status: ModelStatus;
  /** Milliseconds since the epoch. */
  readonly submittedAt: number;
  /** `DocumentClassifierProperties` of the wire protocol. */
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Classifiers {
  /** Answers the ARN at once; training goes on. */
  create(request: CreateRequest): string;
  /** Puts a trained model in place without any training: how the sandbox starts. */
  install(name: string, version: string, model: TextModel): string;
  /** Throws ResourceNotFoundException. */
  describe(arn: string): ClassifierView;
  /** Newest first. */
  list(): readonly ClassifierView[];
  stopTraining(arn: string): void;
  delete(arn: string): void;
  /** The model of a trained classifier; undefined when it is not trained. */
  model(arn: string): TextModel | undefined;
}

export interface ClassifiersOptions {
  readonly scope: Scope;
  readonly clock: Clock;
  readonly durations: Durations;
  readonly train: Train;
  readonly readObjects: ReadObjects;
}

interface Classifier {
  readonly arn: string;
  readonly request: CreateRequest;
  readonly submittedAt: number;
  /** Set when the real training is over. */
  training: { readonly at: number; readonly outcome: TrainingOutcome } | undefined;
  stopRequestedAt: number | undefined;
  deletedAt: number | undefined;
}

const LANGUAGES = ['en', 'es', 'fr', 'de', 'it', 'pt'];

/** The classifiers of one account and region; every state is derived from the clock when it is asked for. */
export function classifiers({ scope, clock, durations, train, readObjects }: ClassifiersOptions): Classifiers {
  const all = new Map<string, Classifier>();
  const tokens = requestTokens();

  function find(arn: string): Classifier | undefined {
    const found = all.get(arn);
    if (found?.deletedAt === undefined || clock() < found.deletedAt + durations.deletingClassifier) return found;
    all.delete(arn);
    return undefined;
  }

  function need(arn: string): Classifier {
    const found = find(arn);
    if (found !== undefined) return found;
    throw new ServiceError('ResourceNotFoundException', `DocumentClassifier not found: ${arn}`, 404);
  }

  function statusOf({ submittedAt, training, stopRequestedAt, deletedAt }: Classifier): ModelStatus {
    const now = clock();
    if (deletedAt !== undefined) return 'DELETING';
    if (stopRequestedAt !== undefined) return now < stopRequestedAt + durations.stopping ? 'STOP_REQUESTED' : 'STOPPED';
    if (now < submittedAt + durations.submitted) return 'SUBMITTED';
    if (training === undefined || now < submittedAt + durations.submitted + durations.training) return 'TRAINING';
    if (training.outcome.kind === 'failed') return 'IN_ERROR';
    return training.outcome.skipped > 0 ? 'TRAINED_WITH_WARNING' : 'TRAINED';
  }

  function view(classifier: Classifier): ClassifierView {
    const { arn, request, submittedAt, training } = classifier;
    const { DocumentClassifierName: name, VersionName: version, Tags, ClientRequestToken, ...stored } = request;
    const status = statusOf(classifier);
    const startedAt = submittedAt + durations.submitted;
    const endedAt = Math.max(training?.at ?? 0, startedAt + durations.training);
    const over = status === 'TRAINED' || status === 'TRAINED_WITH_WARNING' || status === 'IN_ERROR';
    const properties = {
      ...stored,
      DocumentClassifierArn: arn,
      ...(version !== undefined && { VersionName: version }),
      Status: status,
      SubmitTime: submittedAt / 1000,
      ...(status !== 'SUBMITTED' && { TrainingStartTime: startedAt / 1000 }),
      ...(over && { TrainingEndTime: endedAt / 1000, EndTime: endedAt / 1000 }),
      ...(over && training !== undefined && outcomeProperties(training.outcome)),
      InputDataConfig: { DataFormat: 'COMPREHEND_CSV', ...request.InputDataConfig },
      ...(request.OutputDataConfig?.S3Uri !== undefined && {
        OutputDataConfig: { ...request.OutputDataConfig, S3Uri: outputUri(scope, arn, request.OutputDataConfig.S3Uri) },
      }),
      Mode: request.Mode ?? 'MULTI_CLASS',
    };
    return { arn, name, version, status, submittedAt, properties };
  }

  function add(request: CreateRequest, training: Classifier['training']): Classifier {
    const arn = classifierArn(scope, request.DocumentClassifierName, request.VersionName);
    if (find(arn) !== undefined) {
      throw new ServiceError('ResourceInUseException', `A document classifier with the ARN ${arn} already exists`);
    }
    const added = { arn, request, submittedAt: clock(), training, stopRequestedAt: undefined, deletedAt: undefined };
    all.set(arn, added);
    return added;
  }

  return {
    create(request) {
      const again = tokens.recall(request.ClientRequestToken, request);
      if (again !== undefined && find(again) !== undefined) return again;
      const s3Uri = trainingData(request);
      const classifier: Classifier = add(request, undefined);
      runTraining(s3Uri, readObjects, train).then((outcome) => {
        classifier.training = { at: clock(), outcome };
      });
      tokens.remember(request.ClientRequestToken, request, classifier.arn);
      return classifier.arn;
    },
    install(name, version, model) {
      const request: CreateRequest = {
        DocumentClassifierName: name,
        VersionName: version,
        DataAccessRoleArn: `arn:${scope.partition}:iam::${scope.account}:role/${name}`,
        InputDataConfig: {},
        LanguageCode: 'en',
      };
      return add(request, { at: clock(), outcome: { kind: 'trained', model, documents: 0, skipped: 0 } }).arn;
    },
    describe: (arn) => view(need(arn)),
    list: () =>
      [...all.keys()]
        .flatMap((arn) => find(arn) ?? [])
        .reverse()
        .map(view),
    stopTraining(arn) {
      const classifier = need(arn);
      const status = statusOf(classifier);
      if (status === 'SUBMITTED' || status === 'TRAINING') classifier.stopRequestedAt = clock();
    },
    delete(arn) {
      const classifier = need(arn);
      const status = statusOf(classifier);
      if (!['TRAINED', 'TRAINED_WITH_WARNING', 'IN_ERROR', 'STOPPED'].includes(status)) {
        throw new ServiceError('ResourceUnavailableException', `${arn} is ${status} and cannot be deleted now`, 404);
      }
      classifier.deletedAt = clock();
    },
    model(arn) {
      const classifier = need(arn);
      if (!statusOf(classifier).startsWith('TRAINED')) return undefined;
      return classifier.training?.outcome.kind === 'trained' ? classifier.training.outcome.model : undefined;
    },
  };
}

/** Where the training data is; throws for everything that the stand-in cannot train. */
function trainingData({ InputDataConfig, LanguageCode, Mode }: CreateRequest): string {
  if (!LANGUAGES.includes(LanguageCode)) {
    throw new ServiceError(
      'UnsupportedLanguageException',
      `${LanguageCode} is not supported for custom classification`,
    );
  }
  if (InputDataConfig.DataFormat === 'AUGMENTED_MANIFEST' || Mode === 'MULTI_LABEL') {
    throw new ServiceError('InvalidRequestException', 'This stand-in trains MULTI_CLASS from COMPREHEND_CSV only');
  }
  if (InputDataConfig.S3Uri === undefined) {
    throw new ServiceError('InvalidRequestException', 'InputDataConfig.S3Uri is required for COMPREHEND_CSV');
  }
  return InputDataConfig.S3Uri;
}

function outcomeProperties(outcome: TrainingOutcome): Record<string, unknown> {
  if (outcome.kind === 'failed') return { Message: outcome.message };
  const { model, documents, skipped } = outcome;
  const evaluation = model.evaluation;
  return {
    ...(skipped > 0 && {
      Message: `Training is done, but ${skipped} document(s) were skipped: not a label and a text`,
    }),
    ClassifierMetadata: {
      NumberOfLabels: model.labels.length,
      NumberOfTrainedDocuments: documents,
      NumberOfTestDocuments: evaluation === undefined ? 0 : documents,
      ...(evaluation !== undefined && {
        EvaluationMetrics: {
          Accuracy: evaluation.accuracy,
          Precision: evaluation.precision,
          Recall: evaluation.recall,
          F1Score: evaluation.f1,
        },
      }),
    },
  };
}

/** The service answers with the file it wrote, not with the folder it was given. */
function outputUri({ account }: Scope, arn: string, folder: string): string {
  const job = createHash('sha256').update(arn).digest('hex').slice(0, 32);
  return `${folder.replace(/\/$/, '')}/${account}-CLR-${job}/output/output.tar.gz`;
}
