import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type DeploymentLab, deploymentLab, forMotoAtOnce } from '../support/deployment-lab';
import { type Gate, startGate } from '../support/gate';
import { killTree } from '../support/kill-tree';
import { askMoto, namesInMoto } from '../support/moto';
import { saidBy } from '../support/said-by';
import type { RunningNode } from '../support/start-node';
import { PATIENCE } from '../support/terraform';
import { unfinished } from '../support/unfinished';
import { until } from '../support/until';

// The first deploy of everything, killed in each stack by SIGKILL and started again each time. The moment is exact: a stand-in
// never answers what makes the named resources, and all that Terraform began besides is made and recorded.
let lab: DeploymentLab;
let cloudControl: Gate;
let apiGateway: Gate;
beforeAll(async () => {
  lab = await deploymentLab(async ({ cloudControl: endpoints, moto }) => {
    [cloudControl, apiGateway] = await Promise.all([startGate(endpoints.url), startGate(moto.url)]);
    return { AWS_ENDPOINT_URL_CLOUDCONTROL: cloudControl.url, AWS_ENDPOINT_URL_API_GATEWAY: apiGateway.url };
  }, forMotoAtOnce);
}, PATIENCE);
afterAll(async () => {
  await Promise.all([lab.close(), cloudControl.close(), apiGateway.close()]);
}, PATIENCE);

interface Moment {
  readonly when: string;
  readonly stack: string;
  /** Makes the stand-in withhold its answer. */
  hold(): void;
  /** Whether it withholds it by now. */
  held(): boolean;
  /** Types of the resources that are being made then. */
  readonly making: readonly string[];
  /** How many of the same type are there already. */
  readonly recorded?: number;
  release(): void;
}

const MOMENTS: readonly Moment[] = [
  {
    when: 'the model is there and the endpoint is being made',
    stack: 'classifier-dev',
    hold: () => cloudControl.hold(/^POST CloudApiService\.CreateResource$/),
    held: () => cloudControl.held() > 0,
    making: ['aws_cloudcontrolapi_resource'],
    release: () => cloudControl.open(),
  },
  {
    when: 'the API is there and is being deployed',
    stack: 'api-dev',
    hold: () => apiGateway.hold(/^POST \/restapis\/\w+\/deployments/),
    held: () => apiGateway.held() > 0,
    making: ['aws_api_gateway_deployment'],
    release: () => apiGateway.open(),
  },
  {
    when: 'one queue is there and three are being made',
    stack: 'routing-dev',
    hold() {
      const queue = { method: 'POST', route: '/api/v2/routing/queues' };
      lab.genesys.api.faults.add({ ...queue, times: 1, delay: 1 });
      lab.genesys.api.faults.add({ ...queue, mishap: 'hang' });
    },
    held: () => lab.genesys.api.store.requests.filter(({ status }) => status === 0).length === 3,
    making: ['genesyscloud_routing_queue', 'genesyscloud_routing_queue', 'genesyscloud_routing_queue'],
    recorded: 1,
    release: () => lab.genesys.api.faults.clear(),
  },
  {
    when: 'Archy is publishing the flow',
    stack: 'routing-dev',
    hold: () => lab.genesys.archy.misbehave('hang-hard'),
    held: () => lab.genesys.archy.runs().length > 0,
    making: ['terraform_data'],
    recorded: 2, // the machine's check, and what deletes the flow
    release: () => lab.genesys.archy.misbehave(),
  },
];

/** As the failed command says: the same command again goes on. */
const deploy = () => lab.start('deploy', 'dev', '--yes');
/** Options files, with a secret, of the Archy that was killed. */
const abandoned: string[] = [];
const type = (address: string) => address.split('.')[0];

/** Waits until those, and nothing else, are being made. */
async function reached(run: RunningNode, { making, held }: Moment): Promise<void> {
  const isSo = () => {
    const output = run.output();
    if (run.hasEnded()) throw new Error(output);
    return held() && String(unfinished(output).map(type)) === String(making);
  };
  do {
    await until(`making ${making}`, isSo, 300);
    await sleep(500); // what was created this moment may let something else begin
  } while (!isSo());
}

/** Types of the resources that the stack's state holds. */
function recorded(stack: string): readonly string[] {
  const file = join(lab.project.folder, 'state', `${stack}.tfstate`);
  if (!existsSync(file)) return [];
  const { resources }: { resources: { type: string; instances: unknown[] }[] } = JSON.parse(readFileSync(file, 'utf8'));
  return resources.flatMap((one) => one.instances.map(() => one.type));
}

test.each(MOMENTS)(
  'killed in $stack when $when',
  async (moment) => {
    moment.hold();
    const run = deploy();
    await reached(run, moment);
    const { signal, output } = await killTree(run);
    abandoned.push(...lab.genesys.archy.runs().flatMap(({ optionsFile }) => optionsFile?.path ?? []));
    moment.release();
    expect(signal).toBe('SIGKILL');
    expect(output).toMatch(new RegExp(`${moment.stack} .*: Creation complete after`));
    expect(recorded(moment.stack).filter((type) => type === moment.making[0])).toHaveLength(moment.recorded ?? 0);
  },
  PATIENCE,
);

test(
  'run again, it goes on and completes; nothing is doubled, nothing is left over or left to do',
  async () => {
    const { code, output } = await deploy().end;
    expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
    const { users: _users, ...made } = lab.genesys.api.dump();
    expect(made).toEqual({
      queues: ['401K', '529', 'GeneralSupport', 'IRA'],
      integrations: [expect.anything()],
      credentials: [expect.anything()],
      actions: [expect.anything()],
      domains: ['acme-mail-dev.mypurecloud.com'],
      routes: ['support@acme-mail-dev.mypurecloud.com'],
      flows: ['INBOUNDEMAIL Email Routing dev'],
    });
    expect(lab.aws.comprehend.classifiers.list()).toHaveLength(1);
    expect(lab.aws.comprehend.endpoints.list()).toHaveLength(1);
    for (const list of ['restapis', 'apikeys', 'usageplans']) {
      const { item } = JSON.parse(await askMoto(lab.aws.moto, 'apigateway', `/${list}`));
      expect([list, item.length]).toEqual([list, 1]);
    }
    expect(abandoned.length).toBe(1);
    expect(abandoned.filter(existsSync)).toEqual([]);
    const diff = await lab.run(['diff', 'dev']);
    expect({ ...diff, output: diff.code === 0 ? '' : diff.output }).toMatchObject({ code: 0, output: '' });
  },
  PATIENCE,
);

test(
  'npm run destroy takes away two of the stacks, the one that depends on the other first, and leaves the third',
  async () => {
    const { code, output } = await lab.run(['destroy', 'dev', 'routing-dev', 'api-dev', '--yes']);
    expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
    expect(saidBy(output, 'Destroy complete!')).toEqual(['routing-dev', 'api-dev']);
    expect(Object.entries(lab.genesys.api.dump()).filter(([, left]) => left.length > 0)).toEqual([]);
    expect(['routing-dev', 'api-dev'].flatMap(recorded)).toEqual([]);
    for (const list of ['restapis', 'apikeys', 'usageplans']) {
      expect(JSON.parse(await askMoto(lab.aws.moto, 'apigateway', `/${list}`)).item).toEqual([]);
    }
    const left = await namesInMoto(lab.aws.moto, 'email-routing-dev');
    expect(left.filter((name) => /email-routing-dev-(?!corpus|comprehend)/.test(name))).toEqual([]);
    expect(left).toContain('email-routing-dev-comprehend');
    expect(lab.aws.comprehend.endpoints.list()).toHaveLength(1);
  },
  PATIENCE,
);
