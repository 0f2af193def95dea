/** The text is not an expression of Architect's language. Found when a flow is read. */
export class ExpressionSyntaxError extends Error {
  override readonly name = 'ExpressionSyntaxError';

  constructor(
    message: string,
    /** Offset in the expression, 0-based. */
    readonly offset: number,
  ) {
    super(message);
  }
}

/** The flow cannot go on, for example because a variable is NOT_SET; its error handling decides what follows. */
export class FlowFailure extends Error {
  override readonly name = 'FlowFailure';
}
