import type { Hyperplanes } from './linear-svm';
import type { SparseVector } from './sparse-vectors';

/** Hyperplanes as they are stored and used: two bytes a weight, no step before they can be asked. */
export interface RoundedHyperplanes {
  readonly classes: number;
  /** `weights[feature * classes + class]`, each in units of its class's scale. */
  readonly weights: Int16Array;
  /** One per class. */
  readonly scales: Float32Array;
  /** One per class. */
  readonly bias: Float32Array;
}

const LARGEST = 0x7fff;

/** What training found out, so coarse that another machine's last bit changes nothing. One byte a weight would move a score by 0.03, two by 0.0001. */
export function roundHyperplanes({ classes, weights, bias }: Hyperplanes): RoundedHyperplanes {
  const scales = new Float32Array(classes);
  weights.forEach((weight, at) => {
    scales[at % classes] = Math.max(scales[at % classes] ?? 0, Math.abs(weight));
  });
  for (let c = 0; c < classes; c++) scales[c] = (scales[c] ?? 0) / LARGEST || 1;
  const rounded = Int16Array.from(weights, (weight, at) => Math.round(weight / (scales[at % classes] ?? 1)));
  return { classes, weights: rounded, scales, bias: Float32Array.from(bias) };
}

/** Distance of a text from every hyperplane, into `margins`. */
export function roundedMargins(
  { classes, weights, scales, bias }: RoundedHyperplanes,
  { ids, values }: SparseVector,
  margins: Float64Array,
): void {
  margins.fill(0);
  for (let i = 0; i < ids.length; i++) {
    const start = (ids[i] ?? 0) * classes;
    const value = values[i] ?? 0;
    for (let c = 0; c < classes; c++) margins[c] = (margins[c] ?? 0) + (weights[start + c] ?? 0) * value;
  }
  for (let c = 0; c < classes; c++) margins[c] = (margins[c] ?? 0) * (scales[c] ?? 1) + (bias[c] ?? 0);
}
