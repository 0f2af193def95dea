import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { type CategoryList, categoriesSchema, queueNames } from './categories';
import { didYouMean } from './did-you-mean';
import { COMPREHEND_REGIONS } from './engine-faults';
import { type Environment, environmentSchema } from './environment';
import { ConfigError, type Fault } from './fault';
import { KnownError } from './known-error';
import { recordIn } from './name-prefix';
import { readRecord } from './read-record';
import { regionFaults, regionFromVariables, type Variables } from './region-variables';
import type { Locate } from './yaml-record';

/** The whole configuration, free of faults. */
export interface Configuration {
  readonly categories: CategoryList;
  /** Sorted by name. */
  readonly environments: readonly Environment[];
  /** What a person should know though nothing is wrong: one sentence each. */
  readonly notices: readonly { readonly environment: string; readonly message: string }[];
}

/** config/ has no record of that name. */
export class UnknownEnvironmentError extends KnownError {
  override readonly name = 'UnknownEnvironmentError';

  constructor(found: string, known: readonly string[]) {
    super(
      `No environment "${found}". ${didYouMean(found, known)}Known: ${known.join(', ')} (one file each, config/<env>.yaml)`,
    );
  }
}

interface Located {
  readonly environment: Environment;
  readonly locate: Locate;
}

/** Files of config/ that are not environments. */
const SHARED_FILES = ['categories.yaml', 'evaluation.yaml', 'prices.yaml'];

/**
 * Reads config/ below `root`.
 * @throws {ConfigError} with every fault of every file
 */
export function loadConfiguration(root: string, variables: Variables = {}): Configuration {
  const faults: Fault[] = [];
  const categories = read(root, 'config/categories.yaml', categoriesSchema, faults)?.value;
  const located = environmentFiles(root, faults).flatMap((file): Located[] => {
    const parsed = read(root, `config/${file}`, environmentSchema, faults);
    if (parsed === undefined) return [];
    const region = regionFromVariables(variables) ?? parsed.value.genesys.region;
    const name = file.replace(/\.yaml$/, '');
    const record = { ...parsed.value, genesys: { ...parsed.value.genesys, region }, name };
    return [{ environment: record, locate: parsed.locate }];
  });
  const notices = located.flatMap(({ environment, locate }) => {
    for (const fault of regionFaults(environment.genesys.region, variables, locate(['genesys', 'region'])))
      if (!faults.some((known) => known.file === fault.file && known.message === fault.message)) faults.push(fault);
    const { genesys, aws, classifier } = environment;
    const leaves =
      classifier.engine === 'comprehend' && !COMPREHEND_REGIONS.some((region) => region === genesys.region);
    return [
      ...(regionFromVariables(variables) === undefined
        ? []
        : [`GENESYSCLOUD_REGION sets the Genesys Cloud region to ${genesys.region}`]),
      ...(leaves
        ? [
            `the text of messages leaves ${genesys.region}, where AWS has no Comprehend, for ${aws.region}; classifier.engine: embedded needs none`,
          ]
        : []),
    ].map((message) => ({ environment: environment.name, message }));
  });
  if (categories !== undefined) faults.push(...located.flatMap((one) => memberFaults(one, categories)));
  faults.push(...sharedNames(located));
  if (faults.length > 0 || categories === undefined) throw new ConfigError(faults);
  return { categories, environments: located.map(({ environment }) => recordIn(environment)), notices };
}

/** The environment of that name. @throws {UnknownEnvironmentError} */
export function findEnvironment({ environments }: Configuration, name: string): Environment {
  const found = environments.find((environment) => environment.name === name);
  if (found !== undefined) return found;
  const names = environments.map((environment) => environment.name);
  throw new UnknownEnvironmentError(name, names);
}

function read<S extends z.ZodType>(root: string, file: string, schema: S, faults: Fault[]) {
  const parsed = readRecord(root, file, schema);
  if (!('faults' in parsed)) return parsed;
  faults.push(...parsed.faults);
  return undefined;
}

function environmentFiles(root: string, faults: Fault[]): string[] {
  const records = readdirSync(join(root, 'config')).filter((name) => /\.ya?ml$/i.test(name));
  const files = records.filter((name) => name.endsWith('.yaml') && !SHARED_FILES.includes(name));
  const fault = (file: string, message: string) => faults.push({ file, line: 0, column: 0, path: '', message });
  if (files.length === 0) fault('config', 'holds no environment; copy dev.yaml of the repository and edit it');
  for (const file of records.filter((name) => !name.endsWith('.yaml'))) {
    fault(
      `config/${file}`,
      `is not read: rename it to ${file.replace(/\.ya?ml$/i, '.yaml')}, or move it out of config/`,
    );
  }
  const names = files.map((file) => file.replace(/\.yaml$/, ''));
  for (const file of files) {
    const ending = names.find((name) => file.endsWith(`-${name}.yaml`));
    if (ending !== undefined) {
      fault(
        `config/${file}`,
        `ends as the name of config/${ending}.yaml, so that cdktf's '*-${ending}' would be for both; rename one of the two files`,
      );
    }
    if (/(^|-)state\.yaml$/.test(file)) {
      fault(
        `config/${file}`,
        'an environment may not be named state or …-state, as the stacks of the state buckets are; rename the file',
      );
    }
    // The name becomes part of stack names, state keys and AWS names.
    if (!/^[a-z][a-z0-9-]{0,15}\.yaml$/.test(file)) {
      fault(
        `config/${file}`,
        'an environment is named by 1 to 16 lower-case letters, digits and hyphens, a letter first; rename the file',
      );
    }
  }
  return files.sort();
}

function memberFaults({ environment, locate }: Located, categories: CategoryList): Fault[] {
  const { members } = environment.queues;
  const { existingQueues = [] } = categories;
  const queues = queueNames(categories).filter((name) => !existingQueues.includes(name));
  const declared = members === 'managed-elsewhere' ? [] : Object.keys(members);
  const missing = members === 'managed-elsewhere' ? [] : queues.filter((name) => !declared.includes(name));
  const unknown = [
    ...declared.map((name) => ({ section: 'members', name })),
    ...Object.keys(environment.queues.groups ?? {}).map((name) => ({ section: 'groups', name })),
  ].filter(({ name }) => !queues.includes(name));
  return [
    ...unknown.map(({ section, name }) => ({
      ...locate(['queues', section, name]),
      message: existingQueues.includes(name)
        ? `the queue is existing, so its members are not ours to change; remove it here, or \`existing\` in config/categories.yaml`
        : `no queue of that name in config/categories.yaml. ${didYouMean(name, queues)}Queues: ${queues.join(', ')}`,
    })),
    ...missing.map((name) => ({
      ...locate(['queues', 'members']),
      message: `queue ${name} has no members; list its agents, or write members: managed-elsewhere`,
    })),
  ];
}

/** What two environments may not have in common, because the second deploy would take it from the first. */
function sharedNames(located: readonly Located[]): Fault[] {
  const claims: readonly { path: string[]; what: string; key: (environment: Environment) => string }[] = [
    {
      path: ['email', 'route', 'pattern'],
      what: 'e-mail route',
      key: ({ email, genesys }) => {
        const domain =
          'existing' in email.domain ? email.domain.existing : `${email.domain.subdomain}@${genesys.region}`;
        return `${email.route.pattern.toLowerCase()}@${domain}`;
      },
    },
    {
      path: ['classifier', 'name'],
      what: 'classifier name',
      key: ({ name, aws, classifier }) => ofComprehend(name, aws.region, classifier, classifier.name),
    },
    {
      path: ['classifier', 'endpoint', 'name'],
      what: 'endpoint name',
      key: ({ name, aws, classifier }) => ofComprehend(name, aws.region, classifier, classifier.endpoint.name),
    },
    {
      path: ['flow', 'name'],
      what: 'flow name',
      key: (environment) => `${environment.genesys.region}/${recordIn(environment).flow.name}`,
    },
  ];
  return claims.flatMap(({ path, what, key }) =>
    located.flatMap(({ environment, locate }, index) => {
      const first = located.slice(0, index).find((other) => key(other.environment) === key(environment));
      return first === undefined
        ? []
        : [
            {
              ...locate(path),
              message: `same ${what} as config/${first.environment.name}.yaml; two environments may not share it`,
            },
          ];
    }),
  );
}

/** Without Comprehend the names are nobody's. */
function ofComprehend(
  environment: string,
  region: string,
  { engine }: Environment['classifier'],
  name: string,
): string {
  return engine === 'embedded' ? `of ${environment} alone` : `${region}/${name}`;
}
