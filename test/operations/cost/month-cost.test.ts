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

describe('an elastic endpoint', () => {
  const endpointLine = (endpoint: Partial<typeof dev.classifier.endpoint>) =>
    monthCost(withEndpoint(endpoint), prices, categories).lines[0];

  test('that is scaled costs a range, and an hour as well', () => {
    const cost = monthCost(withEndpoint({ scaling: { min: 1, max: 4 } }), prices, categories);
    expect(cost.lines[0]).toMatchObject({ amount: expect.closeTo(1314), most: expect.closeTo(5256) });
    expect(cost.endpointHour).toEqual({ least: expect.closeTo(1.8), most: expect.closeTo(7.2) });
    expect(cost.most - cost.total).toBeCloseTo(5256 - 1314);
    expect(costLine(withEndpoint({ scaling: { min: 1, max: 4 } }), cost)).toMatch(
      /^dev: about 1,3\d\d to 5,2\d\d USD a month/,
    );
  });

  test('with a schedule costs what its hours add up to', () => {
    const minimum = [
      { days: 'MON-FRI', at: '08:00', units: 3 },
      { days: 'MON-FRI', at: '18:00', units: 1 },
    ];
    const line = endpointLine({ scaling: { min: 1, max: 4 }, schedule: { zone: 'UTC', minimum } });
    expect(line?.amount).toBeCloseTo(1314 * (1 + (2 * 50) / 168));
  });

  test('with hours costs those, and the half hour in which it is made', () => {
    const line = endpointLine({ hours: { open: '08:00', close: '18:00', zone: 'UTC', days: 'MON-FRI' } });
    expect(line?.amount).toBeCloseTo((1314 * 5 * 10.5) / 168);
    expect(line?.basis).toContain('from 30 minutes before 08:00 to 18:00');
  });
});

test('the embedded engine costs no endpoint, no training and no stored model', () => {
  const record = { ...dev, classifier: { ...dev.classifier, engine: 'embedded' as const } };
  const cost = monthCost(record, prices, categories);
  expect(cost.lines[0]).toMatchObject({ amount: 0, basis: 'none: the model is in the function' });
  expect(cost.lines.map(({ what }) => what)).not.toContain('training');
  expect(cost.total).toBeLessThan(10);
  expect(cost.endpointHour).toBeUndefined();
  expect(costLine(record, cost)).toMatch(
    /^dev: about \d USD a month; the model in the function answers, there is no endpoint$/,
  );
});

describe('capacity', () => {
  const capacity = (volume: Partial<typeof dev.volume>, endpoint: Partial<typeof dev.classifier.endpoint> = {}) =>
    monthCost({ ...withEndpoint(endpoint), volume: { ...dev.volume, ...volume } }, prices, categories).capacity;

  test('is 100 characters and 2 documents per second and unit', () => {
    expect(capacity({ meanCharacters: 800, p95Characters: 800 })).toMatchObject({ mailsPerHour: 450 });
    expect(capacity({ meanCharacters: 10, p95Characters: 20 })).toMatchObject({ mailsPerHour: 7200 });
  });

  test('is computed with the tail: mails as long as one in twenty is must fit, too', () => {
    const peak = { meanCharacters: 400, peakMailsPerHour: 451 };
    expect(capacity({ ...peak, p95Characters: 400 })).toMatchObject({ enough: true, unitsNeeded: 1 });
    expect(capacity({ ...peak, p95Characters: 800 })).toMatchObject({
      ...{ enough: false, unitsNeeded: 2, mailsPerHour: 900, longMailsPerHour: 450 },
    });
    expect(capacity({ meanCharacters: 1000 })).toMatchObject({ longMailsPerHour: Math.floor(360_000 / 2600) });
  });

  test('tells the units that a peak needs', () => {
    const record = withVolume({ meanCharacters: 800, p95Characters: 800, peakMailsPerHour: 451 });
    const cost = monthCost(record, prices, categories);
    expect(cost.capacity).toMatchObject({ enough: false, unitsNeeded: 2 });
    expect(costLine(record, cost)).toMatch(
      /^dev: about 1,3\d\d USD a month, 1,314 USD of it for the endpoint; 450 mails an hour fit, 450 as long as one in twenty is, 451 expected at the peak: raise inferenceUnits to 2$/,
    );
  });

  test('is that of the most units of a scaled endpoint', () => {
    const peak = { meanCharacters: 800, p95Characters: 800 };
    expect(capacity(peak, { scaling: { min: 1, max: 3 } })).toMatchObject({ mailsPerHour: 1350 });
    const scaled = {
      ...withEndpoint({ scaling: { min: 1, max: 3 } }),
      volume: { ...dev.volume, ...peak, peakMailsPerHour: 2000 },
    };
    expect(costLine(scaled, monthCost(scaled, prices, categories))).toContain('raise scaling.max to 5');
  });

  test('above the ten units of an endpoint says what else can be done', () => {
    const record = withVolume({ peakMailsPerHour: 6000 });
    expect(costLine(record, monthCost(record, prices, categories))).toMatch(
      /\d+ inference units would be needed and one endpoint has 10 at most: ask AWS .*standby: true.*engine: embedded/,
    );
  });

  test('of a parked endpoint is none, and that is no fault', () => {
    const record = withEndpoint({ parked: true });
    const cost = monthCost(record, prices, categories);
    expect(cost.capacity).toMatchObject({ mailsPerHour: 0, enough: true });
    expect(costLine(record, cost)).toContain('parked, all mail goes to the fallback queue');
    const behind = { ...record, classifier: { ...record.classifier, standby: true } };
    expect(costLine(behind, cost)).toContain('parked, the standby model answers');
  });
});

test.each(configuration.environments)('the shipped environment $name can carry its own volume', (environment) => {
  expect(monthCost(environment, prices, categories).capacity.enough).toBe(true);
});
