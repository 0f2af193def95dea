import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit, type YAMLMap } from 'yaml';

/** Finds lines of a flow file by the paths that Archy prints. */
export interface IssueLines {
  /** 1-based line of the place, or of the nearest thing around it that can be found. */
  lineOf(refPath: string, objectName: string): number;
}

/** @param text the flow file that Archy was given */
export function issueLines(text: string): IssueLines {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  return {
    lineOf: (refPath, objectName) => {
      let node: unknown = document.contents;
      let offset = 0;
      for (const [, key = '', reference] of refPath.matchAll(/\/([^/[\]]+)(?:\[([^\]]*)\])?/g)) {
        const found = reference === undefined ? byKey(node, key) : byReference(node, key, reference, objectName);
        if (found === undefined) break;
        offset = found.offset;
        node = found.value;
      }
      return counter.linePos(offset).line;
    },
  };

  /** An item such as `- callData: {refId: …}`: by its refId, else by its name, else by Archy's own counting. */
  function byReference(list: unknown, kind: string, reference: string, objectName: string): Found | undefined {
    if (!isSeq(list)) return undefined;
    const items = list.items.flatMap((item) => {
      const entry = isMap(item) ? item.items[0] : undefined;
      return isMap(item) && isScalar(entry?.key) && entry.key.value === kind && isMap(entry.value)
        ? [{ offset: start(item), value: entry.value }]
        : [];
    });
    const named = (key: string, wanted: string) => items.filter(({ value }) => value.get(key) === wanted);
    const [first] = named('refId', reference);
    if (first !== undefined) return first;
    const [byName, ...others] = named('name', objectName);
    if (byName !== undefined && others.length === 0) return byName;
    const count = Number(/_(\d+)__$/.exec(reference)?.[1]);
    const counted = all(kind)[count - 1];
    return items.find(({ value }) => value === counted) ?? byName ?? (items.length === 1 ? items[0] : undefined);
  }

  /** Every object of that kind in the file, in the order of the file. */
  function all(kind: string): readonly YAMLMap[] {
    const found: YAMLMap[] = [];
    visit(document, {
      Pair: (_, { key, value }) => {
        if (isScalar(key) && key.value === kind && isMap(value)) found.push(value);
      },
    });
    return found;
  }
}

interface Found {
  readonly offset: number;
  readonly value: unknown;
}

function byKey(node: unknown, key: string): Found | undefined {
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
  return pair === undefined || !isScalar(pair.key) ? undefined : { offset: start(pair.key), value: pair.value };
}

function start(node: Node): number {
  return node.range?.[0] ?? 0;
}
