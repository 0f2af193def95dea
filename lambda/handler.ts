import { type Classification, classifyMail } from './classify-mail';
import type { Classify } from './comprehend-classifier';
import { deadlines } from './deadlines';
import { errorCauses, errorName } from './error-causes';
import { errorResponse } from './error-response';
import { logLine, type RequestRecord } from './log-line';
import { parseRequest } from './parse-request';
import { type ProxyResult, proxyResult } from './proxy-result';
import type { Settings } from './settings';

/** The part of Lambda's context that is used. */
export interface InvocationContext {
  readonly awsRequestId: string;
  readonly functionName: string;
  /** Milliseconds until Lambda stops the function. */
  getRemainingTimeInMillis(): number;
}

export type Handler = (event: unknown, context: InvocationContext) => Promise<ProxyResult>;

export interface Surroundings {
  readonly settings: Pick<Settings, 'categories' | 'defaultThreshold'>;
  readonly classify: Classify;
  /** Writes one line of log. */
  readonly writeLine: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Kept back from the time that Lambda leaves the function, to answer and to log. */
const RESERVE_MS = 500;

/**
 * Answers an API Gateway REST proxy event: a ClassifyRequest with a ClassifyResponse. Never throws: an error becomes
 * a status (error-response.ts). Writes one line of log per request.
 */
export function createHandler({ settings, classify, writeLine, now }: Surroundings): Handler {
  return async (event, context) => {
    const begin = now();
    const apiRequestId = requestIdOf(event) ?? context.awsRequestId;
    const answer = async (): Promise<Outcome> => {
      try {
        const signal = AbortSignal.timeout(timeLeft(context));
        return answered(await classifyMail(parseRequest(event), settings, classify, signal, now));
      } catch (error) {
        return failed(error, apiRequestId);
      }
    };
    const { result, record, metrics } = await answer();
    const end = now();
    const ids = { functionName: context.functionName, lambdaRequestId: context.awsRequestId, apiRequestId };
    writeLine(logLine({ ...ids, ...record, metrics: { Mails: 1, Latency: end - begin, ...metrics } }, end));
    return result;
  };
}

interface Outcome {
  readonly result: ProxyResult;
  readonly record: Omit<RequestRecord, 'functionName' | 'lambdaRequestId' | 'apiRequestId' | 'metrics'>;
  readonly metrics: RequestRecord['metrics'];
}

function answered({ response, textBytes, classifierMs }: Classification): Outcome {
  const { Reason: reason, Category: label, QueueName: queue, Confidence } = response;
  return {
    result: proxyResult(200, response),
    record: { status: 200, reason, label, queue, textBytes, ...(classifierMs === undefined ? {} : { classifierMs }) },
    metrics: classifierMs === undefined ? {} : { Confidence },
  };
}

function failed(error: unknown, requestId: string): Outcome {
  const result = errorResponse(error, requestId);
  const reason = errorName(error);
  const causes = errorCauses(error);
  const record = { status: result.statusCode, reason, label: '', queue: '', textBytes: 0, causes };
  return { result, record, metrics: {} };
}

function timeLeft(context: InvocationContext): number {
  return Math.max(0, Math.min(deadlines.classifierMs, context.getRemainingTimeInMillis() - RESERVE_MS));
}

/** API Gateway's own id, which its access log shows too. */
function requestIdOf(event: unknown): string | undefined {
  if (typeof event !== 'object' || event === null || !('requestContext' in event)) return undefined;
  const { requestContext } = event;
  if (typeof requestContext !== 'object' || requestContext === null || !('requestId' in requestContext))
    return undefined;
  return typeof requestContext.requestId === 'string' ? requestContext.requestId : undefined;
}
