import { describe, expect, test } from '@jest/globals';
import { capacity } from '../../../stand-ins/comprehend/capacity';
import { manualClock } from '../../support/manual-clock';

/** An endpoint of so many units, and whether it takes a document in. */
function endpoint(units: number) {
  const clock = manualClock();
  const limit = capacity(clock);
  return {
    clock,
    takes(characters: number): boolean {
      try {
        limit.admit({ arn: 'mails', units }, characters);
        return true;
      } catch (error) {
        expect(error).toMatchObject({ type: 'ThrottlingException', status: 400 });
        return false;
      }
    },
  };
}

describe('an inference unit', () => {
  test('takes two documents a second, however short', () => {
    const { clock, takes } = endpoint(1);
    expect([takes(1), takes(1), takes(1)]).toEqual([true, true, false]);
    clock.advance(500);
    expect([takes(1), takes(1)]).toEqual([true, false]);
  });

  test('is busy with a long document for as long as its characters need', () => {
    const { clock, takes } = endpoint(1);
    expect(takes(2_000)).toBe(true);
    clock.advance(18_900);
    expect(takes(10)).toBe(false);
    clock.advance(200);
    expect(takes(10)).toBe(true);
  });

  test('saves up no more than a second of rest', () => {
    const { clock, takes } = endpoint(1);
    clock.advance(3_600_000);
    expect([takes(100), takes(100)]).toEqual([true, false]);
  });
});

test('ten units take in an hour what the quota says: 3.6 million characters', () => {
  const { clock, takes } = endpoint(10);
  let characters = 0;
  for (let at = 0; at < 3_600_000; at += 100) {
    if (takes(500)) characters += 500;
    clock.advance(100);
  }
  expect(characters).toBeGreaterThan(3_590_000);
  expect(characters).toBeLessThan(3_602_000);
});

test('more units help at once; those of another endpoint do not', () => {
  const clock = manualClock();
  const limit = capacity(clock);
  limit.admit({ arn: 'mails', units: 1 }, 500);
  expect(() => limit.admit({ arn: 'letters', units: 1 }, 500)).not.toThrow();
  clock.advance(500);
  expect(() => limit.admit({ arn: 'mails', units: 10 }, 10)).not.toThrow();
});
