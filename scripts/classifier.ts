import { setTimeout as sleep } from 'node:timers/promises';
import { ClassifyDocumentCommand, ComprehendClient, DeleteDocumentClassifierCommand } from '@aws-sdk/client-comprehend';
import { KnownError } from '../config/known-error';
import type { Adoption } from '../operations/classifier/adopt-model';
import { adoptWantedModel } from '../operations/classifier/adopt-wanted-model';
import { readClassifierState } from '../operations/classifier/classifier-state';
import { compareEndpoint } from '../operations/classifier/compare-endpoint';
import { describeState } from '../operations/classifier/describe-state';
import { EndpointError, noEndpoint } from '../operations/classifier/endpoint-error';
import { removeEndpoint, settleEndpoint } from '../operations/classifier/settle-endpoint';
import { unusedVersions } from '../operations/classifier/unused-versions';
import { waitForClassifier } from '../operations/classifier/wait-for-classifier';
import { wantedEndpoint } from '../operations/classifier/wanted-endpoint';
import { confirm } from '../operations/confirm';
import { readSamples } from '../operations/samples';
import { prepareStacks } from '../operations/terraform/prepare-stacks';
import { StateError } from '../operations/terraform/read-state';
import { writeCorpusFile } from '../stacks/artifacts/corpus-file';
import { synthesizeApp } from '../stacks/synthesize-app';
import { wantedVersion } from '../stacks/wanted-version';
import { EXIT } from './exit-codes';
import { environmentArgument, type JsonTarget, jsonOption, positiveNumber, yesOption } from './options';
import { runCommand } from './run-command';

const ADOPTIONS: Readonly<Record<Adoption, string>> = {
  absent: 'Comprehend has none, a deploy trains it',
  recorded: 'the state names it already',
  adopted: 'the state names it now, a deploy moves the endpoint to it',
  cleared: 'it is deleted, a deploy trains it again',
};

/** The environment has no classifier at Comprehend. */
class EmbeddedEngineError extends KnownError {
  override readonly name = 'EmbeddedEngineError';

  constructor(environment: string) {
    super(
      `config/${environment}.yaml says classifier.engine: embedded. The model is in the function, there is no classifier and no endpoint to look after; ` +
        `npm run classify -- ${environment} asks it`,
    );
  }
}

interface WaitOptions {
  readonly timeout: number;
  readonly poll: number;
  readonly json?: JsonTarget;
}

interface PruneOptions {
  readonly yes: boolean;
  readonly dryRun: boolean;
}

void runCommand('classifier', (program, shell) => {
  const { root, tell } = shell;

  function connect(name: string) {
    const { environment, categories } = shell.environment(name);
    const { aws, classifier } = environment;
    if (classifier.engine === 'embedded') throw new EmbeddedEngineError(name);
    const client = new ComprehendClient({ region: aws.region });
    const names = { classifier: classifier.name, endpoint: classifier.endpoint.name };
    const wanted = () =>
      wantedVersion(environment, writeCorpusFile(root, categories, environment.classifier.maxCharacters).hash);
    return { client, names, wanted, environment, categories };
  }

  program
    .command('status')
    .description(
      'show the model versions, newest first, and the endpoint, compared with what record and corpus ask for',
    )
    .addArgument(environmentArgument())
    .addOption(jsonOption())
    .action(async (name: string, { json }: { json?: JsonTarget }) => {
      const { client, names, wanted, environment } = connect(name);
      const state = await readClassifierState(client, names);
      const asked = wantedEndpoint(environment, wanted(), Date.now());
      const differences = compareEndpoint(state.endpoint, asked);
      shell.answer(describeState(state, names, differences), { ...state, wanted: asked, differences }, json);
      const inService = state.endpoint?.status === 'IN_SERVICE' || asked.presence === 'closed';
      process.exitCode = inService && differences.length === 0 ? EXIT.done : EXIT.no;
    });

  program
    .command('wait')
    .description('wait until the version that the corpus asks for is trained and the endpoint serves it')
    .addArgument(environmentArgument())
    .option('--timeout <minutes>', 'give up after so long', positiveNumber, 120)
    .option('--poll <seconds>', 'ask so often', positiveNumber, 20)
    .addOption(jsonOption())
    .action(async (name: string, { timeout, poll: every, json }: WaitOptions) => {
      const { client, names, wanted, environment } = connect(name);
      if (environment.classifier.endpoint.parked) {
        tell(
          `config/${name}.yaml parks the endpoint (classifier.endpoint.parked: true): there is none to wait for. Set it to false and deploy`,
        );
        process.exitCode = EXIT.no;
        return;
      }
      if (wantedEndpoint(environment, '', Date.now()).presence === 'closed') {
        tell(`it is outside classifier.endpoint.hours of config/${name}.yaml: there is no endpoint to wait for`);
        process.exitCode = EXIT.no;
        return;
      }
      const result = await waitForClassifier({
        ...{ read: () => readClassifierState(client, names), wanted: wanted(), report: tell },
        ...{ timeoutMs: timeout * 60_000, pollMs: every * 1000, now: Date.now, sleep: (ms: number) => sleep(ms) },
      });
      if (result.outcome === 'failed') throw new EndpointError(result.reason);
      if (result.outcome === 'timeout') throw new EndpointError(`gave up after ${timeout} minutes: ${result.state}`);
      shell.answer('in service', result, json);
    });

  program
    .command('test')
    .description('send labelled messages of the held-out corpus to the endpoint; each is paid for')
    .addArgument(environmentArgument())
    .option('--count <n>', 'so many messages, the classes in turn', positiveNumber, 4)
    .addOption(jsonOption())
    .action(async (name: string, { count, json }: { count: number; json?: JsonTarget }) => {
      const { client, names } = connect(name);
      const { endpoint } = await readClassifierState(client, names);
      if (endpoint === undefined) throw noEndpoint(names.endpoint);
      const answers: TestAnswer[] = [];
      for (const { label, subject, text } of readSamples(root, count)) {
        const { Classes = [] } = await client.send(
          new ClassifyDocumentCommand({ EndpointArn: endpoint.arn, Text: text }),
        );
        const best = Classes.toSorted((a, b) => (b.Score ?? 0) - (a.Score ?? 0))[0];
        answers.push({ label, subject, best: best?.Name, score: best?.Score ?? 0 });
        if (json === undefined) console.log(testLine(answers.at(-1) as TestAnswer));
      }
      if (json !== undefined) shell.answer(answers.map(testLine).join('\n'), answers, json);
      process.exitCode = answers.every(({ label, best }) => label === best) ? EXIT.done : EXIT.no;
    });

  program
    .command('prune')
    .description('delete model versions that no endpoint uses and that the corpus does not ask for, after asking')
    .addArgument(environmentArgument())
    .addOption(yesOption())
    .option('--dry-run', 'only list them', false)
    .action(async (name: string, { yes, dryRun }: PruneOptions) => {
      const { client, names, wanted } = connect(name);
      const unused = unusedVersions((await readClassifierState(client, names)).versions, wanted());
      if (unused.length === 0) return console.log('no unused version');
      for (const { version, status, trained } of unused) {
        console.log(`${version}  ${status}  ${trained?.toISOString() ?? ''}`);
      }
      if (dryRun) return;
      if (!yes && !(await confirm(`Delete ${unused.length} versions?`))) return console.log('nothing deleted');
      for (const [index, { arn, version }] of unused.entries()) {
        await client.send(new DeleteDocumentClassifierCommand({ DocumentClassifierArn: arn }));
        console.log(`deleted ${version} (${index + 1} of ${unused.length})`);
      }
    });

  program
    .command('adopt')
    .description(
      'take the model version that the corpus asks for into the Terraform state, if Comprehend has it already; npm run deploy does so by itself',
    )
    .addArgument(environmentArgument())
    .action(async (name: string) => {
      const { environment, categories } = connect(name);
      const listed = shell.configuration().categories;
      synthesizeApp(root, { categories: listed, environments: [environment] }, shell.variables, tell);
      const faults = await prepareStacks(root, [`classifier-${name}`]);
      if (faults.length > 0) throw new StateError(faults.join('\n'));
      const { version, adoption } = await adoptWantedModel(root, environment, categories);
      console.log(`model version ${version}: ${ADOPTIONS[adoption]}`);
    });

  program
    .command('settle')
    .description(
      'make an endpoint with classifier.endpoint.hours what record and corpus ask for now: there or not, its model, its units. A deploy does so by itself',
    )
    .addArgument(environmentArgument())
    .option('--timeout <minutes>', 'give up after so long', positiveNumber, 60)
    .option('--poll <seconds>', 'ask so often', positiveNumber, 10)
    .addOption(jsonOption())
    .action(async (name: string, { timeout, poll, json }: WaitOptions) => {
      const { client, names, wanted, environment } = connect(name);
      if (environment.classifier.endpoint.hours === undefined) {
        throw new EndpointError(
          `config/${name}.yaml has no classifier.endpoint.hours: the endpoint is Terraform's, npm run deploy -- ${name}`,
        );
      }
      const asked = wantedEndpoint(environment, wanted(), Date.now());
      const patience = patienceOf(timeout, poll, tell);
      const settled = await settleEndpoint({ client, names, wanted: asked, tags: environment.aws.tags, ...patience });
      const why = asked.presence === 'served' ? '' : `, ${asked.presence}`;
      shell.answer(`endpoint ${names.endpoint}: ${settled}${why}`, { settled, wanted: asked }, json);
    });

  program
    .command('remove-endpoint', { hidden: true }) // Terraform calls it at a destroy, when there may be no record any more
    .argument('<name>')
    .requiredOption('--region <id>', 'AWS region')
    .requiredOption('--owner <who>', 'who owned it until now')
    .action(async (endpoint: string, { region, owner }: { region: string; owner: string }) => {
      if (owner !== 'schedules') return console.log(`endpoint ${endpoint}: not of schedules, left to ${owner}`);
      const client = new ComprehendClient({ region });
      const names = { classifier: endpoint, endpoint };
      const removed = await removeEndpoint({ client, names, ...patienceOf(60, 10, tell) });
      console.log(`endpoint ${endpoint}: ${removed ? 'deleted' : 'there was none'}`);
    });
});

function patienceOf(minutes: number, pollSeconds: number, report: (line: string) => void) {
  return {
    ...{ timeoutMs: minutes * 60_000, pollMs: pollSeconds * 1000, now: Date.now, report },
    sleep: (ms: number) => sleep(ms),
  };
}

interface TestAnswer {
  readonly label: string;
  readonly subject: string;
  /** undefined: the endpoint named no class. */
  readonly best: string | undefined;
  readonly score: number;
}

function testLine({ label, subject, best, score }: TestAnswer): string {
  return `${label === best ? 'ok   ' : 'WRONG'} ${label} → ${best} ${score.toFixed(3)}  ${subject.slice(0, 60)}`;
}
