import { KnownError } from '../config/known-error';
import type { ClassifyRequest, ClassifyResponse } from '../lambda/contract';
import type { DeployedApi } from './deployed-api';

export interface Asked {
  readonly response: ClassifyResponse;
  readonly milliseconds: number;
}

/** The API does not take the request; the message says what the status means and what to do. */
export class ApiRefusalError extends KnownError {
  override readonly name = 'ApiRefusalError';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(`${status}: ${message}`);
  }
}

/** No answer came from the API. */
export class ApiUnreachableError extends KnownError {
  override readonly name = 'ApiUnreachableError';
}

/** Longer than API Gateway waits for the function. */
const PATIENCE_MS = 35_000;

const MEANINGS: Readonly<Record<number, string>> = {
  400: 'the API does not take this request',
  403: 'the key is missing or wrong, or the address is: deploy the api stack again and read its outputs anew',
  413: 'the mail is larger than API Gateway takes (10 MB)',
  429: 'over the usage plan: wait, or raise api.throttle or api.quota in the record',
  500: "the function failed: its log group has the request's id",
  502: 'the function answered nothing usable: see its log group',
  503: 'the classifier is throttled, parked or not in service: npm run classifier -- status shows it',
  504: 'the function did not answer in time: see its log group',
};

/** Sends a mail through the deployed API, as the data action does. @throws {ApiUnreachableError} @throws {ApiRefusalError} */
export async function askApi({ url, key }: DeployedApi, request: ClassifyRequest): Promise<Asked> {
  const start = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-API-Key': key },
    body: JSON.stringify(request),
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((error: Error) => {
    const { message } = error.cause instanceof Error ? error.cause : error;
    throw new ApiUnreachableError(`no answer from ${url}: ${message}`, { cause: error });
  });
  const text = await response.text();
  if (response.ok) {
    return { response: JSON.parse(text) as ClassifyResponse, milliseconds: performance.now() - start };
  }
  const meaning = MEANINGS[response.status];
  throw new ApiRefusalError(response.status, meaning === undefined ? text : `${meaning} (${text.trim()})`);
}
