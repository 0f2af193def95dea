interface Line {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

const CONTEXT = 3;

/** A patch in git's format; empty when the texts are equal. For files of some hundred lines. */
export function unifiedDiff(file: string, before: string, after: string): string {
  if (before === after) return '';
  const lines = compare(before.replace(/\n$/, '').split('\n'), after.replace(/\n$/, '').split('\n'));
  const near = lines.map((_, index) => lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(isChange));
  const hunks: string[] = [];
  for (let from = near.indexOf(true); from !== -1; from = near.indexOf(true, from)) {
    const end = near.indexOf(false, from);
    const to = end === -1 ? lines.length : end;
    const hunk = lines.slice(from, to);
    const start = (sign: '-' | '+') => lines.slice(0, from).filter((line) => line.sign !== sign).length + 1;
    const height = (sign: '-' | '+') => hunk.filter((line) => line.sign !== sign).length;
    hunks.push(
      `@@ -${start('+')},${height('+')} +${start('-')},${height('-')} @@\n${hunk.map(({ sign, text }) => `${sign}${text}\n`).join('')}`,
    );
    from = to;
  }
  return `--- a/${file}\n+++ b/${file}\n${hunks.join('')}`;
}

function isChange({ sign }: Line): boolean {
  return sign !== ' ';
}

/** Longest common subsequence of lines. */
function compare(before: readonly string[], after: readonly string[]): Line[] {
  const width = after.length + 1;
  const longest = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      longest[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, fresh] = [before[i], after[j]];
    if (old !== undefined && old === fresh) {
      lines.push({ sign: ' ', text: old });
      i += 1;
      j += 1;
    } else if (old !== undefined && (fresh === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ sign: '-', text: old });
      i += 1;
    } else {
      lines.push({ sign: '+', text: fresh ?? '' });
      j += 1;
    }
  }
  return lines;
}
