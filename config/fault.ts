import { KnownError } from './known-error';
/** One thing that is wrong in a configuration file. */
export interface Fault {
  /** Path of the file as the user knows it, for example `config/dev.yaml`. */
  readonly file: string;
  /** 1-based; 0 when the fault has no place of its own (a file that is missing). */
  readonly line: number;
  readonly column: number;
  /** Dotted path of the value, for example `classifier.threshold`; empty for the whole file. */
  readonly path: string;
  /** What was found, what is allowed and how to mend it, in one sentence or two. */
  readonly message: string;
}

/** Every fault that was found in the configuration; nothing may be synthesized from it. */
export class ConfigError extends KnownError {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly Fault[]) {
    super(
      `${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} in the configuration\n${faults.map(line).join('\n')}`,
    );
  }
}

function line(fault: Fault): string {
  const place = fault.line > 0 ? `${fault.file}:${fault.line}:${fault.column}` : fault.file;
  return `  ${place}  ${fault.path === '' ? '' : `${fault.path}: `}${fault.message}`;
}
