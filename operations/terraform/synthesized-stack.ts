import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Block = Readonly<Record<string, unknown>>;

/** The parts of a synthesized stack that are read here. */
export interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
}

/** A stack of cdktf.out below `root`, as it was synthesized. */
export function synthesizedStack(root: string, stack: string): StackJson {
  return JSON.parse(readFileSync(join(root, 'cdktf.out/stacks', stack, 'cdk.tf.json'), 'utf8'));
}
