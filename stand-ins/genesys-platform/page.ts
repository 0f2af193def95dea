/** One page of a list as every list of the API answers it. */
export function page<T>(all: readonly T[], query: URLSearchParams) {
  const pageSize = positive(query.get('pageSize'), 25);
  const pageNumber = positive(query.get('pageNumber'), 1);
  const start = (pageNumber - 1) * pageSize;
  return {
    entities: all.slice(start, start + pageSize),
    pageSize,
    pageNumber,
    total: all.length,
    pageCount: Math.ceil(all.length / pageSize),
  };
}

function positive(text: string | null, otherwise: number): number {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : otherwise;
}

/** Whether a name passes a list's `name` filter: part of it, whatever the case. Callers who need one name must compare. */
export function nameMatches(name: string, query: URLSearchParams, key = 'name'): boolean {
  const wanted = query.get(key)?.replaceAll('*', '').toLowerCase();
  return wanted === undefined || name.toLowerCase().includes(wanted);
}
