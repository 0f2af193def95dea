/** A share with the range in which the true one lies with 95 % confidence. */
export interface Rate {
  readonly count: number;
  readonly of: number;
  /** count / of, 0..1; 0 when there is nothing to count. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const Z = 1.959964;

/** Wilson's score interval (E. B. Wilson, 1927): it stays inside 0..1 and is honest for few mails and for shares near 0. */
export function rate(count: number, of: number): Rate {
  if (of === 0) return { count, of, value: 0, low: 0, high: 1 };
  const share = count / of;
  const centre = (share + (Z * Z) / (2 * of)) / (1 + (Z * Z) / of);
  const half = (Z / (1 + (Z * Z) / of)) * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  return { count, of, value: share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
