import { chooseCategory } from './choose-category';
import type { Classify } from './comprehend-classifier';
import type { ClassifyRequest, ClassifyResponse } from './contract';
import { emailText } from './email-text';
import type { Settings } from './settings';

export interface Classification {
  readonly response: ClassifyResponse;
  /** What was sent to Comprehend, in bytes of UTF-8; 0: nothing. */
  readonly textBytes: number;
  /** Milliseconds until Comprehend answered; undefined: it was not asked. */
  readonly classifierMs: number | undefined;
}

/** Reads the mail, asks the classifier and decides. Fails as `classify` does. */
export async function classifyMail(
  { EmailSubject, EmailBody }: ClassifyRequest,
  { categories, defaultThreshold }: Pick<Settings, 'categories' | 'defaultThreshold'>,
  classify: Classify,
  signal: AbortSignal,
  now: () => number,
): Promise<Classification> {
  const text = emailText(EmailSubject, EmailBody);
  if (text === '') {
    const response = { QueueName: '', Confidence: 0, Category: '', Reason: 'no-text' } as const;
    return { response, textBytes: 0, classifierMs: undefined };
  }
  const begin = now();
  const best = await classify(text, signal);
  const classifierMs = now() - begin;
  const response = chooseCategory(best, categories, defaultThreshold);
  return { response, textBytes: Buffer.byteLength(text), classifierMs };
}
