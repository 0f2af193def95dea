import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { storedClassifier } from '../classifier/stored-classifier';
import { describeSettlement } from '../sandbox/describe-settlement';
import { describeNotices } from '../sandbox/flow/describe-notices';
import { csvLine, MailFileError, mailFiles, type RoutedFile, readMailFile, routeFiles } from '../sandbox/route-files';
import { routeMail } from '../sandbox/route-mail';
import { composeMail } from '../sandbox/server/new-mail';
import { startDeployment } from '../sandbox/start-deployment';
import { synthesize } from '../sandbox/synthesize';

/** The mail is in the fallback queue, or in none. */
const FALLBACK = 3;
/** How often a long run says how far it is. */
const PROGRESS_MS = 2000;

const program = new Command('route')
  .description(
    'Routes mails as the deployed flow would, on this machine, without a mailbox. ' +
      'Exit code 0: a product queue took the mail (--dir: every file was routed); 3: the fallback queue or none; 1: it could not be tried.',
  )
  .option('--env <name>', 'environment of config/', 'dev')
  .option('--subject <text>', 'subject of the mail')
  .option('--body <text>', 'plain text of the mail')
  .option('--from <address>', 'sender', 'customer@example.com')
  .option('--file <mail>', 'a mail as a file (.eml)')
  .option('--dir <folder>', 'a folder of such files; rate limits are lifted')
  .option('--out <report>', 'where --dir writes its CSV; default: standard output')
  .option('--json', 'print JSON', false);

/** Queue, category, confidence, reason and time. */
function cells(settlement: RoutedFile['settlement']): readonly string[] {
  if (settlement instanceof MailFileError) return ['', '', '', settlement.message, ''];
  const { queue, category, confidence, reason, ms } = settlement;
  return [queue ?? '', category, confidence.toFixed(4), reason, ms.toFixed(1)];
}

program
  .action(async ({ env, subject, body, from, file, dir, out, json }) => {
    const ways = [subject !== undefined || body !== undefined, file !== undefined, dir !== undefined];
    if (ways.filter(Boolean).length !== 1) {
      program.error('name one mail: --subject and --body, or --file, or --dir', { exitCode: 1 });
    }
    if (dir === undefined ? out !== undefined : json) {
      program.error('--out is where --dir writes its CSV, --json prints one mail', { exitCode: 1 });
    }
    // Before the seconds of synthesis: what cannot be read is said at once.
    const files = dir === undefined ? [] : mailFiles(dir);
    const letter = file === undefined ? undefined : await readMailFile(file, '');
    const root = process.cwd();
    console.error('synthesizing …');
    const output = await synthesize(root);
    const deployment = await startDeployment({
      ...{
        root,
        environment: env,
        output: output.folder,
        train: (rows) => storedClassifier(join(root, '.build'), rows, console.error),
        limited: dir === undefined,
      },
    }).finally(output.remove);
    try {
      for (const notice of describeNotices(deployment.flow)) console.error(notice);
      if (dir !== undefined) {
        await routeFolder(out);
        return;
      }
      const to = deployment.routes[0]?.address ?? '';
      const mail =
        letter === undefined
          ? await composeMail({ from, to, subject: subject ?? '', text: body ?? '', html: '', autoSubmitted: false })
          : { ...letter, to };
      const settlement = await routeMail(deployment, mail);
      console.log(json ? JSON.stringify(settlement, null, 2) : describeSettlement(settlement));
      if (settlement.queue === null || settlement.queue === deployment.fallbackQueue) process.exitCode = FALLBACK;
    } finally {
      await deployment.close();
    }

    async function routeFolder(report: string | undefined): Promise<void> {
      const target = report === undefined ? process.stdout : (await open(report, 'w')).createWriteStream();
      const counts = new Map<string, number>();
      target.write(csvLine(['file', 'subject', 'queue', 'category', 'confidence', 'reason', 'ms']));
      let done = 0;
      let told = performance.now();
      for await (const { file: name, subject: title, settlement } of routeFiles(deployment, files)) {
        if (settlement instanceof MailFileError) {
          console.error(settlement.message);
          process.exitCode = 1;
        }
        const line = csvLine([name, title, ...cells(settlement)]);
        if (!target.write(line)) await new Promise<void>((resolve) => target.once('drain', () => resolve()));
        const end = settlement instanceof MailFileError ? 'not a mail' : (settlement.queue ?? 'disconnected');
        counts.set(end, (counts.get(end) ?? 0) + 1);
        done++;
        if (done === files.length || performance.now() - told > PROGRESS_MS) {
          told = performance.now();
          console.error(`${done} of ${files.length}`);
        }
      }
      if (report !== undefined) await new Promise<void>((resolve) => target.end(() => resolve()));
      for (const [queue, count] of [...counts].sort()) console.error(`  ${queue}  ${count}`);
    }
  })
  .parseAsync()
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
