import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { Answer } from './gateway-answer';

/** Turns a function's result into the API's answer; undefined when the result is malformed, which is a 502. */
export function proxyReply(payload: string): Answer | undefined {
  let result: unknown;
  try {
    result = JSON.parse(payload);
  } catch {
    return undefined;
  }
  if (!isRecord(result)) return undefined;
  const { statusCode, headers = {}, multiValueHeaders = {}, body = '' } = result;
  const status = typeof statusCode === 'string' ? Number(statusCode) : statusCode;
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 599) return undefined;
  if (!(typeof body === 'string' || body === null)) return undefined;
  const single = readHeaders(headers, (value) => (isScalar(value) ? String(value) : undefined));
  const multiple = readHeaders(multiValueHeaders, (value) =>
    Array.isArray(value) && value.every(isScalar) ? value.map(String) : undefined,
  );
  if (single === undefined || multiple === undefined) return undefined;
  return { status, headers: { 'content-type': 'application/json', ...single, ...multiple }, body: body ?? '' };
}

type Headers = Record<string, string | string[]>;

/** What API Gateway sets itself, whatever the function says. */
const OWN_HEADERS = new Set([
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** undefined when a value is no text, or one that HTTP cannot carry. */
function readHeaders(given: unknown, read: (value: unknown) => string | string[] | undefined): Headers | undefined {
  if (given === null) return {};
  if (!isRecord(given)) return undefined;
  const headers: Headers = {};
  for (const [name, value] of Object.entries(given)) {
    const text = read(value);
    if (text === undefined || !isHeader(name, text)) return undefined;
    const lower = name.toLowerCase();
    if (!OWN_HEADERS.has(lower)) headers[lower] = text;
  }
  return headers;
}

function isHeader(name: string, value: string | string[]): boolean {
  try {
    validateHeaderName(name);
    for (const one of [value].flat()) validateHeaderValue(name, one);
    return true;
  } catch {
    return false;
  }
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
