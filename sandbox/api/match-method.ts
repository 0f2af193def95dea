import type { ApiMethod } from './api-definition';

export interface MatchedMethod {
  readonly method: ApiMethod;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Finds the method for a path below the stage; a literal path wins over `{parameter}`, that over `{proxy+}`. */
export function createMethodMatcher(methods: readonly ApiMethod[]) {
  const routes = methods.map((method) => ({ method, pattern: patternOf(method.path) }));
  routes.sort((a, b) => rank(a.method.path) - rank(b.method.path));
  return (httpMethod: string, path: string): MatchedMethod | undefined => {
    for (const { method, pattern } of routes) {
      if (method.httpMethod !== 'ANY' && method.httpMethod !== httpMethod) continue;
      const match = pattern.exec(path);
      if (match !== null) return { method, pathParameters: { ...match.groups } };
    }
    return undefined;
  };
}

function patternOf(path: string): RegExp {
  const source = path.replace(/\{(\w+)(\+)?\}|[.*+?^$()|[\]\\]/g, (found, name?: string, greedy?: string) => {
    if (name === undefined) return `\\${found}`;
    return `(?<${name}>${greedy === undefined ? '[^/]+' : '.+'})`;
  });
  return new RegExp(`^${source}/?$`);
}

function rank(path: string): number {
  return path.includes('+}') ? 2 : path.includes('{') ? 1 : 0;
}
