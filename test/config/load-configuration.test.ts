import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ConfigError } from '../../config/fault';
import { findEnvironment, loadConfiguration } from '../../config/load-configuration';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'config-'));
  cpSync('config', join(root, 'config'), { recursive: true, filter: (path) => !path.endsWith('.ts') });
});
afterEach(() => rmSync(root, { recursive: true }));

/** Replaces text in a file of config/ and says on which line the replacement stands. */
function edit(file: string, from: string, to: string): number {
  const path = join(root, 'config', file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
  return text.slice(0, text.indexOf(from)).split('\n').length;
}

function faults(variables: Record<string, string> = {}) {
  try {
    loadConfiguration(root, variables);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('the records that ship', () => {
  test('have no fault', () => {
    const { environments, categories, notices } = loadConfiguration(process.cwd());
    expect(environments.map(({ name }) => name)).toEqual(['dev', 'prod']);
    expect(categories.categories.map(({ label, queue }) => [label, queue])).toEqual([
      ['401K', '401K'],
      ['IRA', 'IRA'],
      ['529', '529'],
      ['OTHER', null],
    ]);
    expect(notices).toEqual([]);
  });
});

describe('a fault names file, line, path, the value found and what is allowed', () => {
  const cases: [what: string, file: string, from: string, to: string, path: string, says: string[]][] = [
    [
      'threshold in percent',
      'dev.yaml',
      'threshold: 0.75',
      'threshold: 75',
      'classifier.threshold',
      ['75', 'at most 1', '0.75?'],
    ],
    [
      'negative threshold',
      'dev.yaml',
      'threshold: 0.75',
      'threshold: -1',
      'classifier.threshold',
      ['-1', 'at least 0'],
    ],
    [
      'threshold as text',
      'dev.yaml',
      'threshold: 0.75',
      'threshold: high',
      'classifier.threshold',
      ['"high"', 'number'],
    ],
    [
      'AWS region typo',
      'dev.yaml',
      'region: us-east-1',
      'region: us-esat-1',
      'aws.region',
      ['"us-esat-1"', 'Did you mean us-east-1?'],
    ],
    [
      'Genesys region typo',
      'dev.yaml',
      'genesys:\n  region: us-east-1',
      'genesys:\n  region: us-eest-1',
      'genesys.region',
      ['Did you mean us-east-1?'],
    ],
    [
      'unknown key',
      'dev.yaml',
      'inferenceUnits: 1',
      'inferenceUnit: 1',
      'classifier.endpoint.inferenceUnit',
      ['unknown key', 'Did you mean inferenceUnits?', 'parked'],
    ],
    [
      'unknown key in a choice',
      'dev.yaml',
      'subdomain: acme-mail-dev',
      'subdomian: acme-mail-dev',
      'email.domain.subdomian',
      ['Did you mean subdomain?', 'existing'],
    ],
    ['unknown backend', 'dev.yaml', 'type: local', 'type: locale', 'backend.type', ['"locale"', 'local', 's3']],
    [
      'wrong retention',
      'dev.yaml',
      'retentionDays: 30',
      'retentionDays: 31',
      'logs.retentionDays',
      ['31 is not allowed', 'Nearest: 30.'],
    ],
    [
      'a key of another choice',
      'dev.yaml',
      'type: local',
      'type: s3\n  region: us-east-1\n  bucket: acme\n  prefix: a',
      'backend.dir',
      ['dir belongs to type: local. Allowed here: type, bucket, region, prefix, kmsKeyId'],
    ],
    ['account id as number', 'dev.yaml', 'aws:\n', 'aws:\n  accountId: 12\n', 'aws.accountId', ['12', 'string']],
    [
      'a domain that is an address',
      'dev.yaml',
      'subdomain: acme-mail-dev',
      'existing: info@example.com',
      'email.domain.existing',
      ['full domain name'],
    ],
    ['flow name Architect refuses', 'dev.yaml', 'name: Email Routing dev', 'name: a/b', 'flow.name', ['slash']],
    [
      'duplicate category',
      'categories.yaml',
      'label: IRA',
      'label: 401k',
      'categories.1.label',
      ['listed twice', 'entry 1'],
    ],
    [
      'category on the fallback queue',
      'categories.yaml',
      'queue: IRA',
      'queue: GeneralSupport',
      'categories.1.queue',
      ['queue: none'],
    ],
    [
      'category threshold',
      'categories.yaml',
      'queue: IRA',
      'queue: IRA\n    threshold: 80',
      'categories.1.threshold',
      ['80', '0.8?'],
    ],
    [
      'queue names that differ only in case',
      'categories.yaml',
      'queue: "529"',
      'queue: ira',
      'categories.2.queue',
      ['"ira"', 'queue IRA', 'alike'],
    ],
    [
      'fallback queue in another case',
      'categories.yaml',
      'queue: IRA',
      'queue: generalsupport',
      'categories.1.queue',
      ['"generalsupport"', 'queue: none'],
    ],
    [
      'no queue in another case',
      'categories.yaml',
      'queue: none',
      'queue: None',
      'categories.3.queue',
      ['"None"', '`none`'],
    ],
    [
      'an agent twice',
      'dev.yaml',
      'agents: []',
      `agents: [${['A@x.com', 'b@x.com', 'a@x.com'].map((email) => `{email: ${email}, name: A, roles: [employee]}`).join()}]`,
      'agents.2.email',
      ['"a@x.com"', 'entry 1', 'remove one'],
    ],
    ...['/mail', 'mail/', '/', 'a//b'].map((prefix): (typeof cases)[number] => [
      `S3 prefix ${prefix}`,
      'dev.yaml',
      'backend:\n  type: local',
      `backend: {type: s3, bucket: acme-state, region: us-east-1, prefix: ${prefix}}\nold:\n  type: local`,
      'backend.prefix',
      [`"${prefix}"`, 'no slash at its beginning or end'],
    ]),
    ['malformed YAML', 'dev.yaml', 'tags:', 'tags: [', '', ['not readable as YAML']],
    ['duplicate key', 'dev.yaml', 'logs:', 'aws:\n  region: us-east-1\nlogs:', '', ['not readable as YAML', 'unique']],
    [
      'members of an unknown queue',
      'dev.yaml',
      'members: managed-elsewhere',
      'members: {401k: [a@example.com]}',
      'queues.members.401k',
      ['no queue of that name', 'Did you mean 401K?'],
    ],
  ];
  test.each(cases)('%s', (_what, file, from, to, path, says) => {
    edit(file, from, to);
    const found = faults().filter((fault) => fault.path === path && fault.file === `config/${file}`);
    expect(found).not.toEqual([]);
    for (const words of says) expect(found[0]?.message).toContain(words);
    expect(found[0]?.line).toBeGreaterThan(0);
  });

  test('the line is that of the value', () => {
    const line = edit('dev.yaml', '  threshold: 0.75', '  threshold: 75');
    expect(faults()).toEqual([expect.objectContaining({ file: 'config/dev.yaml', line, column: 14 })]);
  });

  test('all faults of all files come together', () => {
    edit('dev.yaml', 'threshold: 0.75', 'threshold: 75');
    edit('dev.yaml', 'burst: 200', 'burst: many');
    edit('prod.yaml', 'parked: false', 'parkd: false');
    edit('categories.yaml', 'label: IRA', 'label: 401K');
    expect(faults().map(({ path }) => path)).toEqual([
      'categories.1.label',
      'classifier.threshold',
      'api.throttle.burst',
      'classifier.endpoint.parkd',
    ]);
  });

  test('a missing section', () => {
    edit('dev.yaml', 'logs:\n  retentionDays: 30\n', '');
    expect(faults()).toEqual([expect.objectContaining({ path: 'logs', message: expect.stringContaining('missing') })]);
  });

  test('a queue without members when members are declared', () => {
    edit(
      'dev.yaml',
      'members: managed-elsewhere',
      'members: {401K: [a@example.com], IRA: [a@example.com], "529": [b@example.com]}',
    );
    expect(faults()).toEqual([
      expect.objectContaining({ message: expect.stringContaining('GeneralSupport has no members') }),
    ]);
  });
});

describe('the engine', () => {
  test.each([
    [
      'a region without Comprehend',
      'region: us-east-1\n  tags',
      'region: sa-east-1\n  tags',
      'aws.region',
      'engine: embedded',
    ],
    [
      'a standby of the embedded engine',
      'language: en',
      'language: en\n  engine: embedded\n  standby: true',
      'classifier.standby',
      'remove standby',
    ],
    [
      'a threshold of no standby',
      'language: en',
      'language: en\n  standbyThreshold: 0.9',
      'classifier.standbyThreshold',
      'write standby: true',
    ],
    [
      'a standby that is believed sooner',
      'language: en',
      'language: en\n  standby: true\n  standbyThreshold: 0.7',
      'classifier.standbyThreshold',
      'choose 0.75',
    ],
  ])('%s is a fault that says what to do', (_what, from, to, path, remedy) => {
    edit('dev.yaml', from, to);
    expect(faults()).toEqual([
      expect.objectContaining({ file: 'config/dev.yaml', path, message: expect.stringContaining(remedy) }),
    ]);
  });

  test('embedded runs in a region without Comprehend, and claims no name there', () => {
    edit('dev.yaml', 'region: us-east-1\n  tags', 'region: sa-east-1\n  tags');
    edit('dev.yaml', 'language: en', 'language: en\n  engine: embedded');
    edit('dev.yaml', 'name: email-routing-dev\n  language', 'name: email-routing-prod\n  language');
    expect(faults()).toEqual([]);
  });
});

describe('an elastic endpoint', () => {
  const settings = (text: string) => edit('dev.yaml', '    parked: false\n', `    parked: false\n${text}\n`);

  test.each([
    [
      '    scaling: {min: 1, max: 4}\n    schedule: {zone: Europe/Berlin, minimum: [{days: MON-FRI, at: "08:00", units: 2}]}',
    ],
    ['    hours: {open: "07:00", close: "19:00", zone: America/New_York, days: "MON-THU,SAT"}'],
  ])('may be %s', (text) => {
    settings(text);
    expect(faults()).toEqual([]);
  });

  test.each([
    ['    scaling: {min: 4, max: 2}', 'scaling.min', 'exchange them'],
    ['    scaling: {min: 2, max: 4}', 'inferenceUnits', 'scaling allows 2 to 4'],
    ['    scaling: {min: 1, max: 12}', 'scaling.max', 'at most 10'],
    ['    scaling: {min: 1, max: 4, target: 70}', 'scaling.target', 'peakMailsPerHour is 60'],
    ['    schedule: {zone: UTC, minimum: [{days: MON, at: "08:00", units: 1}]}', 'schedule', 'add scaling'],
    [
      '    scaling: {min: 1, max: 2}\n    schedule: {zone: UTC, minimum: [{days: MON, at: "08:00", units: 3}]}',
      'schedule.minimum.0.units',
      'scaling allows 1 to 2',
    ],
    [
      '    scaling: {min: 1, max: 2}\n    schedule: {zone: UTC, minimum: [{days: MON, at: "08:00", units: 1}, {days: SUN-TUE, at: "08:00", units: 2}]}',
      'schedule.minimum.1.at',
      'MON 08:00',
    ],
    ['    hours: {open: "19:00", close: "07:00", zone: UTC}', 'hours.close', 'choose a later time'],
    ['    hours: {open: "7:00", close: "19:00", zone: UTC}', 'hours.open', '"08:30"'],
    ['    hours: {open: "07:00", close: "19:00", zone: Mars/Olympus}', 'hours.zone', 'America/New_York'],
    ['    hours: {open: "07:00", close: "19:00", zone: UTC, days: MON-FRO}', 'hours.days', 'MON-FRI'],
    ['    hours: {open: "07:00", close: "19:00", zone: UTC}\n    scaling: {min: 1, max: 2}', 'hours', 'remove hours'],
  ])('%s is refused with a remedy', (text, path, remedy) => {
    settings(text);
    expect(faults()).toEqual([
      expect.objectContaining({ path: `classifier.endpoint.${path}`, message: expect.stringContaining(remedy) }),
    ]);
  });
});

describe('two environments may not share', () => {
  test.each([
    ['a domain route', 'subdomain: acme-mail #', 'subdomain: acme-mail-dev #', 'email.route.pattern'],
    ['a classifier', 'name: email-routing-prod\n  language', 'name: email-routing-dev\n  language', 'classifier.name'],
    [
      'an endpoint',
      'name: email-routing-prod\n    inference',
      'name: email-routing-dev\n    inference',
      'classifier.endpoint.name',
    ],
    ['a flow', 'name: Email Routing\n', 'name: Email Routing dev\n', 'flow.name'],
  ])('%s', (_what, from, to, path) => {
    edit('prod.yaml', from, to);
    expect(faults()).toEqual([
      expect.objectContaining({ file: 'config/prod.yaml', path, message: expect.stringContaining('config/dev.yaml') }),
    ]);
  });
});

describe('the region variables of the operator', () => {
  test('tells that the text of messages leaves a Genesys Cloud region without Comprehend', () => {
    const { notices } = loadConfiguration(root, { GENESYSCLOUD_REGION: 'eu-central-2' });
    expect(notices.map(({ environment, message }) => `${environment} ${message}`)).toContainEqual(
      expect.stringMatching(/^dev the text of messages leaves eu-central-2, .* for us-east-1/),
    );
  });

  test('GENESYSCLOUD_REGION overrides the records and says so', () => {
    const { environments, notices } = loadConfiguration(root, { GENESYSCLOUD_REGION: 'eu-west-1' });
    expect(environments.map(({ genesys }) => genesys.region)).toEqual(['eu-west-1', 'eu-west-1']);
    expect(notices).toHaveLength(2);
  });
  test('all three may agree', () => {
    const variables = {
      GENESYSCLOUD_REGION: 'us-west-2',
      GENESYSCLOUD_API_REGION: 'https://api.usw2.pure.cloud/',
      GENESYSCLOUD_ARCHY_REGION: 'usw2.pure.cloud',
    };
    expect(faults(variables)).toEqual([]);
  });
  test.each([
    ['GENESYSCLOUD_API_REGION', 'https://api.mypurecloud.ie', 'https://api.mypurecloud.com'],
    ['GENESYSCLOUD_ARCHY_REGION', 'mypurecloud.ie', 'mypurecloud.com'],
    ['GENESYSCLOUD_REGION', 'us-east-9', 'us-east-1'],
  ])('a contradiction by %s is a fault', (name, value, expected) => {
    const [first] = faults({ [name]: value });
    expect(first?.message).toContain(name);
    expect(first?.message).toContain(expected);
  });
});

test('a wrong GENESYSCLOUD_REGION is told once, and no record is blamed for it', () => {
  const message = expect.stringMatching(/^GENESYSCLOUD_REGION is us-east-9, .*Did you mean us-east-1\? Known: /);
  expect(faults({ GENESYSCLOUD_REGION: 'us-east-9' })).toEqual([
    { file: 'environment variables', line: 0, column: 0, path: '', message },
  ]);
});

describe('files', () => {
  test('an environment that is not there is named with those that are', () => {
    expect(() => findEnvironment(loadConfiguration(root), 'prd')).toThrow('Did you mean prod? Known: dev, prod');
  });
  test('a name that AWS would refuse', () => {
    cpSync(join(root, 'config/dev.yaml'), join(root, 'config/Test_1.yaml'));
    expect(
      faults()
        .map(({ message }) => message)
        .join(),
    ).toContain('rename the file');
  });
  test('a name that ends as another does, which one glob of cdktf would take for both', () => {
    renameSync(join(root, 'config/prod.yaml'), join(root, 'config/eu-dev.yaml'));
    expect(faults()).toEqual([
      expect.objectContaining({ file: 'config/eu-dev.yaml', message: expect.stringContaining("'*-dev'") }),
    ]);
    renameSync(join(root, 'config/eu-dev.yaml'), join(root, 'config/eudev.yaml'));
    expect(faults()).toEqual([]);
  });
  test.each(['state', 'dev-state'])('the name %s, as stacks of state buckets end', (name) => {
    renameSync(join(root, 'config/prod.yaml'), join(root, `config/${name}.yaml`));
    expect(faults()).toEqual([
      expect.objectContaining({ file: `config/${name}.yaml`, message: expect.stringContaining('state buckets') }),
    ]);
  });
  test('a file that is not UTF-8', () => {
    writeFileSync(join(root, 'config/dev.yaml'), Buffer.from([0x61, 0x3a, 0xff, 0xfe]));
    expect(faults()).toEqual([
      expect.objectContaining({ file: 'config/dev.yaml', message: expect.stringContaining('UTF-8') }),
    ]);
  });
  test('no categories', () => {
    rmSync(join(root, 'config/categories.yaml'));
    expect(faults()).toEqual([
      expect.objectContaining({ file: 'config/categories.yaml', message: expect.stringContaining('cannot be read') }),
    ]);
  });
  test('a byte-order mark changes nothing', () => {
    const path = join(root, 'config/dev.yaml');
    writeFileSync(path, `\uFEFF${readFileSync(path, 'utf8')}`);
    expect(faults()).toEqual([]);
  });
});
