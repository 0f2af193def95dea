import { readFileSync } from 'node:fs';

/** The lines of the shell blocks below a heading of a Markdown file, block by block. */
export function documentedCommands(file: string, heading: string): readonly (readonly string[])[] {
  const sections = readFileSync(file, 'utf8').split(/^## /m);
  const section = sections.find((text) => text.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`${file} has no section ${heading}`);
  return [...section.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block = '']) => block.trim().split('\n'));
}
