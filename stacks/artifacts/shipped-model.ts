import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { buildSync } from 'esbuild';
import { storedClassifier } from '../../classifier/stored-classifier';
import { packClassifier } from '../../classifier/stored-model';
import { builtFile, sha256 } from './built-file';
import type { CorpusFile } from './corpus-file';

/** The text model as it travels with the function. Nothing is trained before `weights` is called. */
export interface ShippedModel {
  /**
   * SHA-256 of what the weights come from, hex: the corpus and the code that trains, comments apart. Plans show a change when this changes, not
   * when another machine trained the same.
   */
  readonly key: string;
  readonly weights: () => Uint8Array;
}

/** The model of the training corpus; what was learnt is kept in `.build` below `root`. @param tell told before a training, which takes seconds */
export function shippedModel(root: string, corpus: CorpusFile, tell: (message: string) => void): ShippedModel {
  return {
    get key() {
      const trainer = builtFile({
        root,
        name: 'trainer.mjs',
        data: '',
        sources: ['classifier'],
        build: () => bundle(root),
      });
      return sha256(Buffer.from(`${corpus.hash} ${sha256(trainer.bytes, 'hex')}`), 'hex');
    },
    weights() {
      const rows: string[][] = parse(readFileSync(corpus.path));
      const labelled = rows.map(([label = '', text = '']) => ({ label, text }));
      return packClassifier(storedClassifier(join(root, '.build'), labelled, tell).data);
    },
  };
}

/** The code that trains, without comments. */
function bundle(root: string): Uint8Array {
  const [code] = buildSync({
    ...{ absWorkingDir: root, entryPoints: ['classifier/train-classifier.ts'], bundle: true, write: false },
    ...{ minify: true, platform: 'node', format: 'esm', target: 'node22', logLevel: 'error' },
  }).outputFiles;
  if (code === undefined) throw new Error('esbuild wrote no bundle of the trainer');
  return code.contents;
}
