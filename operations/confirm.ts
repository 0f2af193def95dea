import { createInterface } from 'node:readline/promises';

/** Asks at the terminal. Without a terminal nobody can answer: that is a no, and it says how to answer. */
export async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.error('no terminal to ask at: add --yes');
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test(await terminal.question(`${question} (yes/no) `));
  } finally {
    terminal.close();
  }
}
