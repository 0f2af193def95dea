import { bootstrap, type Estimate } from './bootstrap';
import type { ScoredMail } from './scored-mail';

export interface Calibration {
  /** Expected calibration error: mean distance of confidence and accuracy, weighted by the mails of each bin. 0 is perfect. */
  readonly error: Estimate;
  readonly bins: readonly Bin[];
}

/** Mails whose best class has a score in [from, to). */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly mails: number;
  /** Mean score, 0..1; 0 when the bin is empty. */
  readonly confidence: number;
  /** Share whose best class is right, 0..1; 0 when the bin is empty. */
  readonly accuracy: number;
}

const BINS = 10;

/** Whether a score of 0.8 is right in eight of ten cases, which is what a threshold relies on. */
export function calibrate(scored: readonly ScoredMail[]): Calibration {
  const points = scored.flatMap(({ mail, scores }) => {
    const [best] = scores;
    return best === undefined ? [] : [{ score: best.score, right: best.name === mail.label }];
  });
  return { error: bootstrap(points, (sample) => errorOf(binsOf(sample), sample.length)), bins: binsOf(points) };
}

interface Point {
  readonly score: number;
  readonly right: boolean;
}

function binsOf(points: readonly Point[]): Bin[] {
  const sums = Array.from({ length: BINS }, () => ({ mails: 0, score: 0, right: 0 }));
  for (const { score, right } of points) {
    const bin = sums[Math.min(BINS - 1, Math.floor(score * BINS))];
    if (bin === undefined) continue;
    bin.mails += 1;
    bin.score += score;
    if (right) bin.right += 1;
  }
  return sums.map(({ mails, score, right }, index) => ({
    from: index / BINS,
    to: (index + 1) / BINS,
    mails,
    confidence: mails === 0 ? 0 : score / mails,
    accuracy: mails === 0 ? 0 : right / mails,
  }));
}

function errorOf(bins: readonly Bin[], total: number): number {
  if (total === 0) return 0;
  return bins.reduce(
    (sum, { mails, confidence, accuracy }) => sum + (mails / total) * Math.abs(confidence - accuracy),
    0,
  );
}
