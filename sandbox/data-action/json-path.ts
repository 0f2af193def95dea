/** Finds values in a reply: one value for a definite path (undefined when it is not there), else the list of all. */
export type FindByPath = (document: unknown) => unknown;

type Step =
  | { readonly kind: 'child'; readonly name: string }
  | { readonly kind: 'index' | 'all' | 'deep'; readonly at: number };

const STEP = /\.\.|\.?\[(?:(\*)|(-?\d+)|'([^']*)'|"([^"]*)")\]|\.(?:(\*)|([\p{L}_$][\p{L}\p{N}_$-]*))/uy;

/**
 * Makes a JSONPath runnable: `$.queue.name`, `$['queue']`, `$.queues[0]`, `$.queues[*].name`, `$..name`.
 * @throws {Error} for filters, slices and anything else
 */
export function compileJsonPath(path: string): FindByPath {
  const steps: Step[] = [];
  if (!path.startsWith('$')) throw new Error(`JSONPath ${path} does not begin with $`);
  STEP.lastIndex = 1;
  while (STEP.lastIndex < path.length) {
    const from = STEP.lastIndex;
    const match = STEP.exec(path);
    if (match === null) throw new Error(`JSONPath ${path}: ${path.slice(from)} is not understood here`);
    const [whole, star, index, single, double, dotStar, name] = match;
    if (whole === '..') {
      steps.push({ kind: 'deep', at: 0 });
      // `..name` and `..[0]`: what follows the two dots is a step of its own.
      if (path[STEP.lastIndex] !== '[') STEP.lastIndex -= 1;
    } else if (star !== undefined || dotStar !== undefined) steps.push({ kind: 'all', at: 0 });
    else if (index !== undefined) steps.push({ kind: 'index', at: Number(index) });
    else steps.push({ kind: 'child', name: name ?? single ?? double ?? '' });
  }
  const definite = steps.every(({ kind }) => kind === 'child' || kind === 'index');
  return (document) => {
    const found = steps.reduce<readonly unknown[]>(
      (values, step) => values.flatMap((one) => follow(step, one)),
      [document],
    );
    return definite ? found[0] : found;
  };
}

function follow(step: Step, value: unknown): readonly unknown[] {
  switch (step.kind) {
    case 'child':
      return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, step.name)
        ? [Reflect.get(value, step.name)]
        : [];
    case 'index': {
      const element: unknown = Array.isArray(value) ? value.at(step.at) : undefined;
      return element === undefined ? [] : [element];
    }
    case 'all':
      return typeof value === 'object' && value !== null ? Object.values(value) : [];
    case 'deep':
      return [value, ...follow({ kind: 'all', at: 0 }, value).flatMap((inner) => follow(step, inner))];
  }
}
