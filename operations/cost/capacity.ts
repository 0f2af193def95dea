import type { Environment } from '../../config/environment';
import { CHARACTERS_PER_UNIT_SECOND, DOCUMENTS_PER_UNIT_SECOND } from '../../config/inference-unit';
import { mostUnits } from './endpoint-month';

/** Of one endpoint. */
const MOST_UNITS = 10;
/** How much longer than the mean the mail is that one in twenty exceeds: what the corpus holds, where the record does not say. */
const TAIL = 2.6;

export interface Capacity {
  /** Mails of the mean length that the endpoint's most units classify in an hour; 0 when there is no endpoint. */
  readonly mailsPerHour: number;
  /** The same of mails of the p95 length. */
  readonly longMailsPerHour: number;
  readonly peakMailsPerHour: number;
  /** Whether the peak fits, also when its mails are long. A parked endpoint classifies nothing, and is meant to. */
  readonly enough: boolean;
  /** Units that the peak needs when its mails are long: a long mail keeps a unit busy for seconds, and those behind it are refused meanwhile. */
  readonly unitsNeeded: number;
  /** Whether the record lets the units vary. */
  readonly scaled: boolean;
}

export function capacityOf({ classifier, volume }: Environment): Capacity {
  const { scaling } = classifier.endpoint;
  const units = mostUnits(classifier);
  const perUnit = (characters: number): number =>
    3600 * Math.min(CHARACTERS_PER_UNIT_SECOND / characters, DOCUMENTS_PER_UNIT_SECOND);
  const long = volume.p95Characters ?? Math.min(10_000, Math.round(volume.meanCharacters * TAIL));
  const unitsNeeded = Math.max(1, Math.ceil(volume.peakMailsPerHour / perUnit(Math.max(long, volume.meanCharacters))));
  return {
    mailsPerHour: Math.floor(units * perUnit(volume.meanCharacters)),
    longMailsPerHour: Math.floor(units * perUnit(long)),
    peakMailsPerHour: volume.peakMailsPerHour,
    enough: units === 0 || units >= unitsNeeded,
    unitsNeeded,
    scaled: scaling !== undefined,
  };
}

/** What to do where the peak does not fit. */
export function remedyFor({ unitsNeeded, scaled }: Capacity): string {
  if (unitsNeeded <= MOST_UNITS) {
    return scaled ? `raise scaling.max to ${unitsNeeded}` : `raise inferenceUnits to ${unitsNeeded}`;
  }
  return `${unitsNeeded} inference units would be needed and one endpoint has ${MOST_UNITS} at most: ask AWS for a higher quota, or set standby: true, which takes what the endpoint refuses, or engine: embedded, which has no such limit`;
}
