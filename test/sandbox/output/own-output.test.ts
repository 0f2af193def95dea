import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadConfiguration } from '../../../config/load-configuration';
import { requestSchema } from '../../../lambda/contract';
import { startApi } from '../../../sandbox/api/start-api';
import { startFunction } from '../../../sandbox/function/start-function';
import { readApis } from '../../../sandbox/output/read-apis';
import { readClassifiers } from '../../../sandbox/output/read-classifier';
import { readFunctions } from '../../../sandbox/output/read-functions';
import { readStack } from '../../../sandbox/output/read-stacks';
import { type ResolvedOutput, resolveStacks } from '../../../sandbox/output/resolve-stacks';
import { copyProject, runMain } from '../../support/run-main';
import { classes, startScriptedComprehend } from '../../support/scripted-comprehend';

const root = process.cwd();
const { environments } = loadConfiguration(root);
const home = mkdtempSync(join(tmpdir(), 'own-output-'));

beforeAll(() => {
  copyProject(root, home);
  expect(runMain(home)).toMatchObject({ status: 0, stderr: '' });
});
afterAll(() => rmSync(home, { recursive: true }));

function resolveEnvironment(name: string): ResolvedOutput {
  return resolveStacks([`classifier-${name}`, `api-${name}`].map((stack) => readStack(join(home, 'cdktf.out'), stack)));
}

describe.each(environments.map((environment) => [environment.name, environment] as const))(
  'the output of %s',
  (name, env) => {
    test('holds the API with its key, plan and model', () => {
      const [api, ...others] = readApis(resolveEnvironment(name));
      expect(others).toEqual([]);
      expect(api?.methods).toEqual([
        expect.objectContaining({ httpMethod: 'POST', path: '/classify', apiKeyRequired: true, validateBody: true }),
      ]);
      expect(api?.methods[0]?.requestModels['application/json']).toMatchObject(requestSchema);
      expect(api?.usagePlans).toEqual([
        {
          name: `email-routing-${name}`,
          throttle: { rate: env.api.throttle.requestsPerSecond, burst: env.api.throttle.burst },
          quota: { limit: env.api.quota.requests, period: env.api.quota.period },
          keys: [{ id: expect.any(String), value: expect.stringMatching(/^[0-9a-f]{40}$/) }],
        },
      ]);
      expect(api?.gatewayResponses.map(({ type }) => type)).toContain('THROTTLED');
    });

    test('holds the function and the classifier that it asks', () => {
      const resolved = resolveEnvironment(name);
      const [code] = readFunctions(resolved);
      const [classifier] = readClassifiers(resolved);
      expect(readApis(resolved)[0]?.methods[0]?.functionName).toBe(code?.name);
      expect(classifier).toMatchObject({
        name: env.classifier.name,
        languageCode: env.classifier.language,
        endpoint: { name: env.classifier.endpoint.name, inferenceUnits: env.classifier.endpoint.inferenceUnits },
      });
      expect(classifier?.endpoint?.modelArn).toMatch(new RegExp(`/${classifier?.versionName}$`));
      expect(code?.environment['CLASSIFIER_ARN']).toMatch(new RegExp(`/${classifier?.endpoint?.name}$`));
    });
  },
);

test('the API, the bundle and the real SDK answer together', async () => {
  const resolved = resolveEnvironment('dev');
  const [definition] = readApis(resolved);
  const [code] = readFunctions(resolved);
  if (definition === undefined || code === undefined) throw new Error('the output has no API or no function');
  const comprehend = await startScriptedComprehend();
  comprehend.script(classes({ IRA: 0.9, OTHER: 0.1 }));
  const environment = { AWS_ENDPOINT_URL_COMPREHEND: comprehend.url };
  const running = startFunction(code, { root, environment });
  const api = await startApi(definition, { invoke: () => running.invoke });
  try {
    const reply = await fetch(`${api.url}/classify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': definition.usagePlans[0]?.keys[0]?.value ?? '' },
      body: JSON.stringify({ EmailSubject: 'Question about IRA', EmailBody: 'May I move it?' }),
    });
    expect([reply.status, await reply.json()]).toEqual([
      200,
      expect.objectContaining({ QueueName: 'IRA', Reason: 'matched' }),
    ]);
  } finally {
    await Promise.all([api.close(), running.close(), comprehend.close()]);
  }
});
