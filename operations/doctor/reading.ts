import { type Diagnosis, diagnosing } from './diagnosis';

/** What came of an attempt to read something. */
export type Reading<T> =
  | { readonly kind: 'read'; readonly value: T }
  /** It is there or not: the reader may not know. */
  | { readonly kind: 'forbidden'; readonly permission: string }
  | { readonly kind: 'failed'; readonly message: string }
  /** Nobody asked, because something that it needs is missing. */
  | { readonly kind: 'skipped'; readonly because: string };

export const readValue = <T>(value: T): Reading<T> => ({ kind: 'read', value });

/** A reading of what can only be asked for with what an earlier reading found. */
export async function readAfter<A, B>(
  earlier: Reading<A>,
  next: (value: A) => Promise<Reading<B>>,
): Promise<Reading<B>> {
  return earlier.kind === 'read' ? next(earlier.value) : earlier;
}

/** All values, or the first reason why one is not there. */
export function readTogether<T>(readings: readonly Reading<T>[]): Reading<readonly T[]> {
  const values: T[] = [];
  for (const reading of readings) {
    if (reading.kind !== 'read') return reading;
    values.push(reading.value);
  }
  return readValue(values);
}

/** Judges what was read; what could not be read is said as such, and is only a fault when nobody answered. */
export function judge<T>(
  topic: string,
  reading: Reading<T>,
  look: (value: T) => readonly Diagnosis[],
): readonly Diagnosis[] {
  const { unchecked, missing } = diagnosing(topic);
  switch (reading.kind) {
    case 'read':
      return look(reading.value);
    case 'forbidden':
      return [unchecked(`not checked, needs permission ${reading.permission}`)];
    case 'skipped':
      return [unchecked(`not checked, ${reading.because}`)];
    case 'failed':
      return [
        missing(
          `could not be read: ${reading.message}`,
          'Run the doctor again; what fails twice will also fail a deploy',
        ),
      ];
  }
}
