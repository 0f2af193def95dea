import { isMap, isSeq, parseDocument } from 'yaml';
import type { ThresholdChoice } from './choose-thresholds';
import { unifiedDiff } from './unified-diff';

/**
 * The change of config/categories.yaml that would put the chosen thresholds in force, as a patch for `git apply`; empty when nothing is to change.
 * Comments and layout stay: only the lines of thresholds are touched.
 * @param text the file as it is
 */
export function proposeThresholds(file: string, text: string, choices: readonly ThresholdChoice[]): string {
  const list = parseDocument(text).get('categories');
  if (!isSeq(list)) return '';
  const edits = list.items.flatMap((item): Edit[] => {
    if (!isMap(item)) return [];
    const choice = choices.find(({ label }) => label === String(item.get('label')));
    if (choice === undefined || choice.best === choice.current) return [];
    const value = choice.best.toFixed(2);
    const pair = item.items.find(({ key }) => String(key) === 'threshold');
    const old = nodeRange(pair?.value);
    if (old !== undefined) return [{ from: old[0], to: old[1], text: value }];
    const queue = nodeRange(item.items.find(({ key }) => String(key) === 'queue')?.key);
    if (queue === undefined) return [];
    const indent = queue[0] - (text.lastIndexOf('\n', queue[0] - 1) + 1);
    const end = text.indexOf('\n', queue[1]);
    const at = end === -1 ? text.length : end;
    return [{ from: at, to: at, text: `\n${' '.repeat(indent)}threshold: ${value}` }];
  });
  const changed = edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((result, edit) => result.slice(0, edit.from) + edit.text + result.slice(edit.to), text);
  return unifiedDiff(file, text, changed);
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function nodeRange(node: unknown): readonly [number, number] | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  const [from, to] = node.range;
  return typeof from === 'number' && typeof to === 'number' ? [from, to] : undefined;
}
