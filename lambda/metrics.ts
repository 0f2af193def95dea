/** CloudWatch namespace of the metrics in the log lines. */
export const METRIC_NAMESPACE = 'EmailRouting';

/** What CloudWatch reads out of the log lines. Every combination of values of the dimensions is a metric that is paid for. */
export const METRICS = {
  /** 1 per request. */
  Mails: { unit: 'Count', dimensions: ['FunctionName', 'Category', 'Reason'] },
  /** Score of the best class, 0..1. */
  Confidence: { unit: 'None', dimensions: ['FunctionName'] },
  /** What the function took. */
  Latency: { unit: 'Milliseconds', dimensions: ['FunctionName'] },
  /** 1 per mail that the standby model scored; `Cause`: the error that kept Comprehend from it. */
  Standby: { unit: 'Count', dimensions: ['FunctionName', 'Cause'] },
} as const satisfies Record<string, { readonly unit: string; readonly dimensions: readonly string[] }>;

export type MetricName = keyof typeof METRICS;

/**
 * How many metrics a function writes into its log. Those of failures, `Standby` among them, are paid for only in the hours
 * in which they occur and are not counted.
 * @param categories a category without queue has one reason (`out-of-scope`), another two (`matched`, `below-threshold`)
 */
export function customMetrics(categories: readonly { readonly queue: string | null }[]): number {
  const outcomes = categories.reduce((sum, { queue }) => sum + (queue === null ? 1 : 2), 1); // 1: `no-text`
  return outcomes + 2; // Mails, Confidence and Latency
}
