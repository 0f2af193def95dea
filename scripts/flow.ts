// Also called by Terraform, with the project as working folder and the credentials in the environment:
//   before anything is made                                 node scripts/run.mjs scripts/flow.ts preflight ENV
//   when the flow, the contract or what it names changed   node scripts/run.mjs scripts/flow.ts publish ENV --expect-hash SHA256
//   when the flow is destroyed                              node scripts/run.mjs scripts/flow.ts delete --name NAME --region REGION
import { setTimeout } from 'node:timers/promises';
import { Command, InvalidArgumentError } from 'commander';
import { ConfigError } from '../config/fault';
import { findEnvironment, loadConfiguration } from '../config/load-configuration';
import { categoriesIn } from '../config/name-prefix';
import { FlowError } from '../flows/flow-error';
import { FLOW_TEMPLATE } from '../flows/flow-template';
import { PreflightError } from '../operations/preflight/preflight-error';
import { deletePublished } from '../publishing/archy/delete-published';
import { describeFlow } from '../publishing/archy/describe-flow';
import { describe } from '../publishing/archy/outcome';
import { type Machine, publisherFaults } from '../publishing/archy/preflight';
import { publishEnvironment } from '../publishing/archy/publish-environment';
import { validateEnvironment } from '../publishing/archy/validate-environment';
import { genesysAddress } from '../publishing/genesys-client/address';
import { connect, type Effects } from '../publishing/genesys-client/connect';
import { clientCredentials } from '../publishing/genesys-client/credentials';
import { findFlow } from '../publishing/genesys-client/find-flow';

const DONE = 0;
const FAILED = 1;
/** Nothing was attempted: something is missing on this machine, or the input has faults. */
const NOT_STARTED = 2;

const machine: Machine = { root: process.cwd(), variables: process.env, platform: process.platform };
const interruption = new AbortController();
const { signal } = interruption;
const effects: Effects = {
  fetch: (input, init) =>
    fetch(input, { ...init, signal: AbortSignal.any([signal, ...(init?.signal ? [init.signal] : [])]) }),
  wait: (milliseconds) => setTimeout(milliseconds, undefined, { signal }),
};
const tell = (sentence: string): void => console.error(sentence);

function find(name: string) {
  const configuration = loadConfiguration(machine.root, machine.variables);
  for (const notice of configuration.notices) tell(notice);
  const environment = findEnvironment(configuration, name);
  return { environment, categories: categoriesIn(environment, configuration.categories) };
}

const seconds = (text: string): number => {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('a number of seconds');
  return value * 1000;
};

/** Prints the outcome and sets the exit code. */
function finish(outcome: object, lines: readonly string[], good: boolean, json: boolean): void {
  if (json) console.log(JSON.stringify(outcome));
  for (const line of lines) tell(line);
  process.exitCode = good ? DONE : FAILED;
}

const program = new Command('flow')
  .exitOverride(({ exitCode }) => process.exit(exitCode && NOT_STARTED))
  .description(
    'Publishes, checks, deletes and shows the inbound e-mail flow of an environment. Needs GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET. ' +
      'Exit code 0 done, 1 failed, 2 nothing attempted (something is missing here, or the flow has faults), 130 or 143 interrupted.',
  );

program
  .command('publish')
  .description('Publishes the flow with Archy.')
  .argument('<environment>')
  .option('--force-unlock', 'take the flow away from whoever has it open; what they did not check in is lost', false)
  .option('--expect-hash <sha256>', 'refuse to publish another rendered flow than this one')
  .option('--time-limit <seconds>', 'end Archy after that time', seconds, 300_000)
  .option('--verbose', 'show what Archy prints', false)
  .option('--json', 'print the outcome as JSON', false)
  .action(async (name: string, { expectHash, verbose, json, ...options }) => {
    const { environment, categories } = find(name);
    const onLine = verbose ? (line: string) => tell(`  | ${line}`) : undefined;
    const request = { ...options, environment, categories, expectedHash: expectHash, signal, tell, onLine };
    const outcome = await publishEnvironment(request, machine, effects);
    const lines = describe(outcome, { name: environment.flow.name, file: FLOW_TEMPLATE });
    finish(outcome, lines, outcome.kind === 'published', json);
  });

program
  .command('preflight')
  .description('Says what is missing on this machine to publish the flow. Changes nothing.')
  .argument('<environment>')
  .action(async (name: string) => {
    const faults = await publisherFaults(find(name).environment, machine);
    if (faults.length > 0) throw new PreflightError(faults);
    tell('nothing is missing to publish the flow');
  });

program
  .command('validate')
  .description('Checks the flow without publishing it.')
  .argument('<environment>')
  .option('--archy', 'let Archy read it too; nothing changes in the organisation', false)
  .option('--time-limit <seconds>', 'end Archy after that time', seconds, 300_000)
  .option('--verbose', 'show what Archy prints', false)
  .option('--json', 'print the outcome as JSON', false)
  .action(async (name: string, { archy, verbose, timeLimit, json }) => {
    const { environment, categories } = find(name);
    const onLine = verbose ? (line: string) => tell(`  | ${line}`) : undefined;
    const request = { environment, categories, withArchy: archy, timeLimit, signal, onLine };
    const outcome = await validateEnvironment(request, machine);
    const lines =
      outcome.kind === 'valid'
        ? [`${environment.flow.name} has no faults, SHA-256 ${outcome.hash}`]
        : describe(outcome, { name: environment.flow.name, file: FLOW_TEMPLATE });
    finish(outcome, lines, outcome.kind === 'valid', json);
  });

program
  .command('delete')
  .description('Deletes the flow of that exact name; that it is gone already is fine.')
  .argument('[environment]')
  .option('--name <name>', 'name of the flow, in place of an environment')
  .option('--region <id>', 'Genesys Cloud region of the flow, in place of an environment')
  .option('--force-unlock', 'take the flow away from whoever has it open', false)
  .option('--patience <seconds>', 'wait that long for whoever uses it', seconds, 120_000)
  .option('--json', 'print the outcome as JSON', false)
  .action(
    async (environmentName: string | undefined, { name, region, forceUnlock, patience, json }, command: Command) => {
      if ((environmentName === undefined) === (name === undefined || region === undefined)) {
        command.error('name an environment, or --name and --region', { exitCode: NOT_STARTED });
      }
      const { flow, genesys } =
        environmentName === undefined ? { flow: { name }, genesys: { region } } : find(environmentName).environment;
      const request = { name: flow.name, region: genesys.region, forceUnlock, patience };
      const outcome = await deletePublished(request, machine, effects);
      const line = {
        deleted: () => `deleted ${flow.name}`,
        absent: () => `${flow.name} is not in the organisation; nothing to delete`,
        refused: () => (outcome.kind === 'refused' ? outcome.message : ''),
      }[outcome.kind]();
      finish(outcome, [line], outcome.kind !== 'refused', json);
    },
  );

program
  .command('status')
  .description('Shows how the flow stands in the organisation.')
  .argument('<environment>')
  .option('--json', 'print it as JSON', false)
  .action(async (name: string, { json }) => {
    const { environment } = find(name);
    const address = genesysAddress(environment.genesys.region, machine.variables);
    const credentials = clientCredentials(machine.variables);
    const api = connect(address, credentials, effects);
    const { name: flowName } = environment.flow;
    const flow = await findFlow(api, flowName);
    console.log(
      json ? JSON.stringify({ name: flowName, flow: flow ?? null }) : describeFlow(flowName, flow).join('\n'),
    );
  });

// A reader that went away, such as a Terraform that was killed, must not end a publication half way.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
for (const [name, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.once(name, () => {
    interruption.abort();
    process.once('exit', () => {
      process.exitCode = code;
    });
  });
}

program.parseAsync().catch((error: unknown) => {
  if (signal.aborted) {
    tell('interrupted');
  } else if (error instanceof ConfigError || error instanceof FlowError || error instanceof PreflightError) {
    tell(error.message);
    process.exitCode = NOT_STARTED;
  } else {
    tell(error instanceof Error ? error.message : String(error));
    process.exitCode = FAILED;
  }
});
