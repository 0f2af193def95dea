import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Leftover } from './find-leftovers';

export interface ImportBlock {
  /** Address that the object gets. */
  readonly to: string;
  readonly id: string;
}

/**
 * Import blocks beside the synthesized stack: the next plan shows what is taken over and what changes of it, the next deploy does it.
 * They are for once, and so not in the stack itself: Terraform fails over a block whose object is gone.
 */
export function importFile(root: string, stack: string) {
  const file = join(root, 'cdktf.out/stacks', stack, 'adopt.tf.json');
  return {
    read(): readonly ImportBlock[] {
      return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { import: ImportBlock[] }).import : [];
    },
    /** None: the file goes. */
    write(blocks: readonly ImportBlock[]): void {
      if (blocks.length === 0) rmSync(file, { force: true });
      else writeFileSync(file, `${JSON.stringify({ import: blocks }, null, 2)}\n`);
    },
  };
}

export function importBlock({ wanted, found }: Leftover): ImportBlock {
  return { to: wanted.address, id: found.importId };
}
