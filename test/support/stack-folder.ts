import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** An output folder as synthesis leaves it, with these stacks and the files beside them. */
export function stackFolder(
  stacks: Readonly<Record<string, object | string>>,
  files: Readonly<Record<string, string>> = {},
) {
  const output = mkdtempSync(join(tmpdir(), 'output-'));
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(output, path)), { recursive: true });
    writeFileSync(join(output, path), content);
  };
  for (const [name, document] of Object.entries(stacks)) {
    write(`stacks/${name}/cdk.tf.json`, typeof document === 'string' ? document : JSON.stringify(document));
  }
  for (const [path, content] of Object.entries(files)) write(path, content);
  return { output, remove: () => rmSync(output, { recursive: true }) };
}
