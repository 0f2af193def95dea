import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { ConfigError } from '../config/fault';
import { findEnvironment, loadConfiguration } from '../config/load-configuration';
import type { ClassifyRequest } from '../lambda/contract';
import { askApi } from '../operations/ask-api';
import { NotDeployedError, readDeployedApi } from '../operations/deployed-api';
import { InterruptedError, ProgramNotStartedError } from '../operations/terraform/run-program';
import { SynthesisError, synthesize } from '../operations/terraform/synthesize';
import { readMail } from '../sandbox/mailbox/read-mail';

interface Options {
  readonly subject?: string;
  readonly body?: string;
  readonly file?: string;
  readonly json?: boolean;
}

class UsageError extends Error {}

new Command('classify')
  .argument('<env>', 'environment, for example dev')
  .description(
    'Sends one mail through the deployed API, with its key from the Terraform state.\n' +
      'Exit code 0: a queue was found, 3: it would go to the fallback queue, 1: no answer.',
  )
  .option('--subject <text>', 'subject of the mail')
  .option('--body <text>', 'body of the mail, plain text or HTML')
  .option('--file <mail.eml>', 'a whole message instead')
  .option('--json', "the API's answer as it is")
  .action(async (name: string, options: Options) => {
    try {
      const root = process.cwd();
      findEnvironment(loadConfiguration(root, process.env), name);
      const request = await mailOf(options);
      await synthesize(root);
      const asked = await askApi(await readDeployedApi(root, name), request);
      if (asked.outcome === 'refused') {
        console.error(`${asked.status}: ${asked.message}`);
        process.exitCode = 1;
        return;
      }
      const { QueueName, Confidence, Category, Reason } = asked.response;
      if (options.json === true) console.log(JSON.stringify(asked.response));
      else {
        const queue = QueueName === '' ? 'fallback queue' : `queue ${QueueName}`;
        console.log(
          `${queue}  (${Category} ${Confidence.toFixed(3)}, ${Reason}, ${Math.round(asked.milliseconds)} ms)`,
        );
      }
      if (QueueName === '') process.exitCode = 3;
    } catch (error) {
      const expected = [
        ConfigError,
        InterruptedError,
        NotDeployedError,
        ProgramNotStartedError,
        SynthesisError,
        TypeError,
        UsageError,
      ];
      if (!expected.some((kind) => error instanceof kind)) throw error;
      const { message, cause } = error as Error;
      console.error(cause instanceof Error ? `${message}: ${cause.message}` : message);
      process.exitCode = 1;
    }
  })
  .parseAsync();

async function mailOf({ subject, body, file }: Options): Promise<ClassifyRequest> {
  if (file !== undefined) {
    if (subject !== undefined || body !== undefined)
      throw new UsageError('--file holds subject and body; leave out the others');
    const mail = await readMail(readFileSync(file), { from: null, to: '' });
    return { EmailSubject: mail.subject, EmailBody: mail.text || mail.html };
  }
  if (subject === undefined && body === undefined) throw new UsageError('give --subject and --body, or --file');
  return { EmailSubject: subject ?? '', EmailBody: body ?? '' };
}
