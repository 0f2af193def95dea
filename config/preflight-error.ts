import { KnownError } from './known-error';

/** Something that must be put right on this machine before anything is attempted. */
export class PreflightError extends KnownError {
  override readonly name = 'PreflightError';

  /**
   * @param faults one sentence each: what is missing and what to do
   * @param was what has not begun because of them
   */
  constructor(
    readonly faults: readonly string[],
    was?: 'changed' | 'planned',
  ) {
    super(was === undefined ? faults.join('\n') : refusal(was, faults));
  }
}

function refusal(was: string, faults: readonly string[]): string {
  const checks = faults.length === 1 ? 'one check' : `${faults.length} checks`;
  return `nothing was ${was}, ${checks} failed:\n${faults.join('\n').replace(/^/gm, '  ')}`;
}
