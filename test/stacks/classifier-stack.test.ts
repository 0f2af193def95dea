import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../config/environment';
import { parseCorpus } from '../../corpus/parse-corpus';
import { trainingFile } from '../../corpus/training-file';
import { sha256 } from '../../stacks/artifacts/built-file';
import { environment, shared, synthesize } from '../support/synthesize';
import { only, resources } from '../support/terraform-json';

const dev = environment('dev');
const withClassifier = (change: Partial<Environment['classifier']>): Environment => ({
  ...dev,
  classifier: { ...dev.classifier, ...change },
});
const classifierOf = (record: Environment, hash = shared.corpus.hash) =>
  only(
    synthesize([record], { corpus: { ...shared.corpus, hash } }),
    'classifier-dev',
    'aws_comprehend_document_classifier',
  );
const version = (record: Environment, hash?: string) => String(classifierOf(record, hash)['version_name']);

describe('the version of the model', () => {
  const hash = (rows: string) =>
    sha256(
      Buffer.from(trainingFile(parseCorpus(Buffer.from(rows)).mails, { share: 0.5, outOfScope: ['OTHER'] }).text),
      'hex',
    );
  const rows = 'IRA,"Roth\nHow much?"\n401K,match?\n';

  test('stays while nothing that training depends on changes', () => {
    const first = version(dev, hash(rows));
    expect(version(dev, hash('401K,match?\r\nIRA,"Roth\r\nHow  much?"\r\n'))).toBe(first);
    expect(version({ ...dev, aws: { ...dev.aws, tags: { Owner: 'somebody' } } }, hash(rows))).toBe(first);
    expect(version(withClassifier({ threshold: 0.5, protected: true }), hash(rows))).toBe(first);
    expect(version(withClassifier({ endpoint: { ...dev.classifier.endpoint, inferenceUnits: 9 } }), hash(rows))).toBe(
      first,
    );
  });

  test('changes with the corpus and with every argument of the classifier, for an update under the same version trains at every apply', () => {
    const versions = [
      version(dev, hash(rows)),
      version(dev, hash(rows.replace('match', 'loan'))),
      version(withClassifier({ language: 'es' }), hash(rows)),
      version(withClassifier({ name: 'another' }), hash(rows)),
    ];
    expect(new Set(versions).size).toBe(versions.length);
  });

  test('covers every argument: two classifiers differ in nothing but name and version, or in both', () => {
    const plain = (record: Environment) => {
      const { version_name: _, name: __, lifecycle: ___, ...rest } = classifierOf(record);
      return JSON.stringify(rest).replaceAll(version(record), 'VERSION');
    };
    expect(plain(withClassifier({ name: 'another' }))).toBe(plain(dev));
    expect(plain(withClassifier({ language: 'es' }))).not.toBe(plain(dev));
  });

  test("is in the key of the corpus, in the ARN of the endpoint's model and nowhere read from the resource", () => {
    const stacks = synthesize([dev]);
    const name = version(dev);
    expect(only(stacks, 'classifier-dev', 'aws_s3_object')['key']).toBe(`training/${name}.csv`);
    const endpoint = only(stacks, 'classifier-dev', 'aws_cloudcontrolapi_resource');
    const desired: Record<string, unknown> = JSON.parse(String(endpoint['desired_state']));
    expect(desired['ModelArn']).toBe(
      `arn:aws:comprehend:us-east-1:\${data.aws_caller_identity.current.account_id}:document-classifier/email-routing-dev/version/${name}`,
    );
    expect(JSON.stringify([...stacks])).not.toContain('aws_comprehend_document_classifier.classifier.arn');
  });
});

describe('the endpoint', () => {
  test('is what the record says, swapped in place, named for ever', () => {
    const endpoint = only(synthesize([dev]), 'classifier-dev', 'aws_cloudcontrolapi_resource');
    expect(JSON.parse(String(endpoint['desired_state']))).toMatchObject({
      EndpointName: 'email-routing-dev',
      DesiredInferenceUnits: 1,
      Tags: [
        { Key: 'Project', Value: 'email-routing' },
        { Key: 'Environment', Value: 'dev' },
      ],
    });
    const schema: { createOnlyProperties: string[] } = JSON.parse(String(endpoint['schema']));
    expect(schema.createOnlyProperties).toEqual(['/properties/EndpointName']);
    expect(endpoint['depends_on']).toEqual([
      'aws_comprehend_document_classifier.classifier',
      'terraform_data.endpoint_owner',
    ]);
  });

  test('parked, is the only thing that is missing', () => {
    const parked = withClassifier({ endpoint: { ...dev.classifier.endpoint, parked: true } });
    const addresses = (record: Environment) => resources(synthesize([record])).map(({ at }) => at);
    const running = addresses(dev);
    expect(running.filter((address) => !addresses(parked).includes(address))).toEqual([
      'classifier-dev: aws_cloudcontrolapi_resource.endpoint',
    ]);
    expect(addresses(parked).filter((address) => !running.includes(address))).toEqual([]);
    const others = (record: Environment) =>
      resources(synthesize([record]))
        .filter(({ name }) => !['endpoint', 'endpoint_owner'].includes(name))
        .map(({ at, attributes }) => [at, attributes]);
    expect(others(parked)).toEqual(others(dev));
  });
});

test('a protected classifier is never destroyed, another one can be', () => {
  expect(classifierOf(withClassifier({ protected: true }))['lifecycle']).toMatchObject({ prevent_destroy: true });
  expect(classifierOf(dev)['lifecycle']).toMatchObject({ prevent_destroy: false });
});

test('trust without aws:SourceArn still demands our account', () => {
  const [role] = resources(synthesize([withClassifier({ trustSourceArn: false })]), 'aws_iam_role').filter(
    ({ stack }) => stack === 'classifier-dev',
  );
  const trust = String(role?.attributes['assume_role_policy']);
  expect(trust).toContain('aws:SourceAccount');
  expect(trust).not.toContain('aws:SourceArn');
});
