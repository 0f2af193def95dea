import { KnownError } from '../../config/known-error';
/** The synthesized output cannot be run: a resource, or an expression in it, is not understood. */
export class OutputError extends KnownError {
  override readonly name = 'OutputError';

  constructor(
    readonly stackName: string,
    /** `aws_lambda_function.classify`; empty for the stack as a whole. */
    readonly resource: string,
    /** The expression, or the attribute, in question. */
    readonly expression: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super([`stack ${stackName}`, resource, expression, reason].filter((part) => part !== '').join(': '), options);
  }
}
