import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { trainClassifier } from '../classifier/train-classifier';
import { ConfigError } from '../config/fault';
import { loadConfiguration } from '../config/load-configuration';
import { compareBehaviour } from '../corpus/behaviour/compare';
import { renderMarkdown, renderText } from '../corpus/behaviour/render';
import { readHeldOut } from '../corpus/read-corpus';
import { checkOut, UnknownRefError } from '../operations/check-out';
import { OutputError } from '../sandbox/output/output-error';
import { replayMails } from '../sandbox/replay-mails';
import { SynthesisError, synthesize } from '../sandbox/synthesize';

interface Options {
  readonly env: string;
  readonly json: boolean;
  readonly markdown?: string;
}

const root = process.cwd();

new Command('behaviour:diff')
  .description(
    'Replays the held-out mails through the sandbox twice, with what a git reference would deploy and with what the files here would:\n' +
      'corpus, flow, thresholds, contract, function. Lists the mails that reach another queue.\n' +
      'Exit code 0: none, 2: some, 1: it failed.',
  )
  .argument('<ref>', 'commit, branch or tag to compare with')
  .option('--env <env>', 'environment', 'dev')
  .option('--json', 'prints the comparison as JSON', false)
  .option('--markdown <file>', 'also writes it as Markdown, for a pull request')
  .action(async (ref: string, options: Options) => {
    try {
      const { categories } = loadConfiguration(root, process.env);
      const mails = readHeldOut(root);
      const old = await checkOut(root, ref);
      try {
        if (old.otherPackages)
          console.error(`${ref} has another package-lock.json; it is run with the packages of this folder`);
        console.error(`replaying ${mails.length} mails with ${old.commit}`);
        const before = await replay(old.folder, options.env, mails);
        console.error(`replaying ${mails.length} mails with the files here`);
        const after = await replay(root, options.env, mails);
        const diff = compareBehaviour(mails, before, after, categories);
        const versions = { before: `${ref} (${old.commit})`, after: 'here' };
        if (options.markdown !== undefined) writeFileSync(options.markdown, renderMarkdown(diff, versions));
        console.log(options.json ? JSON.stringify({ ...versions, ...diff }, null, 2) : renderText(diff, versions));
        process.exitCode = diff.changes.length > 0 ? 2 : 0;
      } finally {
        await old.remove();
      }
    } catch (error) {
      const expected =
        error instanceof ConfigError ||
        error instanceof UnknownRefError ||
        error instanceof SynthesisError ||
        error instanceof OutputError;
      if (!expected) throw error;
      console.error(error.message);
      process.exitCode = 1;
    }
  })
  .parseAsync();

/** What becomes of the mails with what the project in that folder would deploy. */
async function replay(folder: string, environment: string, mails: Parameters<typeof replayMails>[1]) {
  const output = await synthesize(folder);
  try {
    return await replayMails({ root, output: output.folder, environment, train: trainClassifier }, mails);
  } finally {
    await output.remove();
  }
}
