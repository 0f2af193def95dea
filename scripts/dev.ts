import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { onInterruption } from '../machine/interruption';
import { watchFolders } from '../operations/watch-folders';
import { optionalEnvironment, portNumber } from './options';
import { runCommand } from './run-command';

/** What a running sandbox is made of. */
const FOLDERS = ['config', 'flows', 'corpus', 'lambda', 'classifier', 'stacks', 'sandbox', 'stand-ins'];

interface Options {
  readonly port: number;
  readonly smtpPort: number;
  readonly data: string;
}

void runCommand('dev', (command, shell) =>
  command
    .addHelpText(
      'after',
      '\nThe messages stay, and the page shows the new sandbox when it is reloaded. Ctrl-C ends it.',
    )
    .addArgument(optionalEnvironment('dev'))
    .option('--port <number>', 'port of the page', portNumber, 8080)
    .option('--smtp-port <number>', 'port of the mailbox', portNumber, 2525)
    .option('--data <folder>', 'where the messages stay', '.build/dev-messages')
    .action(async (environment = 'dev', { port, smtpPort, data }: Options) => {
      shell.environment(environment);
      mkdirSync(data, { recursive: true });
      const start = () => {
        const script = ['scripts/run.mjs', 'scripts/sandbox.ts', environment];
        const options = ['--port', String(port), '--smtp-port', String(smtpPort), '--data', data, '--no-sample'];
        return spawn(process.execPath, [...script, ...options], { stdio: 'inherit', detached: true });
      };
      let running = start();
      let next = Promise.resolve();
      const unwatch = watchFolders(FOLDERS, (files) => {
        shell.tell(`\n${files.length === 1 ? files[0] : `${files.length} files`} changed`);
        next = next.then(async () => {
          await end(running);
          running = start();
        });
      });
      const forget = onInterruption(() => {
        unwatch();
        forget();
        void next.then(() => end(running));
      });
    }),
);

/** Lets a sandbox route what it has accepted, and end. One that has failed has ended already. */
async function end(sandbox: ChildProcess): Promise<void> {
  if (sandbox.exitCode !== null || sandbox.signalCode !== null) return;
  const ended = once(sandbox, 'exit');
  sandbox.kill('SIGTERM');
  await ended;
}
