/** The middle of some measurements; of an even number the lower one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

export interface Measurement {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 's' | 'kB' | '%';
  /** What the value is compared with, measured in the same run. */
  readonly baseline?: number;
  /** Upper limit: of the value itself, or of its ratio to the baseline. */
  readonly goal?: { readonly value: number } | { readonly ratio: number };
}

/** Prints a line per measurement; the exit code becomes 3 if one misses its goal. */
export function report(title: string, measurements: readonly Measurement[]): void {
  console.log(title);
  for (const { what, value, unit, baseline, goal } of measurements) {
    const ratio = baseline === undefined ? undefined : value / baseline;
    const reached = goal === undefined || ('value' in goal ? value <= goal.value : (ratio ?? Number.NaN) <= goal.ratio);
    if (!reached) process.exitCode = 3;
    const columns = [
      `  ${what}`.padEnd(48),
      `${value.toFixed(unit === 'kB' ? 1 : 2)} ${unit}`.padStart(12),
      (baseline === undefined ? '' : `baseline ${baseline.toFixed(2)} ${unit}`).padStart(24),
      (ratio === undefined ? '' : `${ratio.toFixed(2)} x`).padStart(9),
      goal === undefined
        ? ''
        : `  goal ${'value' in goal ? `${goal.value} ${unit}` : `${goal.ratio} x`}: ${reached ? 'met' : 'MISSED'}`,
    ];
    console.log(columns.join('').trimEnd());
  }
}
