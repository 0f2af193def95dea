import { describe, expect, test } from '@jest/globals';
import { findEnvironment, loadConfiguration } from '../../../config/load-configuration';
import { loadPrices } from '../../../operations/cost/load-prices';
import { costLine, monthCost } from '../../../operations/cost/month-cost';

const prices = loadPrices('.');
const configuration = loadConfiguration('.');
const { categories } = configuration.categories;
const dev = findEnvironment(configuration, 'dev');
const withEndpoint = (endpoint: Partial<typeof dev.classifier.endpoint>) => ({
  ...dev,
  classifier: { ...dev.classifier, endpoint: { ...dev.classifier.endpoint, ...endpoint } },
});
const withVolume = (volume: Partial<typeof dev.volume>) => ({ ...dev, volume: { ...dev.volume, ...volume } });

describe("a month's cost", () => {
  test('is mostly the endpoint: 730 hours of a unit at 1.80 USD', () => {
    const { lines, total } = monthCost(withEndpoint({ inferenceUnits: 1, parked: false }), prices, categories);
    expect(lines[0]).toMatchObject({ what: 'real-time endpoint', amount: expect.closeTo(1314) });
    expect(total).toBeGreaterThan(1314);
    expect(total).toBeLessThan(1335);
  });

  test('is doubled by a second unit and stopped by parking', () => {
    const endpoint = (record: typeof dev) => monthCost(record, prices, categories).lines[0]?.amount;
    expect(endpoint(withEndpoint({ inferenceUnits: 2 }))).toBeCloseTo(2628);
    expect(endpoint(withEndpoint({ parked: true }))).toBe(0);
  });

  test('is the sum of its lines and grows with the mails', () => {
    const few = monthCost(withVolume({ mailsPerMonth: 1000 }), prices, categories);
    const many = monthCost(withVolume({ mailsPerMonth: 1_000_000 }), prices, categories);
    expect(many.total).toBeCloseTo(many.lines.reduce((sum, { amount }) => sum + amount, 0));
    expect(many.total - few.total).toBeGreaterThan(3.5);
  });

  test('has a metric for each reason of a category, for no text, confidence, latency and 429', () => {
    const metrics = (some: typeof categories) =>
      monthCost(dev, prices, some).lines.find(({ what }) => what === 'metrics')?.amount;
    expect(metrics(categories)).toBeCloseTo(0.3 * (3 * 2 + 1 + 1 + 3));
    expect(metrics(categories.slice(0, -1))).toBeCloseTo(0.3 * (3 * 2 + 1 + 3));
  });
});

describe('capacity', () => {
  test('is 100 characters per second and unit', () => {
    const { capacity } = monthCost(
      { ...withVolume({ meanCharacters: 800, peakMailsPerHour: 450 }) },
      prices,
      categories,
    );
    expect(capacity).toMatchObject({ mailsPerHour: 450, enough: true, unitsNeeded: 1 });
  });

  test('tells the units that a peak needs', () => {
    const record = withVolume({ meanCharacters: 800, peakMailsPerHour: 451 });
    const cost = monthCost(record, prices, categories);
    expect(cost.capacity).toMatchObject({ enough: false, unitsNeeded: 2 });
    expect(costLine(record, cost)).toMatch(
      /^dev: about 1,3\d\d USD a month, 1,314 USD of it for the endpoint; 450 mails an hour fit, 451 expected at the peak: raise inferenceUnits to 2$/,
    );
  });

  test('of a parked endpoint is none, and that is no fault', () => {
    const record = withEndpoint({ parked: true });
    const cost = monthCost(record, prices, categories);
    expect(cost.capacity).toMatchObject({ mailsPerHour: 0, enough: true });
    expect(costLine(record, cost)).toContain('parked');
  });
});

test.each(configuration.environments)('the shipped environment $name can carry its own volume', (environment) => {
  expect(monthCost(environment, prices, categories).capacity.enough).toBe(true);
});
