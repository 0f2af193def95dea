import type { ContactName } from './contact-data';
import type { CourtesyName } from './courtesy/courtesy-kind';
import type { MachineName } from './machine-sentences';

/** Why a passage of a mail is not classified. */
export type RemovedAs =
  | 'quote'
  | 'earlier message'
  | 'introduction'
  | 'header block'
  | 'original message'
  | 'forward marker'
  | 'signature'
  | 'hidden text'
  | 'encoded text'
  | 'place of an image'
  | 'ticket line'
  | 'device line'
  | 'drawn line'
  | 'form field'
  | 'beyond the limit'
  | MachineName
  | CourtesyName
  | ContactName;

/** A part of a mail's text. The texts of all passages, joined, are the whole mail as a reader sees it. */
export interface Passage {
  readonly text: string;
  /** Why the passage is left out; without it, the passage is classified. */
  readonly removed?: RemovedAs;
  /** What stands in its place: one token for any telephone number. */
  readonly token?: string;
}
