/** The flow cannot go on; its error handling decides what becomes of the mail. */
export class FlowError extends Error {
  override readonly name = 'FlowError';
}
