import { mulberry32 } from './bootstrap';

export interface Fold<T> {
  readonly train: readonly T[];
  readonly test: readonly T[];
}

/** Splits so that every one is tested once and each fold has each label's share. The same in every run. */
export function stratifiedFolds<T extends { readonly label: string }>(all: readonly T[], count: number): Fold<T>[] {
  const random = mulberry32(20_260_102);
  const fold = new Map<T, number>();
  for (const label of new Set(all.map((one) => one.label))) {
    const own = all.filter((one) => one.label === label);
    for (let at = own.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1));
      const [a, b] = [own[at], own[other]];
      if (a !== undefined && b !== undefined) [own[at], own[other]] = [b, a];
    }
    for (const [index, one] of own.entries()) fold.set(one, index % count);
  }
  return Array.from({ length: count }, (_, index) => ({
    train: all.filter((one) => fold.get(one) !== index),
    test: all.filter((one) => fold.get(one) === index),
  }));
}
