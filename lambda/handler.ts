import { type Classification, classifyMail, type RoutingSettings } from './classify-mail';
import { deadlines } from './deadlines';
import { errorCauses, errorName } from './error-causes';
import { errorResponse } from './error-response';
import type { Judge } from './judge';
import { logLine, type RequestRecord } from './log-line';
import { parseRequest } from './parse-request';
import { type ProxyResult, proxyResult } from './proxy-result';

/** The part of Lambda's context that is used. */
export interface InvocationContext {
  readonly awsRequestId: string;
  readonly functionName: string;
  /** Milliseconds until Lambda stops the function. */
  getRemainingTimeInMillis(): number;
}

export type Handler = (event: unknown, context: InvocationContext) => Promise<ProxyResult>;

export interface Surroundings {
  readonly settings: RoutingSettings;
  readonly judge: Judge;
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
export function createHandler({ settings, judge, writeLine, now }: Surroundings): Handler {
  return async (event, context) => {
    const begin = now();
    const apiRequestId = requestIdOf(event) ?? context.awsRequestId;
    const answer = async (): Promise<Outcome> => {
      try {
        const signal = AbortSignal.timeout(timeLeft(context));
        const request = parseRequest(event);
        const classification = await classifyMail(request, settings, judge, signal, now);
        return answered(classification, settings, apiRequestId, request.ConversationId);
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

function answered(
  { response, textBytes, classifierMs, instead }: Classification,
  { modelVersions = {} }: RoutingSettings,
  decisionId: string,
  conversationId: string | undefined,
): Outcome {
  const { Reason: reason, Category: label, QueueName: queue, Confidence, Engine: engine } = response;
  const modelVersion = (engine === '' ? undefined : modelVersions[engine]) ?? '';
  return {
    result: proxyResult(200, { ...response, ModelVersion: modelVersion, DecisionId: decisionId }),
    record: {
      ...{ status: 200, reason, label, queue, engine, modelVersion, textBytes },
      ...(conversationId === undefined ? {} : { conversationId }),
      ...(classifierMs === undefined ? {} : { classifierMs }),
      ...(instead === undefined ? {} : { insteadOf: errorName(instead), causes: errorCauses(instead) }),
    },
    metrics: {
      ...(classifierMs === undefined ? {} : { Confidence }),
      ...(instead === undefined ? {} : { Standby: 1 }),
    },
  };
}

function failed(error: unknown, requestId: string): Outcome {
  const result = errorResponse(error, requestId);
  const reason = errorName(error);
  const causes = errorCauses(error);
  const record = {
    status: result.statusCode,
    reason,
    label: '',
    queue: '',
    engine: '',
    modelVersion: '',
    textBytes: 0,
    causes,
  } as const;
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
