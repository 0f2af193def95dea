import { type Diagnosis, diagnosing } from '../diagnosis';
import type { Facts } from '../facts';
import { judge } from '../reading';

/** Longer than any deploy takes: training may take most of an hour, and Terraform gives up after two. */
const STALE_LOCK_MS = 3 * 3_600_000;

export function checkStates({ states, now }: Facts): readonly Diagnosis[] {
  return states.flatMap(({ stack, ids, lock }) => {
    const topic = `state of ${stack}`;
    const { ok, missing, warn } = diagnosing(topic);
    const held = judge(topic, lock, (found) => {
      if (found === undefined) return [];
      const what = `${found.Who || 'somebody'} holds the lock since ${found.Created || 'an unknown time'} (${found.Operation || 'unknown operation'})`;
      const release = `terraform -chdir=cdktf.out/stacks/${stack} force-unlock ${found.ID}`;
      return now - Date.parse(found.Created) > STALE_LOCK_MS
        ? [warn(what, `Ask them. If their run was killed: ${release} (docs/state.md, "A lock that stayed")`)]
        : [missing(what, `Wait until they have finished; if the run was killed: ${release}`)];
    });
    return [
      ...judge(topic, ids, (found) => [ok(found === undefined ? 'not deployed yet' : `${found.length} objects`)]),
      ...held,
    ];
  });
}

/** Whether routing was deployed: what is missing then is a fault, and not something that the deploy will make. */
export function routingIds({ states, environment }: Pick<Facts, 'states' | 'environment'>): ReadonlySet<string> {
  const ids = states.find(({ stack }) => stack === `routing-${environment.name}`)?.ids;
  return new Set(ids?.kind === 'read' ? ids.value : []);
}
