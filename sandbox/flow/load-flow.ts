import { FlowError } from '../../flows/flow-error';
import type { Flow, FlowFault } from '../../flows/language/flow';
import { readFlow } from '../../flows/language/read-flow';

/** A flow that the sandbox can run, with what it found in the file that was never seen to publish. */
export interface LoadedFlow extends Flow {
  readonly notices: readonly FlowFault[];
}

/**
 * Reads a flow to run it.
 * @param file name of the file as messages show it
 * @throws {FlowError} with everything that makes it no flow
 */
export function loadFlow(text: string, file: string): LoadedFlow {
  const { flow, faults } = readFlow(text, file);
  const wrong = faults.filter(({ kind }) => kind === 'wrong');
  if (flow === undefined || wrong.length > 0) throw new FlowError(wrong);
  return { ...flow, notices: faults };
}
