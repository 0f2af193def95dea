import { setTimeout as sleep } from 'node:timers/promises';
import { ClassifyDocumentCommand, ComprehendClient, DeleteDocumentClassifierCommand } from '@aws-sdk/client-comprehend';
import { Command, InvalidArgumentError } from 'commander';
import type { Environment } from '../config/environment';
import { ConfigError } from '../config/fault';
import { findEnvironment, loadConfiguration } from '../config/load-configuration';
import { explainAwsFailure } from '../operations/aws-failure';
import type { Adoption } from '../operations/classifier/adopt-model';
import { adoptWantedModel } from '../operations/classifier/adopt-wanted-model';
import { readClassifierState } from '../operations/classifier/classifier-state';
import { describeState } from '../operations/classifier/describe-state';
import { unusedVersions } from '../operations/classifier/unused-versions';
import { waitForClassifier } from '../operations/classifier/wait-for-classifier';
import { confirm } from '../operations/confirm';
import { readSamples } from '../operations/samples';
import { prepareStacks } from '../operations/terraform/prepare-stacks';
import { synthesize } from '../operations/terraform/synthesize';
import { writeCorpusFile } from '../stacks/artifacts/corpus-file';
import { wantedVersion } from '../stacks/wanted-version';

const NOT_IN_SERVICE = 3;

const program = new Command('classifier').description(
  'Looks after the deployed classifier: its model versions and its real-time endpoint.\n' +
    'Needs AWS credentials. Exit code 0: fine, 1: it failed, 3: not in service (status), parked by the record (wait), wrong answers (test).',
);

program
  .command('status <env>')
  .description('model versions, newest first, and the endpoint')
  .option('--json', 'as JSON')
  .action(
    guarded(async (name: string, options: { json?: boolean }) => {
      const { client, names } = connect(name);
      const state = await readClassifierState(client, names);
      console.log(options.json === true ? JSON.stringify(state, null, 2) : describeState(state, names));
      if (state.endpoint?.status !== 'IN_SERVICE') process.exitCode = NOT_IN_SERVICE;
    }),
  );

program
  .command('wait <env>')
  .description(
    'waits until the version that the corpus asks for is trained and the endpoint serves it; progress on stderr. Does not wait for an endpoint that the record parks',
  )
  .option('--timeout <minutes>', 'gives up after so long', positive, 120)
  .option('--poll <seconds>', 'asks so often', positive, 20)
  .action(
    guarded(async (name: string, options: { timeout: number; poll: number }) => {
      const { client, names, wanted, environment } = connect(name);
      if (environment.classifier.endpoint.parked) {
        process.exitCode = NOT_IN_SERVICE;
        console.error(
          `config/${name}.yaml parks the endpoint (classifier.endpoint.parked: true): there is none to wait for. Set it to false and deploy`,
        );
        return;
      }
      const result = await waitForClassifier({
        read: () => readClassifierState(client, names),
        wanted: wanted(),
        timeoutMs: options.timeout * 60_000,
        pollMs: options.poll * 1000,
        now: Date.now,
        sleep: (ms) => sleep(ms),
        report: (line) => console.error(line),
      });
      if (result.outcome === 'in-service') return console.log('in service');
      process.exitCode = 1;
      console.error(
        result.outcome === 'failed' ? result.reason : `gave up after ${options.timeout} minutes: ${result.state}`,
      );
    }),
  );

program
  .command('test <env>')
  .description('sends labelled mails of the held-out corpus to the endpoint; each is paid for')
  .option('--count <n>', 'so many mails, the classes in turn', positive, 4)
  .action(
    guarded(async (name: string, options: { count: number }) => {
      const { client, names } = connect(name);
      const { endpoint } = await readClassifierState(client, names);
      if (endpoint === undefined)
        throw new Error(`there is no endpoint ${names.endpoint}: it is parked, or not deployed yet`);
      let wrong = 0;
      for (const { label, subject, text } of readSamples(process.cwd(), options.count)) {
        const { Classes = [] } = await client.send(
          new ClassifyDocumentCommand({ EndpointArn: endpoint.arn, Text: text }),
        );
        const best = Classes.toSorted((a, b) => (b.Score ?? 0) - (a.Score ?? 0))[0];
        const right = best?.Name === label;
        if (!right) wrong++;
        console.log(
          `${right ? 'ok   ' : 'WRONG'} ${label} → ${best?.Name} ${(best?.Score ?? 0).toFixed(3)}  ${subject.slice(0, 60)}`,
        );
      }
      if (wrong > 0) process.exitCode = 3;
    }),
  );

program
  .command('prune <env>')
  .description('deletes model versions that no endpoint uses and that the corpus does not ask for, after asking')
  .option('--yes', 'does not ask')
  .option('--dry-run', 'only lists them')
  .action(
    guarded(async (name: string, options: { yes?: boolean; dryRun?: boolean }) => {
      const { client, names, wanted } = connect(name);
      const unused = unusedVersions((await readClassifierState(client, names)).versions, wanted());
      if (unused.length === 0) return console.log('no unused version');
      for (const { version, status, trained } of unused) {
        console.log(`${version}  ${status}  ${trained?.toISOString() ?? ''}`);
      }
      if (options.dryRun === true) return;
      if (options.yes !== true && !(await confirm(`Delete ${unused.length} versions?`)))
        return console.log('nothing deleted');
      for (const { arn, version } of unused) {
        await client.send(new DeleteDocumentClassifierCommand({ DocumentClassifierArn: arn }));
        console.log(`deleted ${version}`);
      }
    }),
  );

program
  .command('adopt <env>')
  .description(
    'takes the model version that the corpus asks for into the Terraform state, if Comprehend has it already;\n' +
      'waits for it while it trains, deletes it when its training failed. npm run deploy does this by itself',
  )
  .action(
    guarded(async (name: string) => {
      const root = process.cwd();
      const { environment, categories } = connect(name);
      await synthesize(root);
      const [fault] = await prepareStacks(root, [`classifier-${name}`]);
      if (fault !== undefined) throw new Error(fault);
      const { version, adoption } = await adoptWantedModel(root, environment, categories);
      console.log(`model version ${version}: ${ADOPTIONS[adoption]}`);
    }),
  );

const ADOPTIONS: Readonly<Record<Adoption, string>> = {
  absent: 'Comprehend has none, a deploy trains it',
  recorded: 'the state names it already',
  adopted: 'the state names it now, a deploy moves the endpoint to it',
  cleared: 'it is deleted, a deploy trains it again',
};

void program.parseAsync();

function connect(name: string) {
  const root = process.cwd();
  const configuration = loadConfiguration(root, process.env);
  const { categories } = configuration;
  const environment = findEnvironment(configuration, name);
  if (environment.classifier.engine === 'embedded') throw new EmbeddedEngineError(name);
  const client = new ComprehendClient({ region: environment.aws.region });
  const wanted = () => wantedVersion(environment, writeCorpusFile(root, categories).hash);
  return { client, names: namesOf(environment), wanted, environment, categories };
}

/** The environment has no classifier at Comprehend. */
class EmbeddedEngineError extends Error {
  override readonly name = 'EmbeddedEngineError';

  constructor(environment: string) {
    super(
      `config/${environment}.yaml says classifier.engine: embedded. The model is in the function, there is no classifier and no endpoint to look after; ` +
        `npm run classify -- ${environment} asks it`,
    );
  }
}

function namesOf({ classifier }: Environment) {
  return { classifier: classifier.name, endpoint: classifier.endpoint.name };
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < Infinity)) throw new InvalidArgumentError('a number above 0');
  return value;
}

function guarded<Args extends unknown[]>(action: (...args: Args) => Promise<void>) {
  return async (...args: Args) => {
    try {
      await action(...args);
    } catch (error) {
      process.exitCode = 1;
      const explained = error instanceof ConfigError ? error.message : explainAwsFailure(error);
      console.error(explained ?? (error instanceof Error ? error.message : String(error)));
    }
  };
}
