import type { Faults } from './faults';

const SHARES = ['throttle', 'internalError', 'malformed', 'drop'] as const;

/** How a fault is written on a command line. */
export const FAULT_USAGE = `${SHARES.join('=0.2, ')}=0.2 (a share, 0 to 1), delayMs=500 or outOfService`;

/** Reads `throttle=0.2`, `delayMs=500`, `outOfService` or `outOfService=false`; undefined when it is none of these. */
export function parseFault(text: string): Partial<Faults> | undefined {
  const [name = '', value = '', ...more] = text.split('=');
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (more.length > 0) return undefined;
  if (name === 'outOfService' && ['', 'true', 'false'].includes(value)) return { outOfService: value !== 'false' };
  if (name === 'delayMs' && number >= 0) return { delayMs: number };
  return SHARES.some((share) => share === name) && number >= 0 && number <= 1 ? { [name]: number } : undefined;
}
