import { distance } from 'fastest-levenshtein';

/** `Did you mean x? ` for the nearest allowed spelling; `""` when nothing is near. */
export function didYouMean(found: string, allowed: readonly string[]): string {
  const [nearest] = allowed
    .map((candidate) => ({ candidate, away: distance(found.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.away - b.away);
  if (nearest === undefined || nearest.away > Math.max(2, Math.floor(nearest.candidate.length / 3))) return '';
  return `Did you mean ${nearest.candidate}? `;
}
