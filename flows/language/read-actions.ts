import { didYouMean } from '../../config/did-you-mean';
import { ACTION_ALIASES, actionSpec, actionSpecs } from './actions';
import { assign, value } from './fields';
import type { Action, ActionKind, Branch } from './flow';
import { type ActionDraft, actionFault, type FlowReader } from './flow-reader';
import type { YamlCursor } from './yaml-cursor';

/** Keys that every action has. */
const COMMON = ['name', 'refId'];

/** Reads the list under `actions`. */
export function readActions(reader: FlowReader, at: YamlCursor | undefined, refPath: string): readonly Action[] {
  if (at === undefined) return [];
  return reader.nested(at, () =>
    at.items().flatMap((item) => {
      const entries = item.entries();
      if (entries.length !== 1) reader.wrong(item.position, 'exactly one action in each item of the list');
      return entries.flatMap(([kind, action]) => read(reader, kind, action, refPath));
    }),
  );
}

function read(reader: FlowReader, written: string, at: YamlCursor, parentPath: string): readonly Action[] {
  const kind = ACTION_ALIASES.get(written) ?? written;
  const spec = actionSpec(kind);
  const name = at.get('name')?.text() ?? written;
  const ref = at.get('refId')?.text() ?? `_^_archy_${written}_${reader.count(written)}__`;
  const refPath = `${parentPath}/${written}[${ref}]`;
  const draft: ActionDraft = { kind: written, name, refPath, operands: [], targets: [], branches: [] };
  reader.action = draft;
  if (spec === undefined) {
    const known = Object.keys(actionSpecs);
    const hint = `${didYouMean(written, known)}Known: ${known.join(', ')}`;
    reader.wrong(at.position, `the action ${written} is not known here. ${hint}`);
    return [];
  }
  const id = reader.nextActionId(at);
  if (spec.unseen !== undefined) {
    reader.unproven(at.position, `${written} was never published by an e-mail flow that was seen: ${spec.unseen}`);
  }
  const fields: Record<string, unknown> = {};
  for (const [key, { presence, alias, read }] of Object.entries(spec.fields)) {
    const other = alias === undefined ? undefined : at.get(alias);
    const content = at.get(key) ?? other;
    if (content === other && other !== undefined) reader.unproven(other.position, `${alias}: seen is ${key}`);
    if (content === undefined && presence === 'required') reader.wrong(at.position, `${key} is missing`);
    if (content === undefined && presence === 'published')
      reader.unproven(at.position, `${key} is missing; published flows have it`);
    fields[key] = content === undefined && presence === 'required' ? undefined : read(reader, content, at, key);
  }
  const outputs = at.get('outputs');
  for (const [key, content] of at.entries()) {
    const known = [...COMMON, ...Object.keys(spec.fields), ...(spec.outputs ? ['outputs'] : [])];
    const isAlias = Object.values(spec.fields).some(({ alias }) => alias === key);
    if (known.includes(key) || isAlias) continue;
    if (spec.takesAnyKey) takeAny(reader, content, at, key);
    else
      reader.unproven(
        content.position,
        `unknown key ${key}. ${didYouMean(key, known)}Allowed here: ${known.join(', ')}`,
      );
  }
  readOutputs(reader, draft, spec, at, outputs);
  const branches = draft.branches.map(({ label, at, refPath }): Branch => {
    return { label, ...at.position, actions: readActions(reader, at.get('actions'), `${refPath}/actions`) };
  });
  const place = { kind: written, name, refPath };
  return [
    {
      ...fields,
      ...{ id, kind: kind as ActionKind, name, refPath, ...at.position, branches },
      ...{ operands: draft.operands, targets: draft.targets, fault: actionFault(reader, place, at.position) },
    } as Action,
  ];
}

function readOutputs(
  reader: FlowReader,
  draft: ActionDraft,
  { outputs: known, writesPathsOut }: NonNullable<ReturnType<typeof actionSpec>>,
  action: YamlCursor,
  outputs: YamlCursor | undefined,
): void {
  if (known === undefined) return;
  const written = outputs?.entries() ?? [];
  for (const [label, at] of written) {
    if (known !== 'any' && !known.includes(label)) {
      const hint = `${didYouMean(label, known)}Allowed here: ${known.join(', ')}`;
      reader.wrong(at.position, `${draft.kind} has no output ${label}. ${hint}`);
    }
    if (draft.kind === 'transferToAcd' || known === 'any') {
      reader.unproven(at.position, `the output ${label} was never seen in a published e-mail flow`);
    }
    if (at.get('actions') === undefined) reader.unproven(at.position, `${label}: actions is missing`);
    draft.branches.push({ label, at, refPath: `${draft.refPath}/outputs/${label}` });
  }
  for (const label of writesPathsOut && known !== 'any' ? known : []) {
    if (!written.some(([one]) => one === label)) {
      reader.unproven(
        (outputs ?? action).position,
        `the output ${label} is missing; write it out, if only with actions: []`,
      );
    }
  }
}

/** A key of an action whose YAML nobody has seen: values and targets are read, the rest makes no difference. */
function takeAny(reader: FlowReader, content: YamlCursor, action: YamlCursor, key: string): void {
  if (content.get('exp') !== undefined || content.get('lit') !== undefined) {
    if (content.get('lit')?.scalar() !== undefined || content.get('exp') !== undefined) {
      value('any', { presence: 'optional' }).read(reader, content, action, key);
    }
  } else if (content.get('var') !== undefined) {
    assign(reader, content, key, 'any', undefined, false);
  }
}
