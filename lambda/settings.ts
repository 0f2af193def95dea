import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RoutedCategory } from './choose-category';
import type { EngineName } from './contract';
import { DEFAULT_MAX_CHARACTERS, MAX_TEXT_BYTES } from './email-text';
import { SettingsError } from './errors';

/** What every function reads. */
export interface Settings {
  /** 0..1, for categories without a threshold of their own. */
  readonly defaultThreshold: number;
  /** 0..1, the least that the standby model must reach; undefined: there is no standby model. */
  readonly standbyThreshold?: number;
  readonly categories: readonly RoutedCategory[];
  /** Characters of a mail that are classified at most. */
  readonly maxCharacters: number;
  /** Which model each engine asks, for the answer; what is not known is left out. */
  readonly modelVersions?: Readonly<Partial<Record<EngineName, string>>>;
  /** Folder of the bundle and its data files. */
  readonly folder: string;
}

export interface ComprehendSettings extends Settings {
  /** ARN of the Comprehend real-time endpoint. */
  readonly classifierArn: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Name of the data file beside the bundle; Lambda's environment holds 4 KB only, Comprehend knows 1,000 classes. */
export const CATEGORIES_FILE = 'categories.json';

const ENDPOINT_ARN =
  /^arn:aws(?:-[a-z]+)*:comprehend:[a-z0-9-]+:\d{12}:document-classifier-endpoint\/[A-Za-z0-9](?:-*[A-Za-z0-9])*$/;

/**
 * Settings from the function's environment: CLASSIFIER_CONFIDENCE_THRESHOLD (0..1), STANDBY_CONFIDENCE_THRESHOLD (0..1, only with a standby
 * model), CLASSIFIER_MAX_CHARACTERS (200..9999, default 2000) and the category list in the folder LAMBDA_TASK_ROOT, which Lambda sets;
 * for the answer COMPREHEND_MODEL_VERSION and SHIPPED_MODEL_VERSION.
 * @throws {SettingsError} with every fault
 */
export function readSettings(variables: Variables): Settings {
  return read(variables, []);
}

/** The same and CLASSIFIER_ARN. @throws {SettingsError} with every fault */
export function readComprehendSettings(variables: Variables): ComprehendSettings {
  const classifierArn = variables['CLASSIFIER_ARN'] ?? '';
  const faults = ENDPOINT_ARN.test(classifierArn)
    ? []
    : [`CLASSIFIER_ARN is ${found(classifierArn)}, it must be the ARN of a document-classifier-endpoint`];
  return { ...read(variables, faults), classifierArn };
}

function read(variables: Variables, faults: string[]): Settings {
  const defaultThreshold = readShare(variables, 'CLASSIFIER_CONFIDENCE_THRESHOLD', faults);
  const standby = variables['STANDBY_CONFIDENCE_THRESHOLD'] !== undefined;
  const standbyThreshold = standby ? readShare(variables, 'STANDBY_CONFIDENCE_THRESHOLD', faults) : undefined;
  const maxCharacters = readMaxCharacters(variables, faults);
  const folder = variables['LAMBDA_TASK_ROOT'];
  const categories = readCategories(folder, faults);
  if (faults.length > 0 || folder === undefined) throw new SettingsError(faults);
  const { COMPREHEND_MODEL_VERSION: comprehend = '', SHIPPED_MODEL_VERSION: shipped = '' } = variables;
  const modelVersions = { comprehend, embedded: shipped, standby: shipped };
  return {
    ...{ defaultThreshold, categories, maxCharacters, folder, modelVersions },
    ...(standbyThreshold === undefined ? {} : { standbyThreshold }),
  };
}

function readShare(variables: Variables, name: string, faults: string[]): number {
  const text = (variables[name] ?? '').trim();
  const share = text === '' ? Number.NaN : Number(text);
  if (!isShare(share)) faults.push(`${name} is ${found(text)}, it must be a number from 0 to 1`);
  return share;
}

function readMaxCharacters(variables: Variables, faults: string[]): number {
  const text = variables['CLASSIFIER_MAX_CHARACTERS'] ?? String(DEFAULT_MAX_CHARACTERS);
  const characters = Number(text);
  if (!(Number.isInteger(characters) && characters >= 200 && characters <= MAX_TEXT_BYTES)) {
    faults.push(`CLASSIFIER_MAX_CHARACTERS is ${found(text)}, it must be a whole number from 200 to ${MAX_TEXT_BYTES}`);
  }
  return characters;
}

function readCategories(folder: string | undefined, faults: string[]): readonly RoutedCategory[] {
  if (folder === undefined) {
    faults.push(`LAMBDA_TASK_ROOT is not set, it must be the folder that holds ${CATEGORIES_FILE}`);
    return [];
  }
  const file = join(folder, CATEGORIES_FILE);
  let list: unknown;
  try {
    list = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    faults.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
  if (!Array.isArray(list) || list.length === 0) {
    faults.push(`${file}: it must be a list of categories and hold one at least`);
    return [];
  }
  const labels = new Set<string>();
  return list.flatMap((entry: unknown, index) => {
    if (!isRoutedCategory(entry)) {
      faults.push(
        `${file}: entry ${index + 1} is ${JSON.stringify(entry)}, it must be {label, queue or null, threshold 0..1 or null}`,
      );
      return [];
    }
    if (labels.has(entry.label)) faults.push(`${file}: entry ${index + 1} repeats the label ${entry.label}`);
    labels.add(entry.label);
    return [entry];
  });
}

function isRoutedCategory(entry: unknown): entry is RoutedCategory {
  if (typeof entry !== 'object' || entry === null) return false;
  const { label, queue, threshold } = entry as Readonly<Record<string, unknown>>;
  return isName(label) && (queue === null || isName(queue)) && (threshold === null || isShare(threshold));
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function found(value: string): string {
  return value === '' ? 'not set' : JSON.stringify(value);
}
