import type { Rate } from '../../classifier/rate';

/** `93.1 %` */
export function percent(share: number, digits = 1): string {
  return `${(100 * share).toFixed(digits)} %`;
}

/** `93.1 % (88.0 to 96.1)` */
export function withInterval({ value, low, high }: Pick<Rate, 'value' | 'low' | 'high'>): string {
  return `${percent(value)} (${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)})`;
}
