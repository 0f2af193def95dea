import type { CategoryList } from './categories';
import type { EnvironmentRecord } from './environment';

/** Name in Genesys Cloud of something that this environment makes there. */
export function prefixed({ genesys }: Pick<EnvironmentRecord, 'genesys'>, name: string): string {
  return `${genesys.namePrefix ?? ''}${name}`;
}

/** The categories with the names that their queues have in the environment's organisation. Queues that exist there keep theirs. */
export function categoriesIn(environment: Pick<EnvironmentRecord, 'genesys'>, list: CategoryList): CategoryList {
  if (!environment.genesys.namePrefix) return list;
  const { existingQueues = [] } = list;
  const called = (queue: string) => (existingQueues.includes(queue) ? queue : prefixed(environment, queue));
  return {
    ...list,
    fallbackQueue: called(list.fallbackQueue),
    categories: list.categories.map((category) => ({
      ...category,
      queue: category.queue === null ? null : called(category.queue),
    })),
  };
}

/** The record with its flow and the queues of its members as they are called in the organisation. */
export function recordIn<R extends EnvironmentRecord>(record: R): R {
  if (!record.genesys.namePrefix) return record;
  const { members, groups } = record.queues;
  const called = (queue: string) => prefixed(record, queue);
  const renamed = <V>(byQueue: Readonly<Record<string, V>>): Record<string, V> =>
    Object.fromEntries(Object.entries(byQueue).map(([queue, value]) => [called(queue), value]));
  return {
    ...record,
    flow: { ...record.flow, name: called(record.flow.name) },
    queues: {
      ...record.queues,
      members: typeof members === 'string' ? members : renamed(members),
      ...(groups === undefined ? {} : { groups: renamed(groups) }),
    },
  };
}
