import type { CategoryList } from '../../config/categories';
import { readCorpus } from '../../corpus/read-corpus';
import type { SmokeMessage } from './smoke-hop';

/** The first held-out messages of each category, at most so many of each. */
export function smokeMessages(
  root: string,
  { categories, fallbackQueue }: CategoryList,
  most: number,
): readonly (readonly SmokeMessage[])[] {
  const mails = readCorpus(root, 'held-out');
  return categories.flatMap(({ label, queue }) => {
    const found = mails.filter((mail) => mail.label === label).slice(0, most);
    if (found.length === 0) return [];
    return [found.map(({ subject, body }) => ({ category: label, queue: queue ?? fallbackQueue, subject, body }))];
  });
}
