import type { LabelledText, TextModel } from '../../classifier/text-model';

/** The plainest classifier that still learns: each class scores by how many of the text's words its mails have. */
export function trainWordModel(rows: readonly LabelledText[]): TextModel {
  const words = new Map<string, Set<string>>();
  for (const { label, text } of rows) {
    const known = words.get(label) ?? new Set();
    for (const word of text.toLowerCase().split(/\W+/)) known.add(word);
    words.set(label, known);
  }
  return {
    labels: [...words.keys()],
    classify(text) {
      const asked = text.toLowerCase().split(/\W+/);
      const hits = [...words].map(([name, known]) => ({
        name,
        hits: 1 + asked.filter((w) => known.has(w)).length ** 2,
      }));
      const total = hits.reduce((sum, one) => sum + one.hits, 0);
      return hits.map((one) => ({ name: one.name, score: one.hits / total })).sort((a, b) => b.score - a.score);
    },
  };
}
