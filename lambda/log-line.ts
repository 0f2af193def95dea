import type { EngineName, Reason } from './contract';
import { METRIC_NAMESPACE, METRICS, type MetricName } from './metrics';

/** What came of one request. There is no field for subject, body or address, so none can be logged. */
export interface RequestRecord {
  readonly functionName: string;
  readonly lambdaRequestId: string;
  /** Also the answer's DecisionId. */
  readonly apiRequestId: string;
  readonly conversationId?: string;
  readonly status: number;
  /** Reason of the answer, or name of the error. */
  readonly reason: Reason | (string & {});
  /** Label of the best class; `""`: there is none. */
  readonly label: string;
  /** `""`: no queue was named. */
  readonly queue: string;
  /** Who scored the mail; `""`: nobody. */
  readonly engine: EngineName | '';
  /** Which model decided; `""`: none, or not known. */
  readonly modelVersion: string;
  /** What was classified, in bytes of UTF-8; 0: nothing. */
  readonly textBytes: number;
  readonly metrics: Readonly<Partial<Record<MetricName, number>>>;
  /** Milliseconds until there was an answer, all attempts together; undefined: nothing was asked, or nobody answered. */
  readonly classifierMs?: number;
  /** Name of the error for which the standby model answered in place of Comprehend. */
  readonly insteadOf?: string;
  /** What is behind an error, outermost first (see error-causes.ts). */
  readonly causes?: readonly string[];
}

/**
 * One line of JSON that is log record and metrics at once: CloudWatch reads the numbers out of the log line (embedded
 * metric format), so the function calls no metrics service.
 * @param timestamp milliseconds since 1970
 */
export function logLine(
  { functionName, reason, insteadOf, metrics, ...record }: RequestRecord,
  timestamp: number,
): string {
  return JSON.stringify({
    level: record.status >= 500 ? 'error' : record.status >= 400 || insteadOf !== undefined ? 'warn' : 'info',
    ...record,
    FunctionName: functionName,
    Category: dimensionValue(record.label),
    Reason: reason,
    ...(insteadOf === undefined ? {} : { Cause: insteadOf }),
    ...metrics,
    _aws: {
      Timestamp: timestamp,
      CloudWatchMetrics: Object.entries(METRICS)
        .filter(([name]) => name in metrics)
        .map(([Name, { unit, dimensions }]) => ({
          Namespace: METRIC_NAMESPACE,
          Dimensions: [dimensions],
          Metrics: [{ Name, Unit: unit }],
        })),
    },
  });
}

/** CloudWatch wants 1 to 1,024 printable ASCII characters, no colon first; labels may be any UTF-8. */
function dimensionValue(label: string): string {
  if (label.trim() === '') return 'none';
  return label.replace(/[^ -~]|^:/gu, (found) => `U+${found.codePointAt(0)?.toString(16)}`).slice(0, 1024);
}
