/**
 * Runs `make` without the stack trace that cdktf keeps of every token: a third of the time of a synth, and no option of cdktf turns it off.
 * Errors have their stack as ever; only `Error.captureStackTrace` is quiet meanwhile.
 */
export function withoutStackTraces(make: () => void): void {
  const capture = Error.captureStackTrace;
  Error.captureStackTrace = (target: { stack?: string }) => {
    target.stack = '';
  };
  try {
    make();
  } finally {
    Error.captureStackTrace = capture;
  }
}
