import { type Diagnosis, diagnosing } from '../diagnosis';
import type { Facts } from '../facts';

/** Oldest Node that package.json allows. */
const OLDEST_NODE = [20, 19] as const;

export function checkMachine({ machine }: Facts): readonly Diagnosis[] {
  return [node(machine.node), ...machine.obstacles.flatMap(({ topic, faults }) => obstacle(topic, faults, machine))];
}

function node(version: string): Diagnosis {
  const { ok, missing } = diagnosing('node');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return ok(version);
  return missing(`Node is ${version}`, `Install ${OLDEST_NODE.join('.')} or newer`);
}

/** What the first checks of a deploy say, and what is behind them when they say nothing. */
function obstacle(
  topic: string,
  faults: readonly string[],
  { terraform, archy }: Facts['machine'],
): readonly Diagnosis[] {
  const { ok, missing } = diagnosing(topic);
  if (faults.length > 0)
    return faults.map((fault) => missing(fault, 'Put this right first: a deploy does not begin without'));
  if (topic === 'terraform' && terraform.kind === 'read') {
    const { product, version, program } = terraform.value;
    return [ok(`${product} ${version} (${program})`)];
  }
  if (topic === 'archy' && archy.kind === 'read' && archy.value !== undefined) {
    return [ok(`Archy ${archy.value.version ?? 'of unknown version'} (${archy.value.program})`)];
  }
  return [ok('works')];
}
