import { setImmediate } from 'node:timers/promises';
import type { Deployment } from '../deployment';
import type { EvaluationView } from './api';

/** A mail whose label is known. */
export interface JudgedMail {
  readonly label: string;
  readonly subject: string;
  /** What the classifier is asked, as the function would ask. */
  readonly text: string;
}

/** Asks the classifier about every mail. Lets other work through in between: a page may ask while mail comes in. */
export async function evaluate(deployment: Deployment, mails: readonly JudgedMail[]): Promise<EvaluationView> {
  const started = performance.now();
  const judged = [];
  let pause = started + 20;
  for (const { label, subject, text } of mails) {
    const [best] = deployment.classify(text);
    judged.push({ label, subject, best: best?.name ?? '', score: best?.score ?? 0 });
    if (performance.now() > pause) {
      await setImmediate();
      pause = performance.now() + 20;
    }
  }
  return { mails: judged, labels: deployment.labels, ms: Math.round(performance.now() - started) };
}
