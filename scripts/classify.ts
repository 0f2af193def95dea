import type { ClassifyRequest } from '../lambda/contract';
import { askApi } from '../operations/ask-api';
import { readDeployedApi } from '../operations/deployed-api';
import { readMailFile } from '../sandbox/route-files';
import { synthesizeApp } from '../stacks/synthesize-app';
import { EXIT } from './exit-codes';
import { environmentArgument, type JsonTarget, jsonOption } from './options';
import { runCommand } from './run-command';
import { UsageError } from './usage-error';

interface Options {
  readonly subject?: string;
  readonly body?: string;
  readonly file?: string;
  readonly json?: JsonTarget;
}

void runCommand('classify', (command, shell) =>
  command
    .addArgument(environmentArgument())
    .option('--subject <text>', 'subject of the message')
    .option('--body <text>', 'body of the message, plain text or HTML')
    .option('--file <mail.eml>', 'a whole message instead')
    .addOption(jsonOption("the API's answer"))
    .action(async (name: string, options: Options) => {
      const { environment } = shell.environment(name);
      const request = await requestOf(options);
      const { categories } = shell.configuration();
      synthesizeApp(shell.root, { categories, environments: [environment] }, shell.variables, shell.tell);
      const asked = await askApi(await readDeployedApi(shell.root, name), request);
      const { QueueName, Confidence, Category, Reason } = asked.response;
      const queue = QueueName === '' ? 'fallback queue' : `queue ${QueueName}`;
      const took = `${Math.round(asked.milliseconds)} ms`;
      shell.answer(
        `${queue}  (${Category} ${Confidence.toFixed(3)}, ${Reason}, ${took})`,
        asked.response,
        options.json,
      );
      process.exitCode = QueueName === '' ? EXIT.no : EXIT.done;
    }),
);

async function requestOf({ subject, body, file }: Options): Promise<ClassifyRequest> {
  if (file !== undefined) {
    if (subject !== undefined || body !== undefined)
      throw new UsageError('--file holds subject and body; leave out the others');
    const mail = await readMailFile(file, '');
    return { EmailSubject: mail.subject, EmailBody: mail.text || mail.html };
  }
  if (subject === undefined && body === undefined) throw new UsageError('give --subject and --body, or --file');
  return { EmailSubject: subject ?? '', EmailBody: body ?? '' };
}
