import { type ClassifyRequest, requestSchema } from './contract';
import { BadRequestError } from './errors';

/**
 * The request in an API Gateway REST proxy event. API Gateway has checked it against the same schema; this check also
 * stands when the function is called another way.
 * @throws {BadRequestError} naming every field that is wrong
 */
export function parseRequest(event: unknown): ClassifyRequest {
  const fields = bodyOf(event);
  if (!isRecord(fields)) throw new BadRequestError('the body must be a JSON object');
  const faults = requestSchema.required.flatMap((field) => {
    if (!Object.hasOwn(fields, field)) return [`${field} is missing`];
    return typeof fields[field] === 'string' ? [] : [`${field} must be a string`];
  });
  const { EmailSubject, EmailBody, ConversationId } = fields;
  if (typeof EmailSubject !== 'string' || typeof EmailBody !== 'string') throw new BadRequestError(faults.join('; '));
  if (ConversationId === undefined) return { EmailSubject, EmailBody };
  if (typeof ConversationId !== 'string') throw new BadRequestError('ConversationId must be a string');
  return { EmailSubject, EmailBody, ConversationId };
}

function bodyOf(event: unknown): unknown {
  if (!isRecord(event) || typeof event['body'] !== 'string') throw new BadRequestError('the body is missing');
  try {
    return JSON.parse(event['isBase64Encoded'] === true ? decodeBase64(event['body']) : event['body']);
  } catch {
    // The parser's message quotes the body, so it is not kept as the cause.
    throw new BadRequestError('the body is not JSON');
  }
}

function decodeBase64(text: string): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64'));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
