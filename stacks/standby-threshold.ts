import type { Environment } from '../config/environment';

/** How much surer the standby model must be where the record does not say: its scores are its own, and nobody watches it at work. */
const MARGIN = 0.1;

/** Confidence 0..1 that the standby model needs. */
export function standbyThreshold(
  classifier: Pick<Environment['classifier'], 'threshold' | 'standbyThreshold'>,
): number {
  // Two decimals: 0.75 + 0.1 is not 0.85 in binary.
  return classifier.standbyThreshold ?? Math.min(1, Math.round((classifier.threshold + MARGIN) * 100) / 100);
}
