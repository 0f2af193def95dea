/** The text is no expression that this sandbox can run. Found when a flow is loaded. */
export class ExpressionSyntaxError extends Error {
  override readonly name = 'ExpressionSyntaxError';

  constructor(
    message: string,
    readonly source: string,
    /** Offset in `source`, 0-based. */
    readonly offset: number,
  ) {
    super(message);
  }
}

/** The expression could not be evaluated, for example because a variable is NOT_SET. The flow's error handling runs. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}
