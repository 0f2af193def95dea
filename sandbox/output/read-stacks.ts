import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OutputError } from './output-error';

/** Blocks of one type, by type and name. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** One stack as it was synthesized, nothing resolved. */
export interface SynthesizedStack {
  readonly name: string;
  /** Absolute folder of the stack: paths in it are relative to that. */
  readonly folder: string;
  readonly resources: Blocks;
  readonly data: Blocks;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly locals: Readonly<Record<string, unknown>>;
  /** First block of each provider. */
  readonly providers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** `{local: {…}}` or `{s3: {…}}` */
  readonly backend: Readonly<Record<string, unknown>>;
}

const KINDS = ['classifier', 'api', 'routing'] as const;

/**
 * Reads the stacks of an environment from the output folder (`cdktf.out`).
 * @throws {OutputError} naming the stack that is missing or broken
 */
export function readStacks(output: string, environment: string): readonly SynthesizedStack[] {
  return KINDS.map((kind) => readStack(output, `${kind}-${environment}`));
}

export function readStack(output: string, name: string): SynthesizedStack {
  const folder = join(output, 'stacks', name);
  const file = join(folder, 'cdk.tf.json');
  if (!existsSync(file)) throw new OutputError(name, '', file, 'is not there; synthesize first: npx cdktf synth');
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new OutputError(name, '', file, 'is no JSON; synthesize again: npx cdktf synth', { cause: error });
  }
  const top = record(document);
  const providers = Object.entries(record(top['provider'])).map(([provider, blocks]) => [
    provider,
    record(Array.isArray(blocks) ? blocks[0] : blocks),
  ]);
  return {
    name,
    folder,
    resources: record(top['resource']) as Blocks,
    data: record(top['data']) as Blocks,
    outputs: Object.fromEntries(
      Object.entries(record(top['output'])).map(([output, block]) => [output, record(block)['value']]),
    ),
    locals: record(top['locals']),
    providers: Object.fromEntries(providers),
    backend: record(record(top['terraform'])['backend']),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
