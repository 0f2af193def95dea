import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startComprehend } from '../../stand-ins/comprehend/start-comprehend';
import { startGenesysApi } from '../../stand-ins/genesys-platform/start-genesys-api';
import { copyProject } from './run-main';
import { type RunningNode, startNode } from './start-node';
import { trainWordModel } from './word-model';

/** Our commands in a copy of the project, on a machine whose Terraform and cdktf are short scripts: for what we do around them. */
export interface CommandsLab {
  readonly folder: string;
  /** `npm run NAME -- ARGUMENTS`; a variable that is undefined is not set. */
  start(
    command: readonly [script: string, ...args: string[]],
    variables?: Readonly<Record<string, string | undefined>>,
  ): RunningNode;
  /** Replaces text in a file; fails when the file does not hold it. */
  edit(file: string, from: string, to: string): void;
  /** What Terraform and cdktf were called with, a line each. */
  calls(): string;
  close(): Promise<void>;
}

/**
 * @param cdktf JavaScript that cdktf is
 * @param terraform shell commands that Terraform is, after its version
 */
export async function commandsLab({ cdktf = '', terraform = '' }): Promise<CommandsLab> {
  const home = mkdtempSync(join(tmpdir(), 'commands-'));
  const folder = join(home, 'project');
  mkdirSync(folder);
  copyProject(process.cwd(), folder);
  const log = join(home, 'calls');
  appendFileSync(log, '');
  replaceCdktf(
    folder,
    `require('fs').appendFileSync(${JSON.stringify(log)}, 'cdktf ' + process.argv.slice(2).join(' ') + '\\n');\n${cdktf}`,
  );
  const program = join(home, 'terraform');
  const version = `if [ "$1" = version ]; then echo '{"terraform_version": "1.11.4"}'; exit; fi`;
  writeFileSync(program, `#!/bin/sh\necho "terraform $*" >>'${log}'\n${version}\n${terraform}\n`);
  chmodSync(program, 0o755);
  const genesys = await startGenesysApi();
  const comprehend = await startComprehend({ train: trainWordModel, readObjects: async () => [] });
  const all: Readonly<Record<string, string>> = {
    TERRAFORM_BINARY_NAME: program,
    AWS_ENDPOINT_URL_COMPREHEND: comprehend.url,
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'b',
    AWS_EC2_METADATA_DISABLED: 'true',
    HOME: home,
    GENESYSCLOUD_OAUTHCLIENT_ID: genesys.client.id,
    GENESYSCLOUD_OAUTHCLIENT_SECRET: genesys.client.secret,
    GENESYSCLOUD_GATEWAY_PROTOCOL: 'http',
    GENESYSCLOUD_GATEWAY_HOST: '127.0.0.1',
    GENESYSCLOUD_GATEWAY_PORT: String(genesys.port),
  };
  return {
    folder,
    start([script, ...args], variables = {}) {
      const set = Object.entries({ ...all, ...variables }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      return startNode(folder, Object.fromEntries(set), ['scripts/run.mjs', `scripts/${script}.ts`, ...args]);
    },
    edit(file, from, to) {
      const text = readFileSync(join(folder, file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      writeFileSync(
        join(folder, file),
        text.replace(from, () => to),
      );
    },
    calls: () => readFileSync(log, 'utf8'),
    async close() {
      await Promise.all([genesys.close(), comprehend.close()]);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The packages of the project, but cdktf's command line. */
function replaceCdktf(folder: string, script: string): void {
  const packages = join(folder, 'node_modules');
  if (existsSync(packages)) unlinkSync(packages);
  mkdirSync(packages);
  const real = join(process.cwd(), 'node_modules');
  for (const name of readdirSync(real)) {
    if (name !== 'cdktf-cli') symlinkSync(join(real, name), join(packages, name));
  }
  mkdirSync(join(packages, 'cdktf-cli/bundle/bin'), { recursive: true });
  writeFileSync(join(packages, 'cdktf-cli/package.json'), '{}');
  writeFileSync(join(packages, 'cdktf-cli/bundle/bin/cdktf'), script);
}
