import { rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { storedClassifier } from '../classifier/stored-classifier';
import { explainText } from '../lambda/email-text';
import { cleanAtExit } from '../machine/interruption';
import type { Deployment } from '../sandbox/deployment';
import { describePassages } from '../sandbox/describe-passages';
import { describeSettlement } from '../sandbox/describe-settlement';
import { describeNotices } from '../sandbox/flow/describe-notices';
import { csvLine, MailFileError, mailFiles, type RoutedFile, readMailFile, routeFiles } from '../sandbox/route-files';
import { routeMail } from '../sandbox/route-mail';
import { composeMail } from '../sandbox/server/new-mail';
import { startDeployment } from '../sandbox/start-deployment';
import { synthesize } from '../sandbox/synthesize';
import { EXIT } from './exit-codes';
import { type JsonTarget, jsonOption, optionalEnvironment, outputFile } from './options';
import { runCommand } from './run-command';
import { UsageError } from './usage-error';

/** How often a long run says how far it is. */
const PROGRESS_MS = 2000;

interface Options {
  readonly subject?: string;
  readonly body?: string;
  readonly from: string;
  readonly file?: string;
  readonly dir?: string;
  readonly out?: string;
  readonly explain?: true;
  readonly json?: JsonTarget;
}

void runCommand('route', (command, shell) =>
  command
    .addArgument(optionalEnvironment('dev'))
    .option('--subject <text>', 'subject of the message')
    .option('--body <text>', 'plain text of the message')
    .option('--from <address>', 'sender', 'customer@example.com')
    .option('--file <mail.eml>', 'a whole message instead')
    .option('--dir <folder>', 'a folder of such files; rate limits are lifted')
    .option('--explain', 'show the message with each passage that is not classified struck out and named')
    .option('--out <report.csv>', 'where --dir writes its CSV; default: standard output', outputFile)
    .addOption(jsonOption())
    .action(async (environment = 'dev', options: Options) => {
      const { root, tell } = shell;
      checkOptions(options);
      shell.environment(environment);
      const { subject = '', body = '', from, file, dir, out, json } = options;
      const files = dir === undefined ? [] : mailFiles(dir);
      const letter = file === undefined ? undefined : await readMailFile(file, '');
      tell('synthesizing …');
      const output = await synthesize(root, environment);
      const deployment = await startDeployment({
        ...{ root, environment, output: output.folder, limited: dir === undefined },
        train: (rows) => storedClassifier(join(root, '.build'), rows, tell),
      }).finally(output.remove);
      try {
        for (const notice of describeNotices(deployment.flow)) tell(notice);
        if (dir !== undefined) return await routeFolder(deployment, files, out, tell);
        const to = deployment.routes[0]?.address ?? '';
        const composed = { from, to, subject, text: body, html: '', autoSubmitted: false };
        const mail = letter === undefined ? await composeMail(composed) : { ...letter, to };
        const settlement = await routeMail(deployment, mail);
        const passages = options.explain
          ? explainText(mail.subject, mail.text === '' ? mail.html : mail.text)
          : undefined;
        const shown = passages === undefined ? '' : `${describePassages(passages, process.stdout.isTTY)}\n\n`;
        const value = passages === undefined ? settlement : { ...settlement, passages };
        shell.answer(`${shown}${describeSettlement(settlement)}`, value, json);
        if (settlement.queue === null || settlement.queue === deployment.fallbackQueue) process.exitCode = EXIT.no;
      } finally {
        await deployment.close();
      }
    }),
);

function checkOptions({ subject, body, file, dir, out, json }: Options): void {
  const ways = [subject !== undefined || body !== undefined, file !== undefined, dir !== undefined];
  if (ways.filter(Boolean).length !== 1) {
    throw new UsageError('name one message: --subject and --body, or --file, or --dir');
  }
  if (dir === undefined ? out !== undefined : json !== undefined) {
    throw new UsageError('--out is where --dir writes its CSV, --json shows one message');
  }
}

/** Queue, category, confidence, reason and time. */
function cells(settlement: RoutedFile['settlement']): readonly string[] {
  if (settlement instanceof MailFileError) return ['', '', '', settlement.message, ''];
  const { queue, category, confidence, reason, ms } = settlement;
  return [queue ?? '', category, confidence.toFixed(4), reason, ms.toFixed(1)];
}

/** Routes the files and writes a line of CSV for each; the report is there when all of it is. */
async function routeFolder(
  deployment: Deployment,
  files: readonly string[],
  report: string | undefined,
  tell: (sentence: string) => void,
): Promise<void> {
  const unfinished = `${report}.${process.pid}.part`;
  const forget = report === undefined ? () => {} : cleanAtExit(() => rmSync(unfinished, { force: true }));
  const target = report === undefined ? process.stdout : (await open(unfinished, 'w')).createWriteStream();
  const counts = new Map<string, number>();
  target.write(csvLine(['file', 'subject', 'queue', 'category', 'confidence', 'reason', 'ms']));
  let done = 0;
  let told = performance.now();
  for await (const { file: name, subject: title, settlement } of routeFiles(deployment, files)) {
    if (settlement instanceof MailFileError) {
      tell(settlement.message);
      process.exitCode = EXIT.failed;
    }
    const line = csvLine([name, title, ...cells(settlement)]);
    if (!target.write(line)) await new Promise<void>((resolve) => target.once('drain', () => resolve()));
    const end = settlement instanceof MailFileError ? 'not a mail' : (settlement.queue ?? 'disconnected');
    counts.set(end, (counts.get(end) ?? 0) + 1);
    done++;
    if (done === files.length || performance.now() - told > PROGRESS_MS) {
      told = performance.now();
      tell(`${done} of ${files.length}`);
    }
  }
  if (report !== undefined) {
    await new Promise<void>((resolve) => target.end(() => resolve()));
    await rename(unfinished, report);
  }
  forget();
  for (const [queue, count] of [...counts].sort()) tell(`  ${queue}  ${count}`);
}
