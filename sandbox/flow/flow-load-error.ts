import type { FlowFault } from './flow';

/** The flow cannot run here; every fault of the file. */
export class FlowLoadError extends Error {
  override readonly name = 'FlowLoadError';

  constructor(readonly faults: readonly FlowFault[]) {
    const lines = faults.map(({ file, line, message }) => `  ${file}:${line}  ${message}`);
    super(`${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} in the flow\n${lines.join('\n')}`);
  }
}
