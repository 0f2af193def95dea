/**
 * Joins the lines of format=flowed text (RFC 3676). Lines of different quote depth are never joined, whatever they end in,
 * and a signature's separator stands alone.
 */
export function unfoldFlowed(text: string, delSp: boolean): string {
  const paragraphs: { depth: number; parts: string[]; flows: boolean }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const depth = /^>*/.exec(line)?.[0].length ?? 0;
    const content = line.slice(depth).replace(/^ /, '');
    const isSignature = content === '-- ' || content === '--';
    const flows = content.endsWith(' ') && !isSignature;
    const last = paragraphs.at(-1);
    const piece = flows && delSp ? content.slice(0, -1) : content;
    if (last?.flows && last.depth === depth && !isSignature) {
      last.parts.push(piece);
      last.flows = flows;
    } else {
      paragraphs.push({ depth, parts: [piece], flows });
    }
  }
  return paragraphs
    .map(({ depth, parts }) => {
      const content = parts.join('');
      return depth === 0 ? content : `${'>'.repeat(depth)} ${content}`;
    })
    .join('\n');
}
