/** What is certain when an action begins, whatever path led to it. */
export interface Progress {
  /** Variables that have a value. */
  readonly set: ReadonlySet<string>;
  /** Automatic replies sent, at most. */
  readonly replies: number;
}

/** What is certain after branches that meet again; undefined when none of them goes on. */
export function meet(ends: readonly (Progress | undefined)[]): Progress | undefined {
  const open = ends.filter((end) => end !== undefined);
  const [first, ...rest] = open;
  if (first === undefined) return undefined;
  const everywhere = [...first.set].filter((name) => rest.every(({ set }) => set.has(name)));
  return { set: new Set(everywhere), replies: Math.max(...open.map(({ replies }) => replies)) };
}

/** Progress after the variables have been given a value. */
export function setting(progress: Progress, names: Iterable<string>): Progress {
  return { ...progress, set: new Set([...progress.set, ...names]) };
}

/** Progress as it is with the variables that `keep` chooses. */
export function keeping(progress: Progress, keep: (name: string) => boolean): Progress {
  return { ...progress, set: new Set([...progress.set].filter(keep)) };
}
