/** A number with the range in which the true one lies with 95 % confidence. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 500;

/** Percentile bootstrap: the statistic over samples drawn with replacement. The draws are the same in every run. */
export function bootstrap<T>(sample: readonly T[], statistic: (sample: readonly T[]) => number): Estimate {
  const value = statistic(sample);
  if (sample.length === 0) return { value, low: value, high: value };
  const values = resamples(sample)
    .map(statistic)
    .sort((a, b) => a - b);
  const at = (share: number) => values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? value;
  return { value, low: at(0.025), high: at(0.975) };
}

export function resamples<T>(sample: readonly T[]): T[][] {
  const random = mulberry32(20_260_101);
  return Array.from({ length: RESAMPLES }, () =>
    sample.map((one) => sample[Math.floor(random() * sample.length)] ?? one),
  );
}

/** A small, well-mixed generator of numbers 0..1 (Tommy Ettinger's mulberry32), for draws that can be repeated. */
export function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
