import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { openClassifier } from '../classifier/stored-model';
import type { LabelledText, TextModel } from '../classifier/text-model';
import { emailText } from '../lambda/email-text';
import type { Faults } from '../stand-ins/comprehend/faults';
import { startComprehend } from '../stand-ins/comprehend/start-comprehend';
import type { ApiDefinition } from './api/api-definition';
import { type RunningApi, startApi } from './api/start-api';
import { makeDataAction } from './data-action/data-action';
import { createSendRequest } from './data-action/send-request';
import type { Deployment, RoutedLabel } from './deployment';
import { loadFlow } from './flow/load-flow';
import type { FunctionDefinition } from './function/function-definition';
import { startFunction } from './function/start-function';
import { OutputError } from './output/output-error';
import { readApis } from './output/read-apis';
import { type ClassifierDefinition, readClassifiers } from './output/read-classifier';
import { readDataActions } from './output/read-data-actions';
import { readFunctions } from './output/read-functions';
import { readMailRoutes } from './output/read-mail-routes';
import { readQueues } from './output/read-queues';
import { readStacks } from './output/read-stacks';
import { resolveStacks } from './output/resolve-stacks';
import { rememberScores } from './remember-scores';

export interface DeploymentOptions {
  /** Folder of the project. */
  readonly root: string;
  /** Folder of the synthesized output, `cdktf.out`. */
  readonly output: string;
  readonly environment: string;
  readonly train: (rows: readonly LabelledText[]) => TextModel;
  readonly faults?: Partial<Faults>;
  /** false lifts the API's rate limits and quota, and the endpoint's capacity: for measuring, and for thousands of mails at once. */
  readonly limited?: boolean;
  /** How many times shorter the waits of the flow are; 1: real time. */
  readonly speed?: number;
  /** Lines that the function logs. */
  readonly log?: (line: string) => void;
}

export interface RunningDeployment extends Deployment {
  /** Addresses of the API's stages, and the keys that open them. */
  readonly apis: readonly { readonly url: string; readonly keys: readonly string[] }[];
}

/**
 * Starts what the synthesized output describes: classifier, function, API, data actions and flow, wired as they would be.
 * @throws {OutputError} when the output is missing or cannot be run
 */
export async function startDeployment(options: DeploymentOptions): Promise<RunningDeployment> {
  const { root, output: folder, environment, train, faults, limited = true, speed = 100, log } = options;
  const closing = new AbortController();
  const output = resolveStacks(readStacks(folder, environment));
  const functionDefinitions = readFunctions(output);
  const routes = readMailRoutes(output);
  const flowFile = routes.find((route) => route.flowFile !== undefined)?.flowFile;
  if (flowFile === undefined) {
    throw new OutputError(`routing-${environment}`, '', 'genesyscloud_routing_email_route', 'no route leads to a flow');
  }
  const flow = loadFlow(await readFile(flowFile, 'utf8'), basename(flowFile));
  const packages = await Promise.all(functionDefinitions.map(readPackage));
  const labels = packages.flatMap((one) => one.labels);
  const inside = packages.flatMap(({ model }) => model ?? []);
  const classifiers = await Promise.all(readClassifiers(output).map((one) => trained(one, train)));

  const [first] = functionDefinitions;
  const comprehend = await startComprehend({
    scope: scopeOf(first),
    ...{ train, limited },
    readObjects: () => Promise.reject(new Error('the sandbox trains at its start')),
    ...(faults && { faults }),
  });
  for (const { definition, model } of classifiers) {
    const { name, versionName, endpoint } = definition;
    const arn = comprehend.classifiers.install(name, versionName, model.model);
    if (endpoint === undefined) continue;
    comprehend.endpoints.create({
      EndpointName: endpoint.name,
      ModelArn: arn,
      DesiredInferenceUnits: endpoint.inferenceUnits,
    });
  }
  const functions = functionDefinitions.map((definition) =>
    startFunction(definition, {
      root,
      environment: { AWS_ENDPOINT_URL_COMPREHEND: comprehend.url },
      ...(log && { log }),
    }),
  );
  const definitions = readApis(output).map((api) => (limited ? api : withoutLimits(api)));
  const apis = new Map<string, RunningApi>();
  for (const definition of definitions) {
    const invoke = (name: string) => {
      const found = functions.find((one) => one.name === name);
      if (found === undefined)
        throw new OutputError(`api-${environment}`, '', name, 'the API calls a missing function');
      return found.invoke;
    };
    apis.set(`${definition.id}.execute-api.${definition.region}.`, await startApi(definition, { invoke }));
  }
  const { send, close: endConnections } = createSendRequest((url) => {
    const served = [...apis].find(([host]) => url.hostname.startsWith(host));
    if (served === undefined) throw new Error(`${url.host} is not part of the deployment`);
    return new URL(url.pathname + url.search, `http://127.0.0.1:${served[1].port}`);
  });
  const actions = readDataActions(output).map((definition) => makeDataAction(definition, send));
  const queues = readQueues(output).map(({ name }) => name);

  return {
    environment,
    flow,
    routes: routes.map(({ address, fromName, fromEmail, historyInclusion, allowMultipleActions }) => ({
      ...{ address, fromName, fromEmail },
      ...{ history: historyInclusion, manyAnswers: allowMultipleActions },
    })),
    queues,
    fallbackQueue: queues.find((name) => labels.every(({ queue }) => queue !== name)) ?? '',
    labels,
    callDataAction: async ({ category, dataAction, inputs, timeout }) => {
      const action = actions.find((one) => one.category === category && one.name === dataAction);
      if (action === undefined) {
        return { kind: 'failure', failure: { status: 404, errorCode: `no data action ${category} / ${dataAction}` } };
      }
      const outcome = await action.call(inputs, timeout);
      // The model in the function's thread tells the best class only; asked again here, it tells them all.
      if (outcome.kind === 'success' && ['embedded', 'standby'].includes(String(outcome.outputs['Engine']))) {
        const { EmailSubject: subject, EmailBody: body } = inputs;
        for (const { model } of inside) model.classify(emailText(String(subject), String(body)));
      }
      return outcome;
    },
    wait: (milliseconds) => setTimeout(milliseconds / speed, undefined, { signal: closing.signal }).catch(() => {}),
    scoresOf: (label, score) => {
      for (const model of [...classifiers.map((one) => one.model), ...inside]) {
        const scores = model.scoresOf(label, score);
        if (scores.length > 0) return scores;
      }
      return [];
    },
    classify: (text) => (classifiers[0]?.model ?? inside[0])?.model.classify(text) ?? [],
    faults: comprehend.faults,
    apis: definitions.map(({ usagePlans }, index) => ({
      url: [...apis.values()][index]?.url ?? '',
      keys: usagePlans.flatMap(({ keys }) => keys.map(({ value }) => value)),
    })),
    async close() {
      closing.abort();
      endConnections();
      await Promise.all([...apis.values()].map((api) => api.close()));
      await Promise.all(functions.map((one) => one.close()));
      await comprehend.close();
    },
  };
}

async function trained(definition: ClassifierDefinition, train: DeploymentOptions['train']) {
  const rows: string[][] = parse(await readFile(definition.corpusFile), { bom: true });
  const model = train(rows.map(([label = '', text = '']) => ({ label, text })));
  return { definition, model: rememberScores(model) };
}

const routedCategories = z.array(
  z.object({ label: z.string(), queue: z.string().nullable(), threshold: z.number().nullable() }),
);

/** What decides when deployed: the category list inside the zip, the threshold of the function's environment, and the model if there is one. */
async function readPackage({ zip, environment }: FunctionDefinition) {
  const { 'categories.json': file, 'model.bin': weights } = unzipSync(await readFile(zip), {
    filter: ({ name }) => name === 'categories.json' || name === 'model.bin',
  });
  const common = Number(environment['CLASSIFIER_CONFIDENCE_THRESHOLD']);
  const list = routedCategories.parse(JSON.parse(Buffer.from(file ?? []).toString('utf8') || '[]'));
  return {
    labels: list.map(({ label, queue, threshold }): RoutedLabel => ({ label, queue, threshold: threshold ?? common })),
    model: weights && rememberScores(openClassifier(weights)),
  };
}

function scopeOf(definition: FunctionDefinition | undefined) {
  const [, partition = 'aws', , region = 'us-east-1', account = '123456789012'] = (definition?.arn ?? '').split(':');
  return { partition, region, account };
}

function withoutLimits(api: ApiDefinition): ApiDefinition {
  return {
    ...api,
    methods: api.methods.map((method) => ({ ...method, throttle: undefined })),
    usagePlans: api.usagePlans.map((plan) => ({ ...plan, throttle: undefined, quota: undefined })),
  };
}
