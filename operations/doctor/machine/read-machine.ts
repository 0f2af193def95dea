import type { Environment } from '../../../config/environment';
import { PreflightError } from '../../../config/preflight-error';
import type { Variables } from '../../../config/region-variables';
import { preparePublisher } from '../../../publishing/archy/preflight';
import { stackNames } from '../../../stacks/names';
import { namedChecks } from '../../preflight/checks-for';
import { ProgramNotStartedError, runProgram } from '../../terraform/run-program';
import { type Reading, readValue } from '../reading';

/** The machine that would deploy. */
export interface MachineFacts {
  /** Version without `v`. */
  readonly node: string;
  /** What stands against any deploy, by what was asked: the checks of `npm run deploy` itself. */
  readonly obstacles: readonly { readonly topic: string; readonly faults: readonly string[] }[];
  readonly terraform: Reading<{ readonly product: string; readonly version: string; readonly program: string }>;
  /** undefined: the record does not publish with Archy. */
  readonly archy: Reading<{ readonly version: string | null; readonly program: string } | undefined>;
}

export async function readMachine(
  root: string,
  environment: Environment,
  variables: Variables,
  wait?: (milliseconds: number) => Promise<void>,
): Promise<MachineFacts> {
  const { classifier, api, routing } = stackNames(environment);
  const checks = namedChecks({
    ...{ root, environment, variables },
    ...(wait && { wait }),
    command: 'deploy',
    stacks: [classifier, api, routing],
  });
  const [terraform, archy, ...obstacles] = await Promise.all([
    readTerraform(variables['TERRAFORM_BINARY_NAME'] ?? 'terraform'),
    readArchy(root, environment, variables),
    ...checks.map(async ({ topic, check }) => ({ topic, faults: await check() })),
  ]);
  return { node: process.versions.node, terraform, archy, obstacles };
}

async function readTerraform(program: string): Promise<MachineFacts['terraform']> {
  try {
    const { stdout } = await runProgram(program, ['version']);
    const [, product = program, version = ''] = /^(\S+) v(\d\S*)/.exec(stdout) ?? [];
    return readValue({ product, version, program });
  } catch (error) {
    if (!(error instanceof ProgramNotStartedError)) throw error;
    return { kind: 'skipped', because: error.message };
  }
}

async function readArchy(root: string, environment: Environment, variables: Variables): Promise<MachineFacts['archy']> {
  if (environment.flow.publisher !== 'archy') return readValue(undefined);
  try {
    const { archy } = await preparePublisher(environment, { root, variables, platform: process.platform });
    return readValue({ version: archy.version, program: archy.program });
  } catch (error) {
    if (!(error instanceof PreflightError)) throw error;
    return { kind: 'skipped', because: 'what it needs is missing' };
  }
}
