import { KnownError } from '../config/known-error';
import { explainAwsFailure } from '../operations/aws-failure';

/**
 * Tells why something failed: a sentence for a KnownError and for a refusal by AWS, the stack for anything else, which is a bug.
 * @param json whether standard output gets the failure as an object as well
 */
export function tellFailure(error: unknown, json = false): void {
  const message = knownFailure(error);
  if (message === undefined) {
    console.error('This is a bug of the program, not a fault of yours. Please report it with these lines:');
    console.error(error);
  } else console.error(message);
  if (!json) return;
  const name = error instanceof Error ? error.name : 'Error';
  const details = error instanceof Error && 'faults' in error ? { faults: error.faults } : {};
  console.log(JSON.stringify({ error: { name, message: message ?? String(error), ...details } }));
}

/** undefined: a bug. */
function knownFailure(error: unknown): string | undefined {
  if (error instanceof KnownError) return error.message;
  const explained = explainAwsFailure(error);
  if (explained !== undefined) return explained;
  return error instanceof Error && '$metadata' in error ? `AWS: ${error.name}: ${error.message}` : undefined;
}
