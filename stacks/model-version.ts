import { createHash } from 'node:crypto';

/**
 * Name of a model version: a hash over everything that training depends on.
 * Every change of the classifier must change it: the provider sends no version name when a change keeps it, and then trains at every apply.
 */
export function modelVersion(corpusHash: string, classifier: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(classifier).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([corpusHash, sorted]))
    .digest('hex')
    .slice(0, 16);
}
