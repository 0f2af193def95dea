import type { Tag } from './inputs';
import { ServiceError } from './service-error';

export interface Tags {
  /** Throws TooManyTagsException if that many cannot be put on the resource (a new one without `arn`). */
  check(added: readonly Tag[] | undefined, arn?: string): void;
  /** The tags of a new resource; what an earlier one of that name had is forgotten. */
  replace(arn: string, tags: readonly Tag[]): void;
  add(arn: string, added: readonly Tag[]): void;
  remove(arn: string, keys: readonly string[]): void;
  /** Throws ResourceNotFoundException. */
  list(arn: string): readonly Tag[];
}

const TAGS_PER_RESOURCE = 50;

/** Tags of classifiers and endpoints; `exists` throws for a resource that is not there. */
export function tagStore(exists: (arn: string) => void): Tags {
  const all = new Map<string, Map<string, string>>();
  const of = (arn: string): Map<string, string> => {
    const tags = all.get(arn) ?? new Map<string, string>();
    all.set(arn, tags);
    return tags;
  };
  return {
    check(added, arn) {
      const keys = new Set(arn === undefined ? [] : of(arn).keys());
      for (const { Key } of added ?? []) keys.add(Key);
      if (keys.size <= TAGS_PER_RESOURCE) return;
      throw new ServiceError('TooManyTagsException', `${keys.size} tags, at most ${TAGS_PER_RESOURCE} per resource`);
    },
    replace(arn, tags) {
      all.set(arn, new Map(tags.map(({ Key, Value }) => [Key, Value ?? ''])));
    },
    add(arn, added) {
      for (const { Key, Value } of added) of(arn).set(Key, Value ?? '');
    },
    remove(arn, keys) {
      exists(arn);
      for (const key of keys) of(arn).delete(key);
    },
    list(arn) {
      exists(arn);
      return [...of(arn)].map(([Key, Value]) => ({ Key, Value }));
    },
  };
}
