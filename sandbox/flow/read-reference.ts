import type { FlowReader } from './flow-reader';
import type { YamlCursor } from './yaml-cursor';

/** `/inboundEmail/states/state[Initial State_10]` or, relative, `./tasks/task[Fallback_12]`. */
const REFERENCE = /^(?:\/inboundEmail|\.)\/(?:states\/(state)|tasks\/(task))\[(.+)\]$/;

/** Reads a reference to a state or a task and gives its refId. */
export function readReference(reader: FlowReader, at: YamlCursor, key: string, kind: 'state' | 'task'): string {
  const value = at.get(key);
  const text = value?.text() ?? '';
  const [, state, task, ref] = REFERENCE.exec(text) ?? [];
  const line = value?.line ?? at.line;
  if (ref === undefined || (state ?? task) !== kind) {
    reader.fault(line, `${key} ${JSON.stringify(text)} is not of the form /inboundEmail/${kind}s/${kind}[refId]`);
    return '';
  }
  reader.references.push({ name: ref, line, kind });
  return ref;
}
