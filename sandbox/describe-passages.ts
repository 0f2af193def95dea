import type { Passage } from '../lambda/text/passage';

const STRUCK = '\u001b[9m';
const NAMED = '\u001b[2m';
const PLAIN = '\u001b[0m';

/** A mail as a reader sees it, each removed passage with its name behind it; struck out where the terminal can. */
export function describePassages(passages: readonly Passage[], styled: boolean): string {
  return passages
    .map(({ text, removed }) => {
      if (removed === undefined || text.trim() === '') return text;
      const body = text.trimEnd();
      const end = text.slice(body.length);
      return styled ? `${STRUCK}${body}${PLAIN} ${NAMED}[${removed}]${PLAIN}${end}` : `~~${body}~~ [${removed}]${end}`;
    })
    .join('')
    .trimEnd();
}
