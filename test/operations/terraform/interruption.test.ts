import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type CommandsLab, commandsLab } from '../../support/commands-lab';
import { until } from '../../support/until';

// cdktf that ends at once when it is asked to, as the real one does, with a Terraform that ends late.
const TERRAFORM = `
  process.on('SIGINT', () => {
    console.log('Terraform got SIGINT');
    setTimeout(() => {
      console.log('Error acquiring the state lock\\n  ID:  abc-1\\nstate saved');
      process.exit(1);
    });
  });
  setInterval(() => {}, 1000);
  console.log('Terraform runs');
`;
const CDKTF = `
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {
    console.log('cdktf got ' + signal);
    process.exit(0);
  });
  require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(TERRAFORM)}], { stdio: 'inherit', detached: true })
    .on('close', (code) => process.exit(code));
`;
let lab: CommandsLab;
beforeAll(async () => {
  lab = await commandsLab({ cdktf: CDKTF });
});
afterAll(() => lab.close());

test.each([
  ['SIGINT', 'the whole group, as a terminal sends it', (pid: number) => -pid],
  ['SIGTERM', 'the command alone', (pid: number) => pid],
  ['SIGHUP', 'the command alone', (pid: number) => pid],
] as const)(
  '%s to %s: the command waits until Terraform has saved the state, says what to do, and fails',
  async (signal, _who, target) => {
    const run = lab.start(['destroy', 'dev', 'routing-dev', '--yes']);
    await until('Terraform runs', () => run.output().includes('Terraform runs') || run.hasEnded());
    process.kill(target(run.pid), signal);
    const { code, output } = await run.end;
    expect(output.match(/\w+ got SIG\w+/g)).toEqual(['Terraform got SIGINT']);
    expect(output.split('state saved')[1]).toMatch(/force-unlock abc-1[\s\S]*run the same command again/);
    expect(code).toBe(1);
  },
  60_000,
);
