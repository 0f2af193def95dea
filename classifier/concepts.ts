import { THESAURUS } from './thesaurus';
import { stem, words } from './words';

interface Term {
  readonly stems: readonly string[];
  readonly concept: string;
}

/** Terms by the stem of their first word. */
const TERMS: ReadonlyMap<string, readonly Term[]> = index();

function index(): ReadonlyMap<string, readonly Term[]> {
  const terms = new Map<string, Term[]>();
  for (const [concept, list] of Object.entries(THESAURUS)) {
    for (const term of list.split(', ')) {
      const stems = words(term).map(stem);
      const [first] = stems;
      if (first !== undefined) terms.set(first, [...(terms.get(first) ?? []), { stems, concept }]);
    }
  }
  return terms;
}

/** What a text speaks of: each concept as often as one of its terms begins. `stems` are those of all words in order. */
export function conceptsOf(stems: readonly string[]): readonly string[] {
  const found: string[] = [];
  stems.forEach((first, at) => {
    const here = new Set<string>();
    for (const { stems: term, concept } of TERMS.get(first) ?? []) {
      if (term.every((word, offset) => stems[at + offset] === word)) here.add(concept);
    }
    found.push(...here);
  });
  return found;
}
