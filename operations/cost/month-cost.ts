import type { Category } from '../../config/categories';
import type { Environment } from '../../config/environment';
import { customMetrics } from '../../lambda/metrics';
import type { Prices } from './prices';

const HOURS_PER_MONTH = 730;
/** Throughput of one inference unit (Comprehend quotas). */
export const CHARACTERS_PER_UNIT_SECOND = 100;
export const DOCUMENTS_PER_UNIT_SECOND = 2;

export interface CostLine {
  readonly what: string;
  /** How the amount comes about. */
  readonly basis: string;
  /** USD a month. */
  readonly amount: number;
}

export interface MonthCost {
  readonly lines: readonly CostLine[];
  /** USD a month. */
  readonly total: number;
  readonly capacity: {
    /** Mails of the mean length that the endpoint's units can classify in an hour; 0 when it is parked. */
    readonly mailsPerHour: number;
    readonly peakMailsPerHour: number;
    /** Whether the peak fits. A parked endpoint classifies nothing, and is meant to. */
    readonly enough: boolean;
    /** Units that the peak needs. */
    readonly unitsNeeded: number;
  };
}

/** What an environment costs, and whether its endpoint can carry its volume. */
export function monthCost(
  { classifier, logs, volume }: Environment,
  prices: Prices,
  categories: readonly Category[],
): MonthCost {
  const { comprehend, lambda, apiGateway, cloudWatch, assumptions: assumed } = prices;
  const { inferenceUnits, parked } = classifier.endpoint;
  const units = parked ? 0 : inferenceUnits;
  const mails = volume.mailsPerMonth;
  const gigabytes = (mails * assumed.logKilobytes) / 1_000_000;
  const metrics = customMetrics(categories) + assumed.accessLogMetrics;
  const stored = gigabytes * Math.max(1, logs.retentionDays / 30);
  const lines: CostLine[] = [
    {
      what: 'real-time endpoint',
      basis: parked ? 'parked' : `${count(units, 'inference unit')} × ${HOURS_PER_MONTH} h, used or not`,
      amount: units * HOURS_PER_MONTH * 3600 * comprehend.inferenceUnitSecond,
    },
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
  const perHour = (CHARACTERS_PER_UNIT_SECOND * 3600) / volume.meanCharacters;
  const unitsNeeded = Math.max(1, Math.ceil(volume.peakMailsPerHour / perHour));
  return {
    lines,
    total: lines.reduce((sum, { amount }) => sum + amount, 0),
    capacity: {
      mailsPerHour: Math.floor(units * perHour),
      peakMailsPerHour: volume.peakMailsPerHour,
      enough: parked || units >= unitsNeeded,
      unitsNeeded,
    },
  };
}

/** The one line that synth prints per environment. */
export function costLine({ name }: Pick<Environment, 'name'>, { total, capacity, lines }: MonthCost): string {
  const [endpoint] = lines;
  const month = `${name}: about ${dollars(total)} a month, ${dollars(endpoint?.amount ?? 0)} of it for the endpoint`;
  if (capacity.mailsPerHour === 0) return `${month}; it is parked, all mail goes to the fallback queue`;
  const fits = `${number(capacity.mailsPerHour)} mails an hour fit, ${number(capacity.peakMailsPerHour)} expected at the peak`;
  const more = capacity.enough ? '' : `: raise inferenceUnits to ${capacity.unitsNeeded}`;
  return `${month}; ${fits}${more}`;
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
