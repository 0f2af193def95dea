import type { Diagnosis } from './diagnosis';

const MARKS: Readonly<Record<Diagnosis['status'], string>> = {
  ok: 'ok',
  warn: 'warn',
  missing: 'MISSING',
  'not-checked': 'not checked',
};

/** One page for a person: a line for each finding, the remedy below. */
export function doctorReport(environment: string, findings: readonly Diagnosis[]): string {
  const topics = Math.max(...findings.map(({ topic }) => topic.length));
  const lines = findings.flatMap(({ topic, status, what, remedy }) => [
    `${MARKS[status].padEnd(11)}  ${topic.padEnd(topics)}  ${what}`,
    ...(remedy === undefined ? [] : [`${' '.repeat(topics + 15)}→ ${remedy}`]),
  ]);
  const count = (status: Diagnosis['status']) => findings.filter((one) => one.status === status).length;
  const verdict = count('missing') === 0 ? 'ready' : 'not ready';
  const sums = `${count('missing')} missing, ${count('warn')} warnings, ${count('not-checked')} not checked, ${count('ok')} ok`;
  return [...lines, '', `${environment} is ${verdict}: ${sums}`].join('\n');
}
