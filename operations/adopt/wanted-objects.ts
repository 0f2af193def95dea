import type { Block, StackJson } from '../terraform/synthesized-stack';

/** By what an object is known in an organisation. */
export type Identity =
  | { readonly kind: 'queue' | 'integration' | 'credential' | 'flow' | 'user'; readonly name: string }
  | { readonly kind: 'action'; readonly category: string; readonly name: string }
  /** `name`: a full domain, or the label of one under the region's suffix. */
  | { readonly kind: 'domain'; readonly name: string; readonly label: boolean }
  | {
      readonly kind: 'route';
      readonly pattern: string;
      readonly domain: { readonly name: string; readonly label: boolean };
    };

/** Something in Genesys Cloud that the stack makes. */
export interface WantedObject {
  readonly address: string;
  /** Addresses that the stack moves here if the state has them. */
  readonly formerly: readonly string[];
  readonly identity: Identity;
}

/** What a synthesized routing stack makes under names of its own, in the order in which it is made. */
export function wantedObjects(stack: StackJson): readonly WantedObject[] {
  const { resource = {}, moved = [] } = stack;
  const blocks = (type: string) => Object.entries(resource[type] ?? {});
  const formerly = (address: string): readonly string[] =>
    moved.filter(({ to }) => to === address).flatMap(({ from }) => [from, ...formerly(from)]);
  const object = (address: string, identity: Identity): WantedObject => ({
    address,
    formerly: formerly(address),
    identity,
  });
  const each = (type: string, identify: (block: Block) => Identity) =>
    blocks(type).map(([name, block]) => object(`${type}.${name}`, identify(block)));

  return [
    ...each('genesyscloud_user', ({ email }) => ({ kind: 'user', name: text(email) })),
    ...each('genesyscloud_routing_queue', ({ name }) => ({ kind: 'queue', name: text(name) })),
    ...each('genesyscloud_integration_credential', ({ name }) => ({ kind: 'credential', name: text(name) })),
    ...each('genesyscloud_integration', ({ config }) => ({ kind: 'integration', name: text(field(config, 'name')) })),
    ...each('genesyscloud_integration_action', ({ category, name }) => ({
      ...{ kind: 'action', category: text(category), name: text(name) },
    })),
    ...blocks('genesyscloud_flow').flatMap(([name, block]) => flows(`genesyscloud_flow.${name}`, block)),
    ...blocks('terraform_data')
      .filter(([, { provisioner }]) => JSON.stringify(provisioner ?? '').includes('"delete"')) // what deletes the flow stands for it
      .flatMap(([name, block]) => flows(`terraform_data.${name}`, block)),
    ...each('genesyscloud_routing_email_domain', (block) => ({ kind: 'domain', ...domain(block) })),
    ...each('genesyscloud_routing_email_route', ({ pattern, domain_id }) => ({
      ...{ kind: 'route', pattern: text(pattern), domain: referredDomain(stack, text(domain_id)) },
    })),
  ];

  function flows(address: string, { for_each }: Block): readonly WantedObject[] {
    const names = Object.keys(for_each ?? {});
    return names.map((name) => object(`${address}[${JSON.stringify(name)}]`, { kind: 'flow', name: text(name) }));
  }
}

function domain({ domain_id, subdomain }: Block) {
  return { name: text(domain_id).toLowerCase(), label: subdomain === true };
}

/** `${genesyscloud_routing_email_domain.X.id}`, or the same with `data.` in front. */
function referredDomain({ resource = {}, data = {} }: StackJson, reference: string) {
  const type = 'genesyscloud_routing_email_domain';
  const [, looked, name = ''] =
    /^\$\{(data\.)?genesyscloud_routing_email_domain\.([\w-]+)\.id\}$/.exec(reference) ?? [];
  const block = (looked === undefined ? resource : data)[type]?.[name];
  if (block === undefined) return { name: reference, label: false };
  return looked === undefined ? domain(block) : { name: text(block['name']).toLowerCase(), label: false };
}

function field(block: unknown, name: string): unknown {
  const [first] = Array.isArray(block) ? block : [block];
  return typeof first === 'object' && first !== null ? Reflect.get(first, name) : undefined;
}

/** Terraform's own escapes undone. */
function text(value: unknown): string {
  return String(value ?? '').replace(/([$%])\1\{/g, '$1{');
}
