import { writeFileSync } from 'node:fs';
import { trainClassifier } from '../classifier/train-classifier';
import { compareBehaviour } from '../corpus/behaviour/compare';
import { renderMarkdown, renderText } from '../corpus/behaviour/render';
import { readHeldOut } from '../corpus/read-corpus';
import { checkOut } from '../operations/check-out';
import { replayMails } from '../sandbox/replay-mails';
import { synthesize } from '../sandbox/synthesize';
import { EXIT } from './exit-codes';
import { environmentArgument, type JsonTarget, jsonOption, markdownOption } from './options';
import { runCommand } from './run-command';

interface Options {
  readonly markdown?: string;
  readonly json?: JsonTarget;
}

void runCommand('behaviour:diff', (command, shell) =>
  command
    .addHelpText(
      'after',
      '\nIt replays the held-out messages through the sandbox twice: with the corpus, flow, thresholds, contract and function of the git reference, and with those here.',
    )
    .addArgument(environmentArgument())
    .argument('[ref]', 'commit, branch or tag to compare with', 'main')
    .addOption(markdownOption())
    .addOption(jsonOption('the comparison'))
    .action(async (environment: string, ref: string, { markdown, json }: Options) => {
      const { root, tell } = shell;
      const { categories } = shell.environment(environment);
      const mails = readHeldOut(root);
      const old = await checkOut(root, ref);
      try {
        if (old.otherPackages) tell(`${ref} has another package-lock.json; it is run with the packages of this folder`);
        tell(`replaying ${mails.length} messages with ${old.commit} (1 of 2)`);
        const before = await replay(root, old.folder, environment, mails);
        tell(`replaying ${mails.length} messages with the files here (2 of 2)`);
        const after = await replay(root, root, environment, mails);
        const diff = compareBehaviour(mails, before, after, categories);
        const versions = { before: `${ref} (${old.commit})`, after: 'here' };
        if (markdown !== undefined) writeFileSync(markdown, renderMarkdown(diff, versions));
        shell.answer(renderText(diff, versions), { ...versions, ...diff }, json);
        process.exitCode = diff.changes.length > 0 ? EXIT.different : EXIT.done;
      } finally {
        old.remove();
      }
    }),
);

/** What becomes of the mails with what the project in that folder would deploy. */
async function replay(root: string, folder: string, environment: string, mails: Parameters<typeof replayMails>[1]) {
  const output = await synthesize(folder, environment);
  try {
    return await replayMails({ root, output: output.folder, environment, train: trainClassifier }, mails);
  } finally {
    output.remove();
  }
}
