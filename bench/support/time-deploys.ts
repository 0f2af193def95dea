import { type DeploymentLab, deploymentLab } from '../../test/support/deployment-lab';
import { FOR_MOTO } from '../../test/support/terraform-project';
import { withoutResources } from '../../test/support/without-resources';
import { type Measurement, median } from './report';

const ROUNDS = 3;
const STACKS = ['classifier-dev', 'api-dev', 'routing-dev'];

/** Deploys all stacks of dev; throws when that fails. */
type Way = (lab: DeploymentLab) => Promise<void>;

const WAYS = {
  /** The baseline: init and apply of one stack after the other, on the JSON that is there. */
  async terraform({ project, variables }) {
    for (const stack of STACKS) {
      const terraform = project.terraform(stack, 'cdktf.out', variables);
      check(await terraform('init', '-input=false'));
      check(await terraform('apply', '-input=false', '-auto-approve'));
    }
  },
  cdktf: async (lab) => check(await lab.cdktf('deploy', ...STACKS, '--auto-approve', '--skip-provider-lock')),
  npm: async (lab) => check(await lab.run(['deploy', 'dev', '--yes'])),
} satisfies Readonly<Record<string, Way>>;
type WayName = keyof typeof WAYS;

function check({ code, output }: { readonly code: number | null; readonly output: string }): void {
  if (code !== 0) throw new Error(output);
}

/** Deploys of everything into empty stand-ins, and deploys with nothing to do, against bare Terraform on the same JSON. */
export async function timeDeploys(): Promise<readonly Measurement[]> {
  const first: Record<WayName, number[]> = { terraform: [], cdktf: [], npm: [] };
  const second: Record<WayName, number[]> = { terraform: [], cdktf: [], npm: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of ['terraform', 'cdktf', 'npm'] as const) {
      const lab = await emptyLab();
      try {
        check(await lab.cdktf('synth')); // the JSON that bare Terraform takes; the other ways make it again
        for (const times of [first[name], second[name]]) {
          const begin = performance.now();
          await WAYS[name](lab);
          times.push(performance.now() - begin);
        }
      } finally {
        await lab.close();
      }
    }
  }
  const measure = (what: string, times: Record<WayName, number[]>): readonly Measurement[] =>
    (['cdktf', 'npm'] as const).map((name) => ({
      what: `${what}, ${name === 'npm' ? 'npm run deploy' : 'cdktf deploy'}, median of ${ROUNDS}`,
      value: median(times[name]) / 1000,
      baseline: median(times.terraform) / 1000,
      unit: 's',
    }));
  return [...measure('first', first), ...measure('no change', second)];
}

function emptyLab(): Promise<DeploymentLab> {
  return deploymentLab(undefined, (stack, json) => ({
    ...(!stack.startsWith('routing-') && FOR_MOTO),
    // moto cannot serve a bucket with the first; the provider waits a minute for the second, whoever starts it.
    ...withoutResources(json, 'aws_s3_bucket_policy', 'aws_s3_bucket_lifecycle_configuration'),
  }));
}
