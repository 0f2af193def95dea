import type { ContactName } from './contact-data';
import type { CourtesyName } from './courtesy/courtesy-kind';

/** Why a passage of a mail is not classified. */
export type RemovedAs = CourtesyName | ContactName;

/** A part of a mail's text. The texts of all passages, joined, are the whole mail as a reader sees it. */
export interface Passage {
  readonly text: string;
  /** Why the passage is left out; without it, the passage is classified. */
  readonly removed?: RemovedAs;
  /** What stands in its place: one token for any telephone number. */
  readonly token?: string;
}
