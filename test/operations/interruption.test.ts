import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type CommandsLab, commandsLab } from '../support/commands-lab';
import { until } from '../support/until';

// cdktf that ends late when it is asked to end, and with 0, as the real one does.
const CDKTF = `
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {
    console.log('got ' + signal);
    setTimeout(() => {
      console.log('Error acquiring the state lock\\n  ID:  abc-1\\nstate saved');
      clearInterval(running);
    }, 1000);
  });
  const running = setInterval(() => {}, 1000);
  console.log('cdktf runs');
`;
let lab: CommandsLab;
beforeAll(async () => {
  lab = await commandsLab({ cdktf: CDKTF });
});
afterAll(() => lab.close());

test.each([
  ['SIGINT', 'the whole group, as a terminal sends it', (pid: number) => -pid],
  ['SIGTERM', 'the command alone', (pid: number) => pid],
] as const)(
  '%s to %s: the command waits until cdktf has saved the state, says what to do, and fails',
  async (signal, _who, target) => {
    const run = lab.start(['destroy', 'dev', 'routing-dev', '--yes']);
    await until('cdktf runs', () => run.output().includes('cdktf runs') || run.hasEnded());
    process.kill(target(run.pid), signal);
    const { code, output } = await run.end;
    expect(output.match(/got SIG\w+/g)).toEqual([`got ${signal}`]);
    expect(output.split('state saved')[1]).toMatch(/force-unlock abc-1[\s\S]*run the same command again/);
    expect(code).toBe(1);
  },
  60_000,
);
