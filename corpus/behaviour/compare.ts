import type { CategoryList } from '../../config/categories';
import type { CorpusMail } from '../read-corpus';

/** What became of a mail in one version of the repository. */
export interface Routed {
  /** null: the flow ended without a queue. */
  readonly queue: string | null;
  /** Label of the best class; empty when the classifier was not asked. */
  readonly category: string;
  /** 0..1. */
  readonly confidence: number;
  /** Why, for example `below-threshold`. */
  readonly reason: string;
}

export interface Change {
  readonly mail: CorpusMail;
  readonly before: Routed;
  readonly after: Routed;
  /** `mended`: it reaches its queue now. `broken`: it did before. `moved`: neither. */
  readonly verdict: 'mended' | 'broken' | 'moved';
}

export interface BehaviourDiff {
  readonly mails: number;
  /** Mails that reach another queue, the broken ones first. */
  readonly changes: readonly Change[];
}

const RANK = { broken: 0, moved: 1, mended: 2 };

/** Mails that go elsewhere than before. Where they belong is told by the list of categories as it is now. */
export function compareBehaviour(
  mails: readonly CorpusMail[],
  before: readonly Routed[],
  after: readonly Routed[],
  { categories, fallbackQueue }: CategoryList,
): BehaviourDiff {
  const changes = mails.flatMap((mail, index): Change[] => {
    const [old, fresh] = [before[index], after[index]];
    if (old === undefined || fresh === undefined || old.queue === fresh.queue) return [];
    const home = categories.find(({ label }) => label === mail.label)?.queue ?? fallbackQueue;
    const verdict = fresh.queue === home ? 'mended' : old.queue === home ? 'broken' : 'moved';
    return [{ mail, before: old, after: fresh, verdict }];
  });
  return { mails: mails.length, changes: changes.sort((a, b) => RANK[a.verdict] - RANK[b.verdict]) };
}
