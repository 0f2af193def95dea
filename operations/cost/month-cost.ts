import type { Category } from '../../config/categories';
import type { Environment } from '../../config/environment';
import { customMetrics } from '../../lambda/metrics';
import { type Capacity, capacityOf, remedyFor } from './capacity';
import { endpointMonth } from './endpoint-month';
import type { Prices } from './prices';

export interface CostLine {
  readonly what: string;
  /** How the amount comes about. */
  readonly basis: string;
  /** USD a month; where it varies, the least. */
  readonly amount: number;
  /** USD a month; absent where it does not vary. */
  readonly most?: number;
}

export interface MonthCost {
  readonly lines: readonly CostLine[];
  /** USD a month; of a scaled endpoint the least. */
  readonly total: number;
  /** USD a month; of a scaled endpoint with the most units all the time. */
  readonly most: number;
  /** USD for each hour in which the endpoint is there, with its fewest and most units; absent where there is no endpoint. */
  readonly endpointHour?: { readonly least: number; readonly most: number };
  readonly capacity: Capacity;
}

/** What an environment costs, and whether its endpoint can carry its volume. */
export function monthCost(
  environment: Environment,
  prices: Prices,
  categories: readonly Pick<Category, 'queue'>[],
): MonthCost {
  const { logs, volume } = environment;
  const { comprehend, lambda, apiGateway, cloudWatch, assumptions: assumed } = prices;
  const embedded = environment.classifier.engine === 'embedded';
  const endpoint = endpointMonth(environment);
  const unitHour = 3600 * comprehend.inferenceUnitSecond;
  const mails = volume.mailsPerMonth;
  const gigabytes = (mails * assumed.logKilobytes) / 1_000_000;
  const metrics = customMetrics(categories) + assumed.accessLogMetrics;
  const stored = gigabytes * Math.max(1, logs.retentionDays / 30);
  const lines: CostLine[] = [
    {
      what: 'real-time endpoint',
      basis: endpoint.basis,
      amount: endpoint.unitHours.least * unitHour,
      ...(endpoint.unitHours.most === endpoint.unitHours.least ? {} : { most: endpoint.unitHours.most * unitHour }),
    },
    ...(embedded ? [] : trainingLines(prices)),
    { what: 'API Gateway', basis: count(mails, 'mail'), amount: (mails / 1e6) * apiGateway.requestMillion },
    {
      what: 'function',
      basis: `${count(mails, 'mail')} × ${assumed.functionSeconds} s × ${assumed.functionGigabytes} GB`,
      amount:
        (mails / 1e6) * lambda.requestMillion +
        mails * assumed.functionSeconds * assumed.functionGigabytes * lambda.gigabyteSecond,
    },
    {
      what: 'logs',
      basis: `${gigabytes.toFixed(2)} GB a month, kept ${logs.retentionDays} days`,
      amount: gigabytes * cloudWatch.ingestedGigabyte + stored * cloudWatch.storedGigabyteMonth,
    },
    {
      what: 'metrics',
      basis: `${count(metrics, 'custom metric')}, mails by category and reason among them`,
      amount: metrics * cloudWatch.metricMonth,
    },
    {
      what: 'alarms and dashboard',
      basis: `${count(assumed.alarmMetrics, 'watched metric')}, 1 dashboard`,
      amount: assumed.alarmMetrics * cloudWatch.alarmMonth + cloudWatch.dashboardMonth,
    },
  ];
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  const { units } = endpoint;
  return {
    lines,
    total,
    most: lines.reduce((sum, { amount, most = amount }) => sum + most, 0),
    ...(units.most === 0 ? {} : { endpointHour: { least: units.least * unitHour, most: units.most * unitHour } }),
    capacity: capacityOf(environment),
  };
}

function trainingLines({ comprehend, assumptions: assumed }: Prices): readonly CostLine[] {
  return [
    {
      what: 'training',
      basis: `${count(assumed.trainingsPerMonth, 'training')} of ${assumed.trainingHours} h`,
      amount: assumed.trainingsPerMonth * assumed.trainingHours * comprehend.trainingHour,
    },
    {
      what: 'stored models',
      basis: count(assumed.storedModels, 'version'),
      amount: assumed.storedModels * comprehend.modelMonth,
    },
  ];
}

/** The one line that synth prints per environment. */
export function costLine({ name, classifier }: Environment, { total, most, capacity, lines }: MonthCost): string {
  const [endpoint] = lines;
  const range = (least: number, highest: number) =>
    Math.round(least) === Math.round(highest) ? dollars(least) : `${number(Math.round(least))} to ${dollars(highest)}`;
  const month = `${name}: about ${range(total, most)} a month`;
  if (classifier.engine === 'embedded') return `${month}; the model in the function answers, there is no endpoint`;
  const ofEndpoint = `${month}, ${range(endpoint?.amount ?? 0, endpoint?.most ?? endpoint?.amount ?? 0)} of it for the endpoint`;
  const elsewhere = classifier.standby ? 'the standby model answers' : 'all mail goes to the fallback queue';
  if (capacity.mailsPerHour === 0) return `${ofEndpoint}; it is parked, ${elsewhere}`;
  const { mailsPerHour, longMailsPerHour, peakMailsPerHour } = capacity;
  const fits = `${number(mailsPerHour)} mails an hour fit, ${number(longMailsPerHour)} as long as one in twenty is, ${number(peakMailsPerHour)} expected at the peak`;
  return `${ofEndpoint}; ${fits}${capacity.enough ? '' : `: ${remedyFor(capacity)}`}`;
}

export function dollars(amount: number): string {
  return `${number(Math.round(amount))} USD`;
}

function count(amount: number, what: string): string {
  return `${number(amount)} ${what}${amount === 1 ? '' : 's'}`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
