import { chooseCategory, type RoutedCategory } from './choose-category';
import type { ClassifyRequest, ClassifyResponse } from './contract';
import { emailText } from './email-text';
import type { Judge } from './judge';
import type { Settings } from './settings';

export type RoutingSettings = Pick<Settings, 'categories' | 'defaultThreshold' | 'standbyThreshold' | 'modelVersions'> &
  Partial<Pick<Settings, 'maxCharacters'>>;

export interface Classification {
  /** The handler says which model and which answer it was. */
  readonly response: Omit<ClassifyResponse, 'ModelVersion' | 'DecisionId'>;
  /** What was classified, in bytes of UTF-8; 0: nothing. */
  readonly textBytes: number;
  /** Milliseconds until there was an answer; undefined: nothing was asked. */
  readonly classifierMs: number | undefined;
  /** Why the standby model answered; undefined: it did not. */
  readonly instead?: Error;
}

/** Reads the mail, asks the engine and decides. Fails as `judge` does. */
export async function classifyMail(
  { EmailSubject, EmailBody }: ClassifyRequest,
  { categories, defaultThreshold, standbyThreshold = defaultThreshold, maxCharacters }: RoutingSettings,
  judge: Judge,
  signal: AbortSignal,
  now: () => number,
): Promise<Classification> {
  const text = emailText(EmailSubject, EmailBody, maxCharacters);
  if (text === '') {
    const response = { QueueName: '', Confidence: 0, Category: '', Reason: 'no-text', Engine: '' } as const;
    return { response, textBytes: 0, classifierMs: undefined };
  }
  const begin = now();
  const { best, engine, instead } = await judge(text, signal);
  const classifierMs = now() - begin;
  const textBytes = Buffer.byteLength(text);
  const strict = instead === undefined ? categories : stricter(categories, defaultThreshold, standbyThreshold);
  const threshold = instead === undefined ? defaultThreshold : standbyThreshold;
  const response = { ...chooseCategory(best, strict, threshold), Engine: engine };
  return { response, textBytes, classifierMs, ...(instead === undefined ? {} : { instead }) };
}

/** The categories as the standby model must reach them: its own threshold, or the category's where that is higher. */
function stricter(
  categories: readonly RoutedCategory[],
  defaultThreshold: number,
  standbyThreshold: number,
): readonly RoutedCategory[] {
  return categories.map((category) => ({
    ...category,
    threshold: Math.max(category.threshold ?? defaultThreshold, standbyThreshold),
  }));
}
