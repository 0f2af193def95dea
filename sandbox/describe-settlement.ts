import type { Settlement } from './store/mail-store';

/** A mail's way as lines of text, for a terminal. */
export function describeSettlement(settlement: Settlement): string {
  const { queue, category, confidence, reason, scores, path, ms } = settlement;
  const width = Math.max(0, ...path.map(({ name }) => name.length));
  const steps = path.map(({ name, outcome, detail, ms: took }) => {
    const what = [outcome, detail].filter(Boolean).join(': ');
    return `  ${name.padEnd(width)}  ${took.toFixed(1).padStart(6)} ms  ${what}`.trimEnd();
  });
  const shown = scores.map(({ name, score }) => `${name} ${score.toFixed(2)}`).join('  ');
  return [
    `queue     ${queue ?? 'none: disconnected'}`,
    `decision  ${category === '' ? reason : `${category} ${confidence.toFixed(2)}, ${reason}`}`,
    ...(shown === '' ? [] : [`scores    ${shown}   (of the stand-in classifier, not Amazon Comprehend)`]),
    `path      ${ms.toFixed(1)} ms`,
    ...steps,
  ].join('\n');
}
