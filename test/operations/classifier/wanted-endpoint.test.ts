import { describe, expect, test } from '@jest/globals';
import type { EndpointState } from '../../../operations/classifier/classifier-state';
import { compareEndpoint } from '../../../operations/classifier/compare-endpoint';
import { wantedEndpoint } from '../../../operations/classifier/wanted-endpoint';
import { environment } from '../../support/synthesize';

const dev = environment('dev');
const withEndpoint = (endpoint: Partial<typeof dev.classifier.endpoint>) => ({
  ...dev,
  classifier: { ...dev.classifier, endpoint: { ...dev.classifier.endpoint, ...endpoint } },
});
const hours = { open: '07:00', close: '19:00', zone: 'America/New_York', days: 'MON-FRI' };
const presence = (endpoint: Partial<typeof dev.classifier.endpoint>, now: string) =>
  wantedEndpoint(withEndpoint(endpoint), 'v1', Date.parse(now)).presence;

describe('an endpoint is wanted', () => {
  test('always, unless the record parks it', () => {
    expect(presence({}, '2026-12-06T03:00Z')).toBe('served');
    expect(presence({ parked: true, hours }, '2026-12-01T15:00Z')).toBe('parked');
  });

  // 2026-12-01 is a Tuesday; New York is five hours behind in winter, four in summer.
  test.each([
    ['2026-12-01T11:29Z', 'closed'], // 06:29
    ['2026-12-01T11:30Z', 'served'], // half an hour ahead of 07:00
    ['2026-12-01T23:59Z', 'served'], // 18:59
    ['2026-12-02T00:00Z', 'closed'],
    ['2026-12-05T15:00Z', 'closed'], // Saturday
    ['2026-07-01T10:30Z', 'served'], // 06:30 in summer
    ['2026-07-01T10:29Z', 'closed'],
  ])('at %s within hours: %s', (now, expected) => expect(presence({ hours }, now)).toBe(expected));

  test('late on the day before where it opens at midnight', () => {
    const night = { open: '00:10', close: '06:00', zone: 'UTC', days: 'SUN' };
    expect(presence({ hours: night }, '2026-12-05T23:45Z')).toBe('served');
    expect(presence({ hours: night }, '2026-12-05T23:39Z')).toBe('closed');
    expect(presence({ hours: night }, '2026-12-06T06:00Z')).toBe('closed');
  });
});

describe('what serves is compared with what is wanted', () => {
  const endpoint: EndpointState = {
    ...{ arn: 'arn', status: 'IN_SERVICE', message: undefined, inferenceUnits: 3, desiredModel: undefined },
    model: 'arn:aws:comprehend:us-east-1:123456789012:document-classifier/mails/version/v1',
  };
  const wanted = { presence: 'served', version: 'v1', units: { min: 2, max: 4 } } as const;

  test('an endpoint as the record asks is no difference, nor are units within their range', () => {
    expect(compareEndpoint(endpoint, wanted)).toEqual([]);
    expect(compareEndpoint(undefined, { ...wanted, presence: 'closed' })).toEqual([]);
  });

  test.each([
    ['another model', endpoint, { ...wanted, version: 'v2' }, /serves the model v1, the record asks for v2/],
    ['too many units', { ...endpoint, inferenceUnits: 9 }, wanted, /has 9 inference units, the record asks for 2 to 4/],
    ['no endpoint', undefined, wanted, /there is no endpoint/],
    ['an endpoint that failed', { ...endpoint, status: 'FAILED' }, wanted, /is FAILED/],
    [
      'one that is there by night',
      endpoint,
      { ...wanted, presence: 'closed' },
      /paid for though it is outside its hours/,
    ],
    ['one that is parked', endpoint, { ...wanted, presence: 'parked' }, /paid for though the record parks it/],
  ] as const)('%s is', (_what, found, asked, says) => {
    expect(compareEndpoint(found, asked)).toEqual([expect.stringMatching(says)]);
  });

  test('a move that is under way counts as done', () => {
    const desiredModel = endpoint.model?.replace('v1', 'v2');
    expect(compareEndpoint({ ...endpoint, status: 'UPDATING', desiredModel }, { ...wanted, version: 'v2' })).toEqual(
      [],
    );
  });
});
