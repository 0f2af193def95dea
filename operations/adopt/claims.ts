import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CategoryList } from '../../config/categories';
import { didYouMean } from '../../config/did-you-mean';
import type { Environment } from '../../config/environment';
import { PreflightError } from '../../config/preflight-error';
import { editYaml } from './edit-yaml';

/** Objects that somebody made by hand and that the environment is to own. */
export interface Claims {
  readonly queues: readonly {
    /** Label of the category, or `fallback`. */
    readonly label: string;
    /** Its name in the organisation. */
    readonly name: string;
  }[];
  /** `pattern@domain` */
  readonly route: string | undefined;
}

const CATEGORIES = 'config/categories.yaml';

/**
 * Writes what was claimed into the records, and nothing else.
 * @returns takes the edits back
 * @throws {PreflightError} when a claim fits neither categories nor prefix; then nothing is written
 */
export function writeClaims(
  root: string,
  { queues, route }: Claims,
  environment: Environment,
  categories: CategoryList,
): () => void {
  const record = `config/${environment.name}.yaml`;
  const before = new Map([CATEGORIES, record].map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  const after = new Map(before);
  const edit = (file: string, path: readonly (string | number)[], value: string | boolean | object) =>
    after.set(file, editYaml(after.get(file) ?? '', path, value));

  for (const { label, name } of queues) {
    const called = withoutPrefix(environment, name);
    for (const path of queuePaths(categories, label, before.get(CATEGORIES) ?? '')) edit(CATEGORIES, path, called);
  }
  if (route !== undefined) {
    const [, pattern = '', domain = ''] = /^([^@]+)@([^@]+)$/.exec(route) ?? [];
    if (domain === '') throw new PreflightError([`${route} is not an address: write --route support@mail.example.com`]);
    edit(record, ['email', 'domain'], { existing: domain.toLowerCase() });
    edit(record, ['email', 'route', 'pattern'], pattern);
    edit(record, ['email', 'route', 'adopted'], true);
  }
  const write = (texts: ReadonlyMap<string, string>) => {
    for (const [file, text] of texts) if (before.get(file) !== after.get(file)) writeFileSync(join(root, file), text);
  };
  write(after);
  return () => write(before);
}

/** Where the categories name the queue of that label: at every category that shares it. */
function queuePaths(
  { categories, fallbackQueue }: CategoryList,
  label: string,
  text: string,
): readonly (string | number)[][] {
  const queue = categories.find((one) => one.label === label)?.queue;
  if (queue === null) throw new PreflightError([`the category ${label} has no queue in ${CATEGORIES}`]);
  if (queue !== undefined)
    return categories.flatMap((one, index) => (one.queue === queue ? [['categories', index, 'queue']] : []));
  if (label === 'fallback') {
    const written: unknown = (parse(text) as { fallbackQueue: unknown }).fallbackQueue;
    return [typeof written === 'string' ? ['fallbackQueue'] : ['fallbackQueue', 'name']];
  }
  const labels = [...categories.flatMap((one) => (one.queue === null ? [] : one.label)), 'fallback'];
  throw new PreflightError([
    `no category ${label}. ${didYouMean(label, labels)}There are: ${labels.join(', ')} (fallback is the queue ${fallbackQueue})`,
  ]);
}

function withoutPrefix({ name: environment, genesys: { namePrefix = '' } }: Environment, name: string): string {
  if (name.startsWith(namePrefix)) return name.slice(namePrefix.length);
  throw new PreflightError([
    `the queue ${name} does not begin with "${namePrefix}", as every queue of ${environment} does (genesys.namePrefix). Rename it in Genesys Cloud, or use it as it is: \`existing: true\` in ${CATEGORIES}`,
  ]);
}
