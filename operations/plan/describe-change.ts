import type { Change } from './plan';

export const SIGNS: Readonly<Record<Change['action'], string>> = {
  create: '+',
  update: '~',
  replace: '-/+',
  destroy: '-',
};

/** Why an object is replaced, to be set behind its name. */
export function because({ action, because: paths }: Pick<Change, 'action' | 'because'>): string {
  return action === 'replace' && paths.length > 0 ? `  because of ${paths.join(', ')}` : '';
}
