import { z } from 'zod';

const amount = z.number().min(0);

export const pricesSchema = z.strictObject({
  asOf: z.iso.date('a day such as 2026-11-23').describe('Day on which the prices were looked up'),
  comprehend: z.strictObject({
    inferenceUnitSecond: amount,
    trainingHour: amount,
    modelMonth: amount.describe('Per stored model version'),
  }),
  lambda: z.strictObject({ requestMillion: amount, gigabyteSecond: amount }),
  apiGateway: z.strictObject({ requestMillion: amount }),
  cloudWatch: z.strictObject({
    ingestedGigabyte: amount,
    storedGigabyteMonth: amount,
    alarmMonth: amount.describe('Per metric that an alarm watches'),
    dashboardMonth: amount,
    metricMonth: amount.describe('Custom metric'),
  }),
  assumptions: z.strictObject({
    trainingsPerMonth: amount,
    trainingHours: amount,
    storedModels: amount,
    functionSeconds: amount.describe('Per mail'),
    functionGigabytes: amount,
    logKilobytes: amount.describe('Per mail, function and API together'),
    alarmMetrics: amount.describe('Metrics that the alarms watch'),
    accessLogMetrics: amount.describe('Custom metrics that are counted from the access log'),
  }),
});

/** The record config/prices.yaml, USD. */
export type Prices = z.output<typeof pricesSchema>;
