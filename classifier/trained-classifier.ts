import { type Calibration, probabilities } from './calibration';
import { visitFeatures } from './features';
import { KeyTable } from './key-table';
import { type RoundedHyperplanes, roundedMargins } from './rounded-hyperplanes';
import { type SparseVector, vectorise } from './sparse-vectors';
import type { ClassScore, Evaluation, TextModel } from './text-model';

/** Everything that training found out; plain data, so that it can be stored. */
export interface ClassifierData {
  readonly labels: readonly string[];
  /** Hash of each feature that is used. */
  readonly keys: Int32Array;
  readonly blocks: Uint8Array;
  readonly rarity: Float32Array;
  readonly hyperplanes: RoundedHyperplanes;
  readonly calibration: Calibration;
  readonly evaluation: Evaluation;
}

export interface TrainedClassifier extends TextModel {
  readonly data: ClassifierData;
  readonly evaluation: Evaluation;
}

export function trainedClassifier(data: ClassifierData): TrainedClassifier {
  const { labels, keys, blocks, rarity, hyperplanes, calibration, evaluation } = data;
  const table = new KeyTable(keys.length);
  for (const key of keys) table.add(key);
  const counts = new Float32Array(keys.length);
  const margins = new Float64Array(labels.length);
  const scores = new Float64Array(labels.length);

  function vectorOf(text: string): SparseVector {
    const touched: number[] = [];
    visitFeatures(text, (key) => {
      const id = table.find(key);
      if (id === -1) return;
      if (counts[id] === 0) touched.push(id);
      counts[id] = (counts[id] ?? 0) + 1;
    });
    const ids = Int32Array.from(touched);
    const vector = vectorise({ ids, counts: Float32Array.from(ids, (id) => counts[id] ?? 0) }, rarity, blocks);
    for (const id of ids) counts[id] = 0;
    return vector;
  }

  return {
    data,
    labels,
    evaluation,
    classify(text) {
      roundedMargins(hyperplanes, vectorOf(text), margins);
      probabilities(calibration, margins, scores);
      const classes: ClassScore[] = labels.map((name, c) => ({ name, score: scores[c] ?? 0 }));
      return classes.sort((a, b) => b.score - a.score);
    },
  };
}
