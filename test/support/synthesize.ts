import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import type { Environment } from '../../config/environment';
import { loadConfiguration } from '../../config/load-configuration';
import { writeCorpusFile } from '../../stacks/artifacts/corpus-file';
import { shippedModel } from '../../stacks/artifacts/shipped-model';
import { addEnvironment, type SharedParts } from '../../stacks/environment-stacks';
import { withoutStackTraces } from '../../stacks/without-stack-traces';
import type { TerraformJson } from './terraform-json';

const root = process.cwd();
const { categories, environments } = loadConfiguration(root);
const corpus = writeCorpusFile(root, categories);
/** Made once: the corpus and the model as they ship. */
export const shared: SharedParts = {
  root,
  categories,
  corpus,
  model: shippedModel(root, corpus, () => {}),
  throughGateway: false,
};

/** The environment of config/ that is called so. */
export function environment(name: string): Environment {
  const found = environments.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`config/ has no ${name}`);
  return found;
}

/** Synthesizes these environments (default: those of config/) as main.ts does. Stacks by name, in order of name. */
export function synthesize(
  records: readonly Environment[] = environments,
  parts: Partial<SharedParts> = {},
): ReadonlyMap<string, TerraformJson> {
  const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
  try {
    withoutStackTraces(() => {
      const app = new App({ outdir, skipValidation: true });
      for (const record of records) addEnvironment(app, record, { ...shared, ...parts });
      app.synth();
    });
    const manifest: { stacks: Record<string, { synthesizedStackPath: string }> } = JSON.parse(
      readFileSync(join(outdir, 'manifest.json'), 'utf8'),
    );
    return new Map(
      Object.entries(manifest.stacks)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, { synthesizedStackPath }]) => [
          name,
          JSON.parse(readFileSync(join(outdir, synthesizedStackPath), 'utf8')),
        ]),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
