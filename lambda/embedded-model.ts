import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ScoredClass } from './choose-category';
import { SettingsError } from './errors';

/** Data files beside the bundle: the model's weights, and the code that reads them. lambda/ knows no more of the model than `OpenModel`. */
export const MODEL_WEIGHTS = 'model.bin';
export const MODEL_CODE = 'model.mjs';

/** Export `openModel` of model.mjs. */
type OpenModel = (weights: Uint8Array) => (text: string) => ScoredClass;

/**
 * Loads the model that travels with the bundle, once per environment.
 * @param folder LAMBDA_TASK_ROOT
 * @throws {SettingsError} when the bundle holds none, or a damaged one
 */
export async function loadEmbeddedModel(folder: string): Promise<(text: string) => ScoredClass> {
  try {
    const { openModel }: { openModel: OpenModel } = await import(pathToFileURL(join(folder, MODEL_CODE)).href);
    return openModel(readFileSync(join(folder, MODEL_WEIGHTS)));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SettingsError([`the model beside the bundle cannot be loaded: ${reason}`], { cause });
  }
}
