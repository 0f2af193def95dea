import { stripVTControlCharacters } from 'node:util';

/** Stacks whose Terraform said that, in order of time. cdktf names the stack where a piece of its output begins. */
export function saidBy(output: string, words: string): readonly string[] {
  const stacks: string[] = [];
  let stack = '';
  for (const line of stripVTControlCharacters(output).split('\n')) {
    stack = /^([a-z]+-[a-z]+) {2}/.exec(line)?.[1] ?? stack;
    if (line.includes(words)) stacks.push(stack);
  }
  return stacks;
}
