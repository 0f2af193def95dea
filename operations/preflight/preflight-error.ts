/** Something that must be put right on this machine before anything is attempted. */
export class PreflightError extends Error {
  override readonly name = 'PreflightError';

  /** @param faults one sentence each: what is missing and what to do */
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}
