import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { App } from 'cdktf';
import type { Environment } from '../../config/environment';
import { bundleLambda, lambdaZip } from '../../stacks/artifacts/lambda-bundle';
import { type ShippedModel, shippedModel } from '../../stacks/artifacts/shipped-model';
import { addEnvironment } from '../../stacks/environment-stacks';
import { CATEGORIES } from '../support/lambda-environment';
import { environment, shared, synthesize } from '../support/synthesize';
import { only, resources } from '../support/terraform-json';

const dev = environment('dev');
const withClassifier = (change: Partial<Environment['classifier']>): Environment => ({
  ...dev,
  classifier: { ...dev.classifier, ...change },
});
const embedded = withClassifier({ engine: 'embedded' });
const standby = withClassifier({ standby: true });
/** Stands for the weights, so that nothing is trained here. */
const model: ShippedModel = { key: 'key of the inputs', weights: () => Buffer.from('weights') };

const variables = (record: Environment) =>
  Object(only(synthesize([record], { model }), 'api-dev', 'aws_lambda_function')['environment']).variables;

/** Names of the stacks that each stack waits for. */
function dependencies(record: Environment): Readonly<Record<string, readonly string[]>> {
  const outdir = mkdtempSync(join(tmpdir(), 'engines-'));
  try {
    const app = new App({ outdir, skipValidation: true });
    addEnvironment(app, record, { ...shared, model });
    app.synth();
    const { stacks } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
      stacks: Record<string, { dependencies: string[] }>;
    };
    return Object.fromEntries(Object.entries(stacks).map(([name, stack]) => [name, stack.dependencies]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

describe('engine: embedded', () => {
  const stacks = synthesize([embedded], { model });

  test('deploys no bucket, role, training or endpoint; its classifier stack is there to take away what was', () => {
    const left = resources(stacks).filter(({ stack }) => stack === 'classifier-dev');
    expect(left.map(({ at }) => at)).toEqual(['classifier-dev: terraform_data.endpoint_owner']);
    expect(stacks.get('classifier-dev')?.provider).toHaveProperty('aws');
    expect(stacks.get('classifier-dev')?.output).toBeUndefined();
  });

  test('gives its function no endpoint and no right to ask one', () => {
    expect(variables(embedded)).toEqual({
      CLASSIFIER_CONFIDENCE_THRESHOLD: '0.75',
      CLASSIFIER_MAX_CHARACTERS: '2000',
      SHIPPED_MODEL_VERSION: expect.any(String),
    });
    expect(JSON.stringify([...stacks])).not.toMatch(/comprehend:|AWS\/Comprehend/);
  });
});

describe('standby', () => {
  test('has a threshold of its own, 0.1 above the other unless the record says more', () => {
    expect(variables(standby)).toMatchObject({ STANDBY_CONFIDENCE_THRESHOLD: '0.85' });
    expect(variables(withClassifier({ standby: true, threshold: 0.95 }))).toMatchObject({
      STANDBY_CONFIDENCE_THRESHOLD: '1',
    });
    expect(variables(withClassifier({ standby: true, standbyThreshold: 0.9 }))).toMatchObject({
      STANDBY_CONFIDENCE_THRESHOLD: '0.9',
    });
    expect(variables(dev)).not.toHaveProperty('STANDBY_CONFIDENCE_THRESHOLD');
  });

  test('changes nothing of the classifier', () => {
    const classifier = (record: Environment) => synthesize([record], { model }).get('classifier-dev');
    expect(classifier(standby)).toEqual(classifier(dev));
  });
});

describe('the order of the stacks', () => {
  test('without a model in the function mail is routed once the classifier is there', () => {
    expect(dependencies(dev)).toEqual({
      'classifier-dev': [],
      'api-dev': ['classifier-dev'],
      'routing-dev': ['api-dev'],
    });
  });

  test.each([
    ['standby: mail is routed before the first training', standby],
    ['embedded: the endpoint of before goes when nobody asks it any more', embedded],
  ])('%s', (_what, record) => {
    expect(dependencies(record)).toEqual({
      ...{ 'api-dev': [], 'routing-dev': ['api-dev'], 'classifier-dev': ['routing-dev'] },
    });
  });
});

describe('the model in the zip', () => {
  const code = { entry: 'lambda/embedded.ts', model };

  test('is trained by no synth that does not ship it', () => {
    const untrained: ShippedModel = {
      get key(): string {
        throw new Error('asked for the key');
      },
      weights: () => {
        throw new Error('trained');
      },
    };
    expect(() => synthesize([dev], { model: untrained })).not.toThrow();
  });

  test('counts by what it was trained from: weights of another machine are no change', () => {
    const { sha256 } = bundleLambda(process.cwd(), CATEGORIES, code);
    const elsewhere = { ...code, model: { ...model, weights: () => Buffer.from('other bytes') } };
    expect(
      Buffer.compare(lambdaZip(process.cwd(), CATEGORIES, code), lambdaZip(process.cwd(), CATEGORIES, elsewhere)),
    ).not.toBe(0);
    expect(bundleLambda(process.cwd(), CATEGORIES, elsewhere).sha256).toBe(sha256);
    const retrained = { ...code, model: { ...model, key: 'key of other inputs' } };
    expect(bundleLambda(process.cwd(), CATEGORIES, retrained).sha256).not.toBe(sha256);
    expect(bundleLambda(process.cwd(), CATEGORIES, { ...code, entry: 'lambda/index.ts' }).sha256).not.toBe(sha256);
  });

  test('has another key for another corpus', () => {
    const key = (hash: string) => shippedModel(process.cwd(), { ...shared.corpus, hash }, () => {}).key;
    expect(key('a')).toMatch(/^[0-9a-f]{64}$/);
    expect(key('a')).toBe(key('a'));
    expect(key('b')).not.toBe(key('a'));
  });

  test('stays away from the zip of an environment without it', () => {
    const bundle = (record: Environment) => only(synthesize([record], { model }), 'api-dev', 'aws_lambda_function');
    expect(bundle(dev)['source_code_hash']).toBe(bundleLambda(process.cwd(), shared.categories.categories).sha256);
    expect(bundle(standby)['source_code_hash']).not.toBe(bundle(dev)['source_code_hash']);
    expect(bundle(embedded)['source_code_hash']).not.toBe(bundle(standby)['source_code_hash']);
  });
});
