import { Command, InvalidArgumentError } from 'commander';
import { readHeldOut } from '../corpus/read-corpus';
import { emailText } from '../lambda/email-text';
import { describeSettlement } from '../sandbox/describe-settlement';
import { openSandbox } from '../sandbox/open-sandbox';
import { composeMail } from '../sandbox/server/new-mail';
import { IRA_SAMPLE } from '../sandbox/server/samples';
import type { Faults } from '../stand-ins/comprehend/faults';
import { FAULT_USAGE, parseFault } from '../stand-ins/comprehend/parse-fault';

const portNumber = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('a port is 0 to 65535');
  return port;
};
const faultList = (text: string, before: Partial<Faults>): Partial<Faults> => {
  const fault = parseFault(text);
  if (fault === undefined) throw new InvalidArgumentError(FAULT_USAGE);
  return { ...before, ...fault };
};

new Command('start')
  .description(
    'Runs the whole chain on this machine: mailbox, flow, data action, API, Lambda bundle, a stand-in for Comprehend, queues ' +
      'and a page. Routes one mail at once, then runs until it is interrupted. Exit code 0, 1 when it cannot start.',
  )
  .option('--env <name>', 'environment of config/ to run', 'dev')
  .option('--port <number>', 'port of the page; the next free one when it is taken', portNumber, 8080)
  .option('--smtp-port <number>', 'port of the mailbox; the next free one when it is taken', portNumber, 2525)
  .option('--starttls', 'the mailbox offers STARTTLS, with a self-signed certificate', false)
  .option('--host <address>', 'address to listen on; any other than loopback lets others in', '127.0.0.1')
  .option('--data <folder>', 'keep the mails there; a restart goes on where this run ended')
  .option(
    '--fault <fault>',
    'throttle=0.2, internalError=…, malformed=…, drop=…, delayMs=500, outOfService',
    faultList,
    {},
  )
  .option('--no-limits', "lift the API's rate limit and quota")
  .option('--log', "show the function's log lines", false)
  .option('--once', 'route the sample mail and end', false)
  .action(async ({ env, port, smtpPort, starttls, host, data, fault, limits, log, once }) => {
    const root = process.cwd();
    const heldOut = readHeldOut(root).map(({ label, subject, body }) => ({
      ...{ label, subject, body, text: emailText(subject, body) },
    }));
    const say = (message: string) => console.error(message);
    const open = await openSandbox({
      ...{
        root,
        environment: env,
        host,
        port,
        smtpPort,
        startTls: starttls,
        heldOut,
        report: say,
        faults: fault,
        limited: limits,
      },
      ...(data !== undefined && { data }),
      ...(log && { log: say }),
    });
    const { sandbox, deployment, took } = open;
    const to = deployment.routes[0]?.address ?? '';
    const used = Number(new URL(open.url).port || 80);
    if (port !== 0 && used !== port) say(`port ${port} is taken, the page is on ${used}`);
    if (smtpPort !== 0 && sandbox.smtpPort !== smtpPort) {
      say(`port ${smtpPort} is taken, the mailbox is on ${sandbox.smtpPort}`);
    }
    if (sandbox.resumed > 0) say(`${sandbox.resumed} mails of the last run were not routed yet; they are now`);
    console.log(`page      ${open.url}`);
    console.log(
      `mail to   ${to}   SMTP ${host}:${sandbox.smtpPort}, ${starttls ? 'STARTTLS (self-signed), ' : ''}no password`,
    );
    const [api] = deployment.apis;
    if (api !== undefined) console.log(`api       POST ${api.url}/classify   X-API-Key: ${api.keys[0] ?? ''}`);
    console.log(`ready     ${seconds(took.start)} after ${seconds(took.synthesis)} of synthesis\n`);

    const { subject, text } = IRA_SAMPLE;
    const form = { from: 'jordan@example.com', to, subject, text, html: '', autoSubmitted: false };
    const id = await sandbox.accept(await composeMail(form));
    await sandbox.idle();
    const settlement = (await sandbox.store.get(id))?.settlement;
    console.log(`a first mail, “${subject}”:`);
    if (settlement) console.log(`${describeSettlement(settlement)}\n`);

    let closing = false;
    const close = async (): Promise<void> => {
      if (closing) return;
      closing = true;
      await open.close();
    };
    if (once) return close();
    const elsewhere = used === 8080 ? '' : ` --url ${open.url}`;
    say(`npm run fault -- throttle=0.2${elsewhere} lets the classifier fail; Ctrl-C ends the sandbox`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void close());
  })
  .parseAsync()
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
