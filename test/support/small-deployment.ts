import type { TextModel } from '../../classifier/text-model';
import { readCorpus } from '../../corpus/read-corpus';
import { readFlowTemplate } from '../../flows/flow-template';
import { renderFlow } from '../../flows/render-flow';
import type { Deployment } from '../../sandbox/deployment';
import type { DataActionOutcome } from '../../sandbox/flow/flow-run';
import { loadFlow } from '../../sandbox/flow/load-flow';
import { faultSwitches } from '../../stand-ins/comprehend/faults';
import { ServiceError } from '../../stand-ins/comprehend/service-error';
import { categories, routingEnvironment } from './routing-environment';
import { trainWordModel } from './word-model';

export const SUPPORT = 'support@acme-mail.example';
const THRESHOLD = 0.4;
let model: TextModel | undefined;

/** The shipped flow with a plain word model where the data action would go: for tests of what is around them. */
export function smallDeployment(replace: Partial<Deployment> = {}): Deployment {
  const root = process.cwd();
  const environment = routingEnvironment();
  const { text } = renderFlow(environment, categories, readFlowTemplate(root));
  const flow = loadFlow(text, 'flows/email-routing.yaml');
  model ??= trainWordModel(
    readCorpus(root, 'training').map(({ label, subject, body }) => ({ label, text: `${subject}\n${body}` })),
  );
  const { classify } = model;
  const faults = faultSwitches({ random: Math.random, wait: async () => {} });
  const labels = categories.categories.map(({ label, queue }) => ({ label, queue, threshold: THRESHOLD }));
  const scores = new Map<string, ReturnType<typeof model.classify>>();

  async function callDataAction({ inputs }: { readonly inputs: Readonly<Record<string, unknown>> }) {
    try {
      await faults.interrupt('ClassifyDocument');
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return { kind: 'failure', failure: { status: 503, errorCode: error.type } } satisfies DataActionOutcome;
    }
    const classes = classify(`${inputs['EmailSubject']}\n${inputs['EmailBody']}`);
    const [best = { name: '', score: 0 }] = classes;
    scores.set(`${best.name} ${best.score}`, classes);
    const queue = labels.find(({ label }) => label === best.name)?.queue ?? null;
    const matched = queue !== null && best.score >= THRESHOLD;
    const reason = matched ? 'matched' : queue === null ? 'out-of-scope' : 'below-threshold';
    const outputs = { QueueName: matched ? queue : '', Confidence: best.score, Category: best.name, Reason: reason };
    return { kind: 'success', outputs } satisfies DataActionOutcome;
  }

  return {
    environment: 'dev',
    flow,
    routes: [
      {
        address: SUPPORT,
        fromName: 'Acme Support',
        fromEmail: SUPPORT,
        history: 'Optional',
        manyAnswers: false,
      },
    ],
    queues: ['401K', 'IRA', '529', 'GeneralSupport'],
    fallbackQueue: 'GeneralSupport',
    labels,
    callDataAction,
    scoresOf: (label, score) => scores.get(`${label} ${score}`) ?? [],
    classify,
    faults,
    close: async () => {},
    ...replace,
  };
}
