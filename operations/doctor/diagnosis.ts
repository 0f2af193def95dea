/** One line of the report. */
export interface Diagnosis {
  /** What was looked at, for example `flow`. */
  readonly topic: string;
  /**
   * ok: as it should be; warn: works, but somebody should look at it; missing: a deploy or the mail would fail;
   * not-checked: could not be looked at with these rights.
   */
  readonly status: 'ok' | 'warn' | 'missing' | 'not-checked';
  readonly what: string;
  /** What to do about it; none for ok. */
  readonly remedy?: string;
}

/** The findings of one topic, to be made without repeating its name. */
export function diagnosing(topic: string) {
  return {
    ok: (what: string): Diagnosis => ({ topic, status: 'ok', what }),
    warn: (what: string, remedy: string): Diagnosis => ({ topic, status: 'warn', what, remedy }),
    missing: (what: string, remedy: string): Diagnosis => ({ topic, status: 'missing', what, remedy }),
    unchecked: (what: string, remedy?: string): Diagnosis => ({
      ...{ topic, status: 'not-checked', what },
      ...(remedy !== undefined && { remedy }),
    }),
  };
}
