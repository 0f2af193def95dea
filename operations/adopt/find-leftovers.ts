import type { RecordedInstance } from '../terraform/read-state';
import type { FoundObject, Organisation } from './find-objects';
import type { Identity, WantedObject } from './wanted-objects';

/** What the stack would make although the organisation has it, and the state does not. */
export interface Leftover {
  readonly wanted: WantedObject;
  readonly found: FoundObject;
  /** Why Terraform cannot take it over as it stands; a sentence's end. */
  readonly hindrance: string | undefined;
}

/**
 * Compares what a stack makes with its state and the organisation.
 * @param claimed addresses of objects that a person wants although something speaks against their being ours
 */
export async function findLeftovers(
  wanted: readonly WantedObject[],
  recorded: readonly RecordedInstance[],
  { find }: Organisation,
  claimed: readonly string[] = [],
): Promise<readonly Leftover[]> {
  const begun = recorded.some(({ type }) => type === 'genesyscloud_integration_credential'); // which comes before
  const known = new Set(recorded.map(({ id }) => id));
  const all = await Promise.all(
    wanted.map(async (object): Promise<readonly Leftover[]> => {
      const held = recorded.find(({ address }) => address === object.address || object.formerly.includes(address));
      if (object.identity.kind === 'flow' && (held ?? flowOf(object.identity, recorded)) !== undefined) return [];
      const found = (await find(object.identity)).filter(({ id, unnamed }) => !known.has(id) && (!unnamed || begun));
      return found.map((one) => ({
        ...{ wanted: object, found: one },
        hindrance:
          held !== undefined
            ? `the state holds another one for it (${held.id})`
            : found.length > 1
              ? `there are ${found.length} of them; delete all but one`
              : claimed.includes(object.address)
                ? undefined
                : one.foreign,
      }));
    }),
  );
  return all.flat();
}

/** Whoever publishes a flow, Archy or the provider, the state has it under the flow's name. */
function flowOf({ name }: { readonly name: string }, recorded: readonly RecordedInstance[]) {
  const types = ['terraform_data', 'genesyscloud_flow'];
  return recorded.find(({ type, key }) => types.includes(type) && key === name);
}

/** For people: `queue IRA`, `route support@mail.example.com`. */
export function titleOf(identity: Identity): string {
  switch (identity.kind) {
    case 'action':
      return `data action ${identity.category} / ${identity.name}`;
    case 'domain':
      return `e-mail domain ${identity.name}`;
    case 'route':
      return `route ${identity.pattern}@${identity.domain.name}`;
    default:
      return `${identity.kind} ${identity.name}`;
  }
}
