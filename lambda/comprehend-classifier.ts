import { ClassifyDocumentCommand, type ClassifyDocumentResponse, ComprehendClient } from '@aws-sdk/client-comprehend';
import type { ScoredClass } from './choose-category';
import { classifierError } from './classifier-error';
import { deadlines } from './deadlines';
import { ClassifierReplyError } from './errors';

/**
 * Scores a text; the best class. Fails with a `Classifier…Error`, at the latest when the signal aborts.
 * @param text not empty, below 10,000 bytes of UTF-8
 */
export type Classify = (text: string, signal: AbortSignal) => Promise<ScoredClass>;

/** Milliseconds. */
export interface ClassifierLimits {
  readonly connectionMs: number;
  readonly attemptMs: number;
  /** How often what may pass is tried; three times unless given. */
  readonly attempts?: number;
}

/** Asks a Comprehend real-time endpoint in the endpoint's own region; tries again what may pass. */
export function comprehendClassifier(endpointArn: string, limits: ClassifierLimits = deadlines): Classify {
  const client = new ComprehendClient({
    region: endpointArn.split(':')[3] ?? '',
    maxAttempts: limits.attempts ?? deadlines.attempts,
    requestHandler: {
      connectionTimeout: limits.connectionMs,
      requestTimeout: limits.attemptMs,
      throwOnRequestTimeout: true,
    },
  });
  return async (text, signal) => {
    const command = new ClassifyDocumentCommand({ EndpointArn: endpointArn, Text: text });
    try {
      return bestClass(await Promise.race([client.send(command, { abortSignal: signal }), abortion(signal)]));
    } catch (error) {
      throw classifierError(error, signal.aborted);
    }
  };
}

/** The client stops listening to the signal once a reply has begun; a reply may also never end. */
function abortion(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function bestClass({ Classes }: ClassifyDocumentResponse): ScoredClass {
  const classes = (Classes ?? []).map(({ Name, Score }): ScoredClass => {
    if (typeof Name !== 'string' || typeof Score !== 'number' || !(Score >= 0 && Score <= 1)) {
      throw new ClassifierReplyError('a class without a name or with a score outside 0..1');
    }
    return { label: Name, score: Score };
  });
  const [first, ...others] = classes;
  if (first === undefined) throw new ClassifierReplyError('no classes; is the model a multi-class classifier?');
  return others.reduce((best, one) => (one.score > best.score ? one : best), first);
}
