import type { ClassifierState } from './classifier-state';
import { relevantVersion } from './relevant-version';

export type WaitOutcome =
  | { readonly outcome: 'in-service' }
  | { readonly outcome: 'failed'; readonly reason: string }
  | { readonly outcome: 'timeout'; readonly state: string };

/**
 * Polls until the wanted version, or the newest where that one is not there, is trained and the endpoint serves it.
 * @param report told of every change and at least once a minute, for people who watch
 */
export async function waitForClassifier(options: {
  readonly read: () => Promise<ClassifierState>;
  /** Name of the version that record and corpus ask for. */
  readonly wanted: string;
  readonly timeoutMs: number;
  readonly pollMs: number;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly report: (line: string) => void;
}): Promise<WaitOutcome> {
  const start = options.now();
  let said = '';
  let saidAt = Number.NEGATIVE_INFINITY;
  for (;;) {
    const state = await options.read();
    const verdict = judge(state, options.wanted);
    if (verdict.outcome !== 'waiting') return verdict;
    const elapsed = options.now() - start;
    if (elapsed >= options.timeoutMs) return { outcome: 'timeout', state: verdict.state };
    if (verdict.state !== said || options.now() - saidAt >= 60_000) {
      options.report(`${minutes(elapsed)}  ${verdict.state}`);
      said = verdict.state;
      saidAt = options.now();
    }
    await options.sleep(Math.min(options.pollMs, options.timeoutMs - elapsed));
  }
}

function judge(
  { versions, endpoint }: ClassifierState,
  wanted: string,
): WaitOutcome | { outcome: 'waiting'; state: string } {
  const awaited = relevantVersion(versions, wanted);
  if (awaited !== undefined && ['IN_ERROR', 'STOPPED', 'TRAINED_WITH_WARNING'].includes(awaited.status)) {
    return {
      outcome: 'failed',
      reason: `model version ${awaited.version} is ${awaited.status}: ${awaited.message ?? 'no message'}`,
    };
  }
  if (endpoint?.status === 'FAILED') {
    return { outcome: 'failed', reason: `the endpoint is FAILED: ${endpoint.message ?? 'no message'}` };
  }
  const serves =
    endpoint?.status === 'IN_SERVICE' && endpoint.desiredModel === undefined && endpoint.model === awaited?.arn;
  if (serves) return { outcome: 'in-service' };
  const model = awaited === undefined ? 'no model version yet' : `model version ${awaited.version} ${awaited.status}`;
  return {
    outcome: 'waiting',
    state: `${model}, ${endpoint === undefined ? 'no endpoint' : `endpoint ${endpoint.status}`}`,
  };
}

function minutes(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
