/** An answer that an AWS service gives instead of a result: its `__type` name, HTTP status and message. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';

  constructor(
    /** Name as it goes over the wire, for example `ResourceNotFoundException`. */
    readonly type: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}
