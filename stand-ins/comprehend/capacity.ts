import type { Clock } from './clock';
import { ServiceError } from './service-error';

/** What one inference unit does in a second (Comprehend's quotas). */
const CHARACTERS = 100;
const DOCUMENTS = 2;

export interface Capacity {
  /** Takes a document in, or throws ThrottlingException: the endpoint has not caught up with those before. */
  admit(endpoint: { readonly arn: string; readonly units: number }, characters: number): void;
}

/** The lifting of the limit: for measuring, and for thousands of mails at once. */
export const UNLIMITED: Capacity = { admit: () => {} };

/**
 * An endpoint may be a second of work ahead. A document that is longer than that is taken by an idle endpoint and keeps it busy for as long
 * as its characters need: 2,000 block one unit for 20 seconds.
 */
export function capacity(clock: Clock): Capacity {
  const all = new Map<string, { characters: number; documents: number; at: number }>();
  return {
    admit({ arn, units }, characters) {
      const now = clock();
      const [mostCharacters, mostDocuments] = [units * CHARACTERS, units * DOCUMENTS];
      const left = all.get(arn) ?? { characters: mostCharacters, documents: mostDocuments, at: now };
      const seconds = Math.max(0, now - left.at) / 1000;
      left.characters = Math.min(mostCharacters, left.characters + seconds * mostCharacters);
      left.documents = Math.min(mostDocuments, left.documents + seconds * mostDocuments);
      left.at = now;
      all.set(arn, left);
      if (left.characters <= 0 || left.documents < 1) throw new ServiceError('ThrottlingException', 'Rate exceeded');
      left.characters -= characters;
      left.documents -= 1;
    },
  };
}
