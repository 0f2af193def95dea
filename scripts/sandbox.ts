import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { parse } from 'csv-parse/sync';
import { storedClassifier } from '../classifier/stored-classifier';
import type { CategoryList } from '../config/categories';
import { KnownError } from '../config/known-error';
import { readHeldOut } from '../corpus/read-corpus';
import { emailText } from '../lambda/email-text';
import { onInterruption } from '../machine/interruption';
import { describeSettlement } from '../sandbox/describe-settlement';
import { openSandbox } from '../sandbox/open-sandbox';
import { composeMail } from '../sandbox/server/new-mail';
import { IRA_SAMPLE } from '../sandbox/server/samples';
import { writeCorpusFile } from '../stacks/artifacts/corpus-file';
import type { Faults } from '../stand-ins/comprehend/faults';
import { FAULT_USAGE, parseFault } from '../stand-ins/comprehend/parse-fault';
import { optionalEnvironment, portNumber } from './options';
import { runCommand } from './run-command';

interface Options {
  readonly port: number;
  readonly smtpPort: number;
  readonly starttls: boolean;
  readonly host: string;
  readonly data?: string;
  readonly fault: Partial<Faults>;
  readonly limits: boolean;
  readonly log: boolean;
  readonly once: boolean;
  readonly sample: boolean;
}

void runCommand('start', (command, shell) =>
  command
    .addHelpText('after', '\nIt routes one message at once, then runs until Ctrl-C.')
    .addArgument(optionalEnvironment('dev'))
    .option('--port <number>', 'port of the page; the next free one when it is taken', portNumber, 8080)
    .option('--smtp-port <number>', 'port of the mailbox; the next free one when it is taken', portNumber, 2525)
    .option('--starttls', 'offer STARTTLS at the mailbox, with a self-signed certificate', false)
    .option('--host <address>', 'address to listen on; any other than loopback lets others in', '127.0.0.1')
    .option('--data <folder>', 'keep the messages there; a restart goes on where this run ended')
    .option(
      '--fault <fault>',
      'throttle=0.2, internalError=…, malformed=…, drop=…, delayMs=500, outOfService',
      addFault,
      {},
    )
    .option('--no-limits', "lift the API's rate limit and quota, and the endpoint's capacity")
    .option('--log', "show the function's log lines", false)
    .option('--no-sample', 'do not route the sample message')
    .option('--once', 'route the sample message and end', false)
    .action(async (environment = 'dev', options: Options) => {
      const { root, tell } = shell;
      const { host, port, smtpPort, starttls, data, fault, limits, log, once, sample } = options;
      const { maxCharacters } = shell.environment(environment).environment.classifier;
      const heldOut = readHeldOut(root).map(({ label, subject, body }) => ({
        ...{ label, subject, body, text: emailText(subject, body) },
      }));
      const open = await openSandbox({
        ...{ root, environment, host, port, smtpPort, heldOut },
        ...{ startTls: starttls, report: tell, faults: fault, limited: limits },
        meanwhile: () => learn(root, shell.configuration().categories, maxCharacters, tell),
        ...(data !== undefined && { data }),
        ...(log && { log: tell }),
      });
      const { sandbox, deployment, took } = open;
      const to = deployment.routes[0]?.address ?? '';
      const used = Number(new URL(open.url).port || 80);
      if (port !== 0 && used !== port) tell(`port ${port} is taken, the page is on ${used}`);
      if (smtpPort !== 0 && sandbox.smtpPort !== smtpPort) {
        tell(`port ${smtpPort} is taken, the mailbox is on ${sandbox.smtpPort}`);
      }
      if (sandbox.resumed > 0) tell(`${sandbox.resumed} messages of the last run were not routed yet; they are now`);
      console.log(`page      ${open.url}`);
      console.log(
        `mail to   ${to}   SMTP ${host}:${sandbox.smtpPort}, ${starttls ? 'STARTTLS (self-signed), ' : ''}no password`,
      );
      const [api] = deployment.apis;
      if (api !== undefined) console.log(`api       POST ${api.url}/classify   X-API-Key: ${api.keys[0] ?? ''}`);
      console.log(`ready     ${seconds(took.start)} after ${seconds(took.synthesis)} of synthesis\n`);

      if (sample) {
        const { subject, text } = IRA_SAMPLE;
        const form = { from: 'jordan@example.com', to, subject, text, html: '', autoSubmitted: false };
        const id = await sandbox.accept(await composeMail(form));
        await sandbox.idle();
        const settlement = (await sandbox.store.get(id))?.settlement;
        console.log(`a first message, “${subject}”:`);
        if (settlement) console.log(`${describeSettlement(settlement)}\n`);
      }

      if (once) return open.close();
      const elsewhere = used === 8080 ? '' : ` --url ${open.url}`;
      tell(`npm run fault -- throttle=0.2${elsewhere} makes the classifier fail; Ctrl-C ends the sandbox`);
      let closing = false;
      const forget = onInterruption(() => {
        if (closing) return;
        closing = true;
        void open.close().then(forget);
      });
    }),
);

/** Learns the corpus, so that the deployment finds it learnt. What is wrong with the corpus, synthesis tells. */
function learn(root: string, categories: CategoryList, maxCharacters: number, tell: (sentence: string) => void): void {
  try {
    const rows: string[][] = parse(readFileSync(writeCorpusFile(root, categories, maxCharacters).path), { bom: true });
    const texts = rows.map(([label = '', text = '']) => ({ label, text }));
    storedClassifier(join(root, '.build'), texts, tell);
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
  }
}

function addFault(text: string, before: Partial<Faults>): Partial<Faults> {
  const fault = parseFault(text);
  if (fault === undefined) throw new InvalidArgumentError(FAULT_USAGE);
  return { ...before, ...fault };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
