import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Replaces a text in the JSON of a stack, in a folder of synthesized output; the text must be there. */
export function editStack(stack: string, from: string | RegExp, to: string) {
  return async (folder: string): Promise<void> => {
    const file = join(folder, 'stacks', stack, 'cdk.tf.json');
    const before = await readFile(file, 'utf8');
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${file} holds no ${from}, or ${to} already`);
    await writeFile(file, after);
  };
}
