import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { assert, property, string } from 'fast-check';
import { seededRandom } from '../../classifier/seeded-random';
import { classifierKey, storedClassifier } from '../../classifier/stored-classifier';
import type { LabelledText } from '../../classifier/text-model';
import { TRAINER_VERSION, trainClassifier } from '../../classifier/train-classifier';

const VOCABULARY = {
  garden: 'seed soil rake water lawn hedge pruning roses compost weeds spade tomatoes'.split(' '),
  kitchen: 'oven flour knife water simmer butter recipe tomatoes pan sauce dough whisk'.split(' '),
  garage: 'tyre wrench engine oil clutch brakes gasket water battery spanner exhaust wheel'.split(' '),
};

/** Texts of four words of their class and four of any: learnable, not trivial. */
function texts(count: number, seed: number): readonly LabelledText[] {
  const random = seededRandom(seed);
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? '';
  const all = Object.values(VOCABULARY).flat();
  return Array.from({ length: count }, (_, index) => {
    const label = Object.keys(VOCABULARY)[index % 3] ?? '';
    const own = VOCABULARY[label as keyof typeof VOCABULARY];
    return { label, text: [own, all, own, all, own, all, all, own].map(pick).join(' ') };
  });
}

const rows = texts(960, 1);
const model = trainClassifier(rows);

describe('a trained classifier', () => {
  test('knows texts that it has not seen', () => {
    const unseen = texts(300, 2);
    const right = unseen.filter(({ label, text }) => model.classify(text)[0]?.name === label);
    expect(right.length / unseen.length).toBeGreaterThan(0.8);
  });

  test('has measured on texts left out of training how good it is', () => {
    const unseen = texts(600, 3);
    const right = unseen.filter(({ label, text }) => model.classify(text)[0]?.name === label);
    expect(Math.abs(model.evaluation.accuracy - right.length / unseen.length)).toBeLessThan(0.08);
    for (const value of Object.values(model.evaluation)) expect(value).toBeGreaterThan(0.7);
  });

  test('is as often right as its scores say', () => {
    const best = texts(1500, 4).map(({ label, text }) => {
      const [first] = model.classify(text);
      return { score: first?.score ?? 0, right: first?.name === label };
    });
    for (const [from, to] of [
      [0, 0.6],
      [0.6, 0.8],
      [0.8, 0.95],
      [0.95, 1.01],
    ] as const) {
      const band = best.filter(({ score }) => score >= from && score < to);
      const said = band.reduce((sum, { score }) => sum + score, 0) / band.length;
      const was = band.filter(({ right }) => right).length / band.length;
      expect({ from, to, miss: Math.abs(said - was) < 0.12, texts: band.length > 30 }).toEqual({
        from,
        to,
        miss: true,
        texts: true,
      });
    }
  });

  test('scores every class of any text: 0 to 1, sum 1, best first', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 200 }), (text) => {
        const scores = model.classify(text);
        expect(scores.map(({ name }) => name).sort()).toEqual(['garage', 'garden', 'kitchen']);
        expect(scores.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
        expect(scores.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 9);
        expect(scores.map(({ score }) => score)).toEqual(scores.map(({ score }) => score).sort((a, b) => b - a));
      }),
    );
  });

  test('answers the same text the same, whatever was asked in between', () => {
    const before = model.classify('oven and rake');
    model.classify('wrench oven oven');
    expect(model.classify('oven and rake')).toEqual(before);
  });

  test('weighs classes alike, however many texts they have', () => {
    const uneven = rows.filter(({ label }, index) => label !== 'garden' || index % 4 === 0);
    const learned = trainClassifier(uneven);
    const gardens = texts(300, 5).filter(({ label }) => label === 'garden');
    const found = gardens.filter(({ text }) => learned.classify(text)[0]?.name === 'garden');
    expect(found.length / gardens.length).toBeGreaterThan(0.6);
  });

  test('needs two classes', () => {
    expect(() => trainClassifier([{ label: 'a', text: 'x' }])).toThrow(
      new RangeError('a classifier needs two classes, the rows have 1'),
    );
  });
});

describe('training', () => {
  test('gives the same model for the same rows', () => {
    expect(trainClassifier(rows).data).toEqual(model.data);
  });

  test('gives the same model in whatever order the rows come', () => {
    const random = seededRandom(11);
    const shuffled = rows
      .map((row) => ({ row, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ row }) => row);
    for (const other of [[...rows].reverse(), shuffled]) {
      expect(trainClassifier(other).data).toEqual(model.data);
      expect(classifierKey(other)).toBe(classifierKey(rows));
    }
  });

  test('gives another model only with another version', () => {
    // When these change, raise TRAINER_VERSION: stored models of the old trainer must not be taken for new ones.
    const scores = model
      .classify('water the roses and the dough')
      .map(({ name, score }) => `${name} ${score.toFixed(4)}`);
    expect({ TRAINER_VERSION, scores }).toEqual({
      TRAINER_VERSION: 5,
      scores: ['garden 0.9185', 'kitchen 0.0812', 'garage 0.0003'],
    });
  });
});

describe('a stored classifier', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'classifier-'));
    told = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const file = () => join(folder, readdirSync(folder)[0] ?? '');
  let told: string[];
  const stored = (place: string) => storedClassifier(place, rows, (message) => told.push(message));

  test('is the one that was trained', () => {
    expect(stored(folder).data).toEqual(model.data);
    const bytes = readFileSync(file());
    expect(stored(folder).classify('roses')).toEqual(model.classify('roses'));
    expect([readdirSync(folder).length, readFileSync(file())]).toEqual([1, bytes]);
    expect(told).toEqual([expect.stringContaining(`learning ${rows.length} mails`)]);
  });

  test('is read, not trained, where there is one', () => {
    stored(folder);
    stored(folder);
    expect(told).toHaveLength(1);
    const elsewhere = mkdtempSync(join(tmpdir(), 'classifier-'));
    storedClassifier(elsewhere, texts(90, 9), () => {});
    writeFileSync(file(), readFileSync(join(elsewhere, readdirSync(elsewhere)[0] ?? '')));
    rmSync(elsewhere, { recursive: true });
    expect(stored(folder).classify('roses')).toEqual(model.classify('roses')); // of other rows
    expect(told).toHaveLength(2);
  });

  test('takes the place of the one before', () => {
    storedClassifier(folder, texts(90, 9), () => {});
    expect(stored(folder).data).toEqual(model.data);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  test('is trained anew when the file is damaged', () => {
    stored(folder);
    const whole = readFileSync(file());
    const flipped = Buffer.from(whole);
    flipped[whole.length - 100] = (flipped[whole.length - 100] ?? 0) ^ 1;
    for (const damaged of [whole.subarray(0, 500), flipped, Buffer.from('nonsense'), Buffer.alloc(0)]) {
      writeFileSync(file(), damaged);
      expect(stored(folder).data).toEqual(model.data);
    }
  });

  test('is there even if it cannot be stored', () => {
    const occupied = join(folder, 'occupied');
    writeFileSync(occupied, '');
    expect(stored(join(occupied, 'below')).data).toEqual(model.data);
    expect(readdirSync(folder)).toEqual(['occupied']);
  });

  test('has another key for every other text, label or boundary between them', () => {
    const key = (label: string, text: string) => classifierKey([{ label, text }]);
    expect(new Set([key('a', 'b'), key('a', 'c'), key('b', 'b'), key('ab', ''), key('', 'ab')]).size).toBe(5);
    expect(classifierKey(rows)).toBe(classifierKey([...rows]));
  });
});
