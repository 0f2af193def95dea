// Also called by Terraform, with the project as working folder and the credentials in the environment:
//   before anything is made                                 node scripts/run.mjs scripts/flow.ts preflight ENV
//   when the flow, the contract or what it names changed   node scripts/run.mjs scripts/flow.ts publish ENV --expect-hash SHA256
//   when the flow is destroyed                              node scripts/run.mjs scripts/flow.ts delete --name NAME --region REGION
import { setTimeout } from 'node:timers/promises';
import { PreflightError } from '../config/preflight-error';
import { FLOW_TEMPLATE } from '../flows/flow-template';
import { onInterruption } from '../machine/interruption';
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
import { EXIT } from './exit-codes';
import { environmentArgument, type JsonTarget, jsonOption, positiveNumber } from './options';
import { runCommand } from './run-command';
import { UsageError } from './usage-error';

interface PublishOptions {
  readonly forceUnlock: boolean;
  readonly expectHash?: string;
  readonly timeLimit: number;
  readonly verbose: boolean;
  readonly json?: JsonTarget;
}

interface DeleteOptions {
  readonly name?: string;
  readonly region?: string;
  readonly forceUnlock: boolean;
  readonly patience: number;
  readonly json?: JsonTarget;
}

const interruption = new AbortController();
const { signal } = interruption;
onInterruption(() => interruption.abort());
const effects: Effects = {
  fetch: (input, init) =>
    fetch(input, { ...init, signal: AbortSignal.any([signal, ...(init?.signal ? [init.signal] : [])]) }),
  wait: (milliseconds) => setTimeout(milliseconds, undefined, { signal }),
};

void runCommand('flow', (program, shell) => {
  const { tell } = shell;
  const machine: Machine = { root: shell.root, variables: shell.variables, platform: process.platform };
  const showLine = (verbose: boolean) => (verbose ? (line: string) => tell(`  | ${line}`) : undefined);

  /** Shows the outcome and sets the exit code. */
  function finish(outcome: object, lines: readonly string[], good: boolean, json: JsonTarget): void {
    for (const line of lines) tell(line);
    if (json !== undefined) shell.answer('', outcome, json);
    process.exitCode = good ? EXIT.done : EXIT.failed;
  }

  program.addHelpText(
    'after',
    '\nAll but validate need GENESYSCLOUD_OAUTHCLIENT_ID and GENESYSCLOUD_OAUTHCLIENT_SECRET.',
  );

  program
    .command('publish')
    .description('publish the flow with Archy')
    .addArgument(environmentArgument())
    .option('--force-unlock', 'take the flow away from whoever has it open; what they did not check in is lost', false)
    .option('--expect-hash <sha256>', 'refuse to publish another rendered flow than this one')
    .option('--time-limit <seconds>', 'end Archy after that time', milliseconds, 300_000)
    .option('--verbose', 'show what Archy prints', false)
    .addOption(jsonOption('the outcome'))
    .action(async (name: string, { expectHash, verbose, json, ...options }: PublishOptions) => {
      const { environment, categories } = shell.environment(name);
      const request = {
        ...{ ...options, environment, categories, signal, tell },
        ...{ expectedHash: expectHash, onLine: showLine(verbose) },
      };
      const outcome = await publishEnvironment(request, machine, effects);
      const lines = describe(outcome, { name: environment.flow.name, file: FLOW_TEMPLATE });
      finish(outcome, lines, outcome.kind === 'published', json);
    });

  program
    .command('preflight')
    .description('name what is missing on this machine to publish the flow; change nothing')
    .addArgument(environmentArgument())
    .action(async (name: string) => {
      const faults = await publisherFaults(shell.environment(name).environment, machine);
      if (faults.length > 0) throw new PreflightError(faults);
      tell('nothing is missing to publish the flow');
    });

  program
    .command('validate')
    .description('check the flow without publishing it')
    .addArgument(environmentArgument())
    .option('--archy', 'let Archy read it too; nothing changes in the organisation', false)
    .option('--time-limit <seconds>', 'end Archy after that time', milliseconds, 300_000)
    .option('--verbose', 'show what Archy prints', false)
    .addOption(jsonOption('the outcome'))
    .action(async (name: string, { archy, verbose, timeLimit, json }) => {
      const { environment, categories } = shell.environment(name);
      const request = { environment, categories, withArchy: archy, timeLimit, signal, onLine: showLine(verbose) };
      const outcome = await validateEnvironment(request, machine);
      const lines =
        outcome.kind === 'valid'
          ? [`${environment.flow.name} has no faults, SHA-256 ${outcome.hash}`]
          : describe(outcome, { name: environment.flow.name, file: FLOW_TEMPLATE });
      finish(outcome, lines, outcome.kind === 'valid', json);
    });

  program
    .command('delete')
    .description('delete the flow of that exact name; that it is gone already is fine')
    .argument('[env]', 'environment: dev for config/dev.yaml')
    .option('--name <name>', 'name of the flow, in place of an environment')
    .option('--region <id>', 'Genesys Cloud region of the flow, in place of an environment')
    .option('--force-unlock', 'take the flow away from whoever has it open', false)
    .option('--patience <seconds>', 'wait that long for whoever uses it', milliseconds, 120_000)
    .addOption(jsonOption('the outcome'))
    .action(async (environment: string | undefined, { json, patience, forceUnlock, ...flow }: DeleteOptions) => {
      const { name, region } = flowOf(environment, flow);
      const outcome = await deletePublished({ name, region, forceUnlock, patience }, machine, effects);
      const line = {
        deleted: () => `deleted ${name}`,
        absent: () => `${name} is not in the organisation; nothing to delete`,
        refused: () => (outcome.kind === 'refused' ? outcome.message : ''),
      }[outcome.kind]();
      finish(outcome, [line], outcome.kind !== 'refused', json);
    });

  function flowOf(environmentName: string | undefined, { name, region }: Pick<DeleteOptions, 'name' | 'region'>) {
    if (environmentName === undefined && name !== undefined && region !== undefined) return { name, region };
    if (environmentName === undefined || name !== undefined || region !== undefined) {
      throw new UsageError('name an environment, or --name and --region');
    }
    const { flow, genesys } = shell.environment(environmentName).environment;
    return { name: flow.name, region: genesys.region };
  }

  program
    .command('status')
    .description('show how the flow stands in the organisation')
    .addArgument(environmentArgument())
    .addOption(jsonOption())
    .action(async (name: string, { json }: { json?: JsonTarget }) => {
      const { environment } = shell.environment(name);
      const address = genesysAddress(environment.genesys.region, machine.variables);
      const credentials = clientCredentials(machine.variables);
      const api = connect(address, credentials, effects);
      const flowName = environment.flow.name;
      const flow = await findFlow(api, flowName);
      shell.answer(describeFlow(flowName, flow).join('\n'), { name: flowName, flow: flow ?? null }, json);
    });
});

function milliseconds(seconds: string): number {
  return positiveNumber(seconds) * 1000;
}
