/** A wording of a template: of every `{a|b}` one alternative, innermost first. `random` gives numbers 0..1. */
export function expand(template: string, random: () => number): string {
  let text = template;
  for (;;) {
    const next = text.replace(/\{([^{}]*)\}/g, (_, alternatives: string) => pick(alternatives.split('|'), random));
    if (next === text) return text;
    text = next;
  }
}

export function pick<T>(all: readonly [T, ...T[]] | readonly T[], random: () => number): T {
  const one = all[Math.floor(random() * all.length)];
  if (one === undefined) throw new RangeError('nothing to choose from');
  return one;
}
