import { calibrate, probabilities } from './calibration';
import { evaluate } from './evaluate';
import { addMargins, type SvmOptions, trainSvm } from './linear-svm';
import { roundHyperplanes } from './rounded-hyperplanes';
import { seededRandom } from './seeded-random';
import { type CountedTexts, countFeatures, featureWeights, vectorise } from './sparse-vectors';
import { inOneOrder, type LabelledText } from './text-model';
import { type TrainedClassifier, trainedClassifier } from './trained-classifier';

/** Goes up with every change that makes another model of the same corpus, so that no stored one is taken for it. */
export const TRAINER_VERSION = 5;

const SVM: SvmOptions = { cost: 0.3, epochs: 4 };
const FOLDS = 3;

/**
 * The text model: words, word pairs, character runs, concepts, requests and denials, linear support vector machines, and
 * probabilities calibrated on margins of mails that a machine has not seen (three folds). The same rows give the same
 * model in whatever order they come.
 * @throws {RangeError} when there are fewer than two classes
 */
export function trainClassifier(anyOrder: readonly LabelledText[]): TrainedClassifier {
  const rows = inOneOrder(anyOrder);
  const names = [...new Set(rows.map(({ label }) => label))].sort();
  if (names.length < 2) throw new RangeError(`a classifier needs two classes, the rows have ${names.length}`);
  const labels = Uint16Array.from(rows, ({ label }) => names.indexOf(label));
  const counted = countFeatures(rows.map(({ text }) => text));
  const everyRow = rows.map((_, index) => index);

  const unseen = unseenMargins(counted, labels, names.length);
  const calibration = calibrate(unseen, labels, names.length);
  const guesses = unseen.map((margins) => {
    const scores = new Float64Array(names.length);
    probabilities(calibration, margins, scores);
    return scores.indexOf(Math.max(...scores));
  });
  const { rarity, hyperplanes } = learn(counted, labels, names.length, everyRow);
  const evaluation = evaluate(guesses, labels, names.length);
  const { keys, blocks } = counted;
  return trainedClassifier({
    ...{ labels: names, keys, blocks, rarity, evaluation },
    hyperplanes: roundHyperplanes(hyperplanes),
    calibration: { ...calibration, rows: Float64Array.from(calibration.rows, Math.fround) },
  });
}

function learn({ texts, blocks }: CountedTexts, labels: Uint16Array, classes: number, rows: readonly number[]) {
  const chosen = rows.flatMap((row) => texts[row] ?? []);
  const own = Uint16Array.from(rows, (row) => labels[row] ?? 0);
  const rarity = featureWeights(chosen, own, classes, blocks.length);
  const vectors = chosen.map((text) => vectorise(text, rarity, blocks));
  return { rarity, hyperplanes: trainSvm(vectors, own, classes, blocks.length, SVM) };
}

/** The margins of every text from hyperplanes that were trained without it. */
function unseenMargins(counted: CountedTexts, labels: Uint16Array, classes: number): readonly Float64Array[] {
  const fold = stratifiedFolds(labels, classes);
  const margins = counted.texts.map(() => new Float64Array(classes));
  for (let left = 0; left < FOLDS; left++) {
    const rows = [...fold.keys()].filter((row) => fold[row] !== left);
    const { rarity, hyperplanes } = learn(counted, labels, classes, rows);
    counted.texts.forEach((text, row) => {
      const margin = margins[row];
      if (fold[row] !== left || margin === undefined) return;
      addMargins(hyperplanes, vectorise(text, rarity, counted.blocks), margin);
    });
  }
  return margins;
}

/** The fold of each text; every class is spread evenly over the folds. */
function stratifiedFolds(labels: Uint16Array, classes: number): Uint8Array {
  const random = seededRandom(2);
  const folds = new Uint8Array(labels.length);
  for (let c = 0; c < classes; c++) {
    const rows = [...labels.keys()].filter((row) => labels[row] === c).map((row) => ({ row, at: random() }));
    rows
      .sort((a, b) => a.at - b.at)
      .forEach(({ row }, index) => {
        folds[row] = index % FOLDS;
      });
  }
  return folds;
}
