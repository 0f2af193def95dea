import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readCorpus } from '../../../corpus/read-corpus';
import { emailText } from '../../../lambda/email-text';
import { type Comprehend, startComprehend } from '../../../stand-ins/comprehend/start-comprehend';
import { runCommand } from '../../support/run-command';
import { copyProject } from '../../support/run-main';
import { trainWordModel } from '../../support/word-model';

// npm run classifier, as a process of its own, with the real SDK client.
let comprehend: Comprehend;
let served: string;
beforeAll(async () => {
  let time = 0;
  comprehend = await startComprehend({
    train: trainWordModel,
    readObjects: async () => [],
    clock: () => (time += 1000), // versions are told apart by when they were made
  });
  const rows = readCorpus(process.cwd(), 'held-out').map(({ label, subject, body }) => ({
    label,
    text: emailText(subject, body),
  }));
  for (const version of ['first', 'second'])
    comprehend.classifiers.install('email-routing-dev', version, trainWordModel(rows));
  served = comprehend.classifiers.install('email-routing-dev', 'third', trainWordModel(rows));
});
afterAll(() => comprehend.close());

const classifier = (...args: string[]) => classifierIn(process.cwd(), ...args);
const classifierIn = (folder: string, ...args: string[]) =>
  runCommand(
    folder,
    { AWS_ENDPOINT_URL_COMPREHEND: comprehend.url, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
    ['classifier', ...args],
  );

describe('npm run classifier', () => {
  test('says that there is no endpoint, and where mail goes meanwhile', async () => {
    const { code, output } = await classifier('status', 'dev');
    expect({ code, output }).toEqual({ code: 3, output: expect.stringContaining('Mail goes to the fallback queue') });
    expect((await classifier('test', 'dev')).output).toContain('parked, or not deployed yet');
  });

  test('shows the endpoint and what it serves, waits for it, and asks it', async () => {
    comprehend.endpoints.create({ EndpointName: 'email-routing-dev', ModelArn: served, DesiredInferenceUnits: 1 });
    const status = await classifier('status', 'dev');
    // No plan says that another model serves than the corpus asks for.
    expect(status).toMatchObject({
      code: 3,
      output: expect.stringMatching(
        /IN_SERVICE, 1 inference units\s+serves third\s+NOT AS RECORDED: it serves the model third, the record asks for [0-9a-f]{16}/,
      ),
    });
    expect(await classifier('wait', 'dev', '--timeout', '1')).toMatchObject({ code: 0, output: 'in service\n' });
    const { output } = await classifier('test', 'dev', '--count', '8');
    expect(output.trimEnd().split('\n')).toHaveLength(8);
    expect(output).toMatch(/^(ok {3}|WRONG) 401K → \w+ 0\.\d{3} /m);
  });

  test('does not wait for an endpoint that the record parks, and says where', async () => {
    const home = mkdtempSync(join(tmpdir(), 'parked-'));
    try {
      copyProject(process.cwd(), home);
      const record = join(home, 'config/dev.yaml');
      writeFileSync(record, readFileSync(record, 'utf8').replace('parked: false', 'parked: true'));
      expect(await classifierIn(home, 'wait', 'dev', '--timeout', '0.1')).toEqual({
        code: 3,
        output: expect.stringContaining('config/dev.yaml parks the endpoint (classifier.endpoint.parked: true)'),
      });
    } finally {
      rmSync(home, { recursive: true });
    }
  });

  test('prunes only what nobody uses, and only when it may', async () => {
    const asked = await classifier('prune', 'dev');
    expect(asked.output).toContain('add --yes');
    expect(comprehend.classifiers.list()).toHaveLength(3);
    const { code, output } = await classifier('prune', 'dev', '--yes');
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('deleted first') });
    expect(comprehend.classifiers.list().map(({ arn }) => arn)).toEqual([served]);
    expect((await classifier('prune', 'dev', '--yes')).output).toContain('no unused version');
  });

  test('names an environment that does not exist, and missing credentials', async () => {
    expect((await classifier('status', 'prd')).output).toContain('Did you mean prod?');
    const without = await runCommand(
      process.cwd(),
      { AWS_ENDPOINT_URL_COMPREHEND: comprehend.url, AWS_EC2_METADATA_DISABLED: 'true', HOME: '/nowhere' },
      ['classifier', 'status', 'dev'],
    );
    expect(without).toMatchObject({ code: 1, output: expect.stringContaining('no AWS credentials: set AWS_PROFILE') });
  });
});
