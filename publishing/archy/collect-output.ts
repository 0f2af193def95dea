import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

/** Longest wait for output after the program's end, milliseconds. */
const LAST_WORDS = 500;
/** Characters of output that are kept of its beginning and of its end, and of one line. */
const KEPT = 1 << 20;
const LINE = 10_000;

/** Takes the lines that come on the child's file descriptors 4 and 5; `clean` sees each before anything else does. */
export function collectOutput(
  { stdio }: ChildProcess,
  clean: (line: string) => string,
  onLine?: (line: string) => void,
) {
  const head: string[] = [];
  const tail: string[] = [];
  let headSize = 0;
  let tailSize = 0;
  let dropped = 0;

  const take = (raw: string): void => {
    const whole = clean(raw);
    const line = whole.length > LINE ? `${whole.slice(0, LINE)}…` : whole;
    onLine?.(line.trimEnd());
    if (headSize < KEPT) {
      head.push(line);
      headSize += line.length;
      return;
    }
    tail.push(line);
    tailSize += line.length;
    if (tailSize < 2 * KEPT) return;
    let cut = 0;
    while (tailSize > KEPT) tailSize -= tail[cut++]?.length ?? 0;
    tail.splice(0, cut);
    dropped += cut;
  };

  const streams = stdio.slice(4).filter((stream) => stream instanceof Readable);
  const ends = streams.map((input) => {
    const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }).on('line', take);
    return new Promise((resolve) => lines.once('close', resolve));
  });
  return {
    text: () => [...head, ...(dropped > 0 ? [`[${dropped} lines left out]`] : []), ...tail].join('\n'),
    /** Ends with the output; something that the program left running may hold it open for ever. */
    settled: () => Promise.race([Promise.all(ends), wait(LAST_WORDS, undefined, { ref: false })]),
  };
}
