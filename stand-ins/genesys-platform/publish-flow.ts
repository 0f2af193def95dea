import { conflict } from './api-error';
import { type CompiledFlow, compileFlow, type FlowSurroundings, unresolved } from './compile-flow';
import { type Client, type Flow, homeDivision, newId, type Store } from './store';

type Outcome = { readonly flow: Flow } | { readonly messages: readonly string[] };

/** What a flow job does on the platform's side: reads the file, resolves its names, saves and publishes it. */
export function publishFlow(store: Store, client: Client, text: string): Outcome {
  let file: CompiledFlow;
  try {
    file = compileFlow(text);
  } catch (cause) {
    return { messages: [cause instanceof Error ? cause.message : String(cause)] };
  }
  const missing = unresolved(file, surroundings(store));
  if (missing.length > 0) return { messages: missing };
  const errors = file.issues.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    return { messages: errors.map(({ objectName, message, refPath }) => `${objectName}: ${message} (${refPath})`) };
  }
  const twin = findFlow(store, file.name, file.type);
  if (twin !== undefined && !mayWrite(twin, client)) return { messages: [lockedMessage(twin)] };
  const created = twin ?? createFlow(store, client, file);
  const published = publishVersion(store, checkIn(store, saveVersion(store, created, client, text)));
  return { flow: published };
}

export function findFlow({ flows }: Store, name: string, type: string): Flow | undefined {
  return [...flows.values()].find(
    (flow) => flow.name.toLowerCase() === name.toLowerCase() && flow.type === type.toUpperCase(),
  );
}

export const mayWrite = ({ lockedBy }: Flow, client: Client): boolean =>
  lockedBy === null || (lockedBy.kind === 'client' && lockedBy.id === client.id);

export const lockedMessage = ({ name, lockedBy }: Flow): string =>
  `the flow '${name}' is locked by ${lockedBy?.kind} '${lockedBy?.name}'`;

/** A new flow, checked out by its creator. */
export function createFlow(
  store: Store,
  client: Client,
  file: Pick<CompiledFlow, 'name' | 'type' | 'description'>,
): Flow {
  if (findFlow(store, file.name, file.type) !== undefined) throw conflict(`a flow named ${file.name} already exists`);
  return save(store, {
    id: newId(),
    name: file.name,
    type: file.type.toUpperCase(),
    description: file.description,
    divisionId: homeDivision(store).id,
    lockedBy: { kind: 'client', id: client.id, name: client.name ?? client.id },
    versions: [],
    savedVersion: null,
    checkedInVersion: null,
    publishedVersion: null,
    datePublished: null,
    hiddenSearches: store.searchLag,
  });
}

export function saveVersion(store: Store, flow: Flow, client: Client, text: string): Flow {
  const id = `${flow.versions.length + 1}.0`;
  const version = { id, text, createdByClient: client.id, created: Date.now() };
  return save(store, { ...flow, versions: [...flow.versions, version], savedVersion: id });
}

export const checkIn = (store: Store, flow: Flow): Flow =>
  save(store, { ...flow, checkedInVersion: flow.savedVersion, lockedBy: null });

export const publishVersion = (store: Store, flow: Flow): Flow =>
  save(store, { ...flow, publishedVersion: flow.checkedInVersion, datePublished: Date.now() });

function save(store: Store, flow: Flow): Flow {
  store.flows.set(flow.id, flow);
  return flow;
}

function sameButCase(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function surroundings({ queues, actions }: Store): FlowSurroundings {
  const names = (schema: unknown): readonly string[] =>
    typeof schema === 'object' && schema !== null ? Object.keys(schema) : [];
  return {
    hasQueue: (wanted) => [...queues.values()].some(({ name }) => name === wanted),
    // Whatever their case: what differs from the wanted name in nothing else keeps Archy from choosing.
    contracts: (category, name) =>
      [...actions.values()]
        .filter((action) => sameButCase(action.category, category) && sameButCase(action.name, name))
        .map(({ contract }) => ({
          inputs: names(contract.input.inputSchema['properties']),
          outputs: names(contract.output.successSchema['properties']),
        })),
  };
}
