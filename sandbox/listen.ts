import { KnownError } from '../config/known-error';
/** A port that was asked for is taken, and so are those after it. */
export class PortsTakenError extends KnownError {
  override readonly name = 'PortsTakenError';
}

const ATTEMPTS = 50;

/**
 * Starts something on the wanted port or, when that is taken, on the next free one.
 * @param port 0: any free port
 * @throws {PortsTakenError} after 50 ports
 */
export async function onFreePort<T>(port: number, start: (port: number) => Promise<T>): Promise<T> {
  let last: unknown;
  for (let attempt = 0; attempt < ATTEMPTS && port + attempt <= 65_535; attempt++) {
    try {
      return await start(port + attempt);
    } catch (error) {
      if (!isTaken(error)) throw error;
      last = error;
    }
  }
  throw new PortsTakenError(`the ports from ${port} on are taken; name another one`, { cause: last });
}

function isTaken(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE';
}
