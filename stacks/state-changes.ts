import { TerraformStack } from 'cdktf';
import { Construct, RootConstruct } from 'constructs';

/** A resource that is at another address of the state now. */
export interface Moved {
  readonly from: string;
  readonly to: string;
}

/** What a deploy changes in the stack's state alone; for whom it does not concern, it changes nothing. */
export interface StateChanges {
  readonly moved: readonly Moved[];
  /** Addresses of what the state forgets and nobody destroys. */
  readonly forgotten: readonly string[];
}

export function addStateChanges(stack: TerraformStack, { moved, forgotten }: StateChanges): void {
  if (moved.length > 0) stack.addOverride('moved', moved);
  const removed = forgotten.map((from) => ({ from, lifecycle: [{ destroy: false }] }));
  if (removed.length > 0) stack.addOverride('removed', removed);
}

/** Tells the address that a resource of that type has, or had, under a construct id below those of `path`. */
export function addressesBelow(type: string, ...path: readonly string[]): (id: string) => string {
  const stack = new TerraformStack(new RootConstruct(), 'imagined'); // an App would make a folder
  const scope = path.reduce<Construct>((parent, id) => new Construct(parent, id), stack);
  return (id) => {
    const node = (scope.node.tryFindChild(id) ?? new Construct(scope, id)).node;
    return `${type}.${stack.getLogicalId(node)}`;
  };
}
