import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chooseCategory, type RoutedCategory } from '../../lambda/choose-category';

const categories: readonly RoutedCategory[] = [
  { label: '401K', queue: '401K', threshold: null },
  { label: 'IRA', queue: 'Retirement', threshold: 0.9 },
  { label: 'OTHER', queue: null, threshold: null },
];
const choose = (label: string, score: number) => chooseCategory({ label, score }, categories, 0.75);

describe('the best class', () => {
  test('goes to its queue from its threshold on', () => {
    expect(choose('401K', 0.75)).toEqual({
      QueueName: '401K',
      Confidence: 0.75,
      Category: '401K',
      Reason: 'matched',
    });
    expect(choose('401K', 0.7499)).toMatchObject({ QueueName: '', Reason: 'below-threshold' });
  });

  test('is measured by its own threshold if it has one', () => {
    expect(choose('IRA', 0.89)).toMatchObject({ QueueName: '', Category: 'IRA', Reason: 'below-threshold' });
    expect(choose('IRA', 0.9)).toMatchObject({ QueueName: 'Retirement', Reason: 'matched' });
    expect(chooseCategory({ label: 'IRA', score: 0 }, [{ label: 'IRA', queue: 'Q', threshold: 0 }], 1)).toMatchObject({
      QueueName: 'Q',
    });
  });

  test.each(['OTHER', 'ira', 'constructor', ''])('without a queue names none, however certain: %p', (label) => {
    expect(choose(label, 1)).toEqual({ QueueName: '', Confidence: 1, Category: label, Reason: 'out-of-scope' });
  });
});

test('a score that is the threshold in 32 bits is at the threshold', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (share) => {
      const threshold = share / 10_000;
      const score = Math.fround(threshold); // as Comprehend sends it, for instance 0.699999988079071 for 0.7
      return chooseCategory({ label: '401K', score }, categories, threshold).Reason === 'matched';
    }),
  );
});

test('only a queue of the list is ever named, and only by a class that reaches its threshold', () => {
  const list = fc.uniqueArray(
    fc.record({
      label: fc.string({ minLength: 1 }),
      queue: fc.option(fc.string({ minLength: 1 })),
      threshold: fc.option(fc.float({ min: 0, max: 1, noNaN: true })),
    }),
    { selector: ({ label }) => label, minLength: 1 },
  );
  const share = fc.float({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      list,
      fc.nat(),
      fc.string(),
      fc.boolean(),
      share,
      share,
      (known, index, other, pick, score, general) => {
        const label = pick ? (known[index % known.length]?.label ?? '') : other;
        const category = known.find((one) => one.label === label);
        const answer = chooseCategory({ label, score }, known, general);
        const expected =
          category !== undefined && score >= (category.threshold ?? general) ? (category.queue ?? '') : '';
        expect(answer.QueueName).toBe(expected);
        expect(answer.Reason === 'matched').toBe(answer.QueueName !== '');
      },
    ),
  );
});
