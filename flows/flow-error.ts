import type { Fault } from '../config/fault';
import { KnownError } from '../config/known-error';

/** The flow has faults; it may not be published. */
export class FlowError extends KnownError {
  override readonly name = 'FlowError';

  constructor(readonly faults: readonly Fault[]) {
    super(`${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} in the flow\n${faults.map(line).join('\n')}`);
  }
}

function line({ file, line, column, path, message }: Fault): string {
  return `  ${file}:${line}:${column}  ${path === '' ? '' : `${path}: `}${message}`;
}
