import type { ActionView, SequenceView } from '../server/api';

export const NODE = { width: 172, height: 62 };
const GAP = { lane: 18, below: 34, fork: 58 };

export interface PlacedNode {
  readonly action: ActionView;
  /** Left upper corner. */
  readonly x: number;
  readonly y: number;
}

/** Where an edge begins: an action and the outcomes that leave it this way; null: whatever the outcome. */
export interface EdgeSource {
  readonly id: number | null;
  readonly outcomes: readonly string[] | null;
}

export interface PlacedEdge extends EdgeSource {
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly label: string;
}

export interface FlowLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** Outputs that an action has whether or not the file lists them. */
const OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  callData: ['success', 'failure', 'timeout'],
  findQueue: ['found', 'notFound'],
  decision: ['yes', 'no'],
  switch: ['default'],
  // A task that ends without naming an output.
  callTask: ['called'],
};
const ENDS: readonly string[] = ['transferToAcd', 'disconnect', 'changeState', 'endTask'];

interface Lane {
  readonly label: string;
  readonly outcomes: readonly string[];
  readonly actions: readonly ActionView[];
  readonly width: number;
}

/** An edge whose end is not known yet. */
interface OpenEnd {
  readonly source: EdgeSource;
  readonly label: string;
  readonly points: readonly (readonly [number, number])[];
}

/** Places the actions of a state or task from top to bottom, the outputs of an action side by side. */
export function layoutFlow({ actions }: SequenceView): FlowLayout {
  const nodes: PlacedNode[] = [];
  const edges: PlacedEdge[] = [];
  const width = widthOf(actions);

  function place(list: readonly ActionView[], center: number, top: number, entering: readonly OpenEnd[]) {
    let y = top;
    let open = entering;
    for (const action of list) {
      connect(open, center, y);
      nodes.push({ action, x: center - NODE.width / 2, y });
      y += NODE.height;
      const lanes = lanesOf(action);
      if (lanes.length === 0) {
        const source = { id: action.id, outcomes: null };
        open = ENDS.includes(action.kind) ? [] : [{ source, label: '', points: [[center, y]] }];
        y += GAP.below;
        continue;
      }
      const total = lanes.reduce((sum, lane) => sum + lane.width, 0) + GAP.lane * (lanes.length - 1);
      let left = center - total / 2;
      let bottom = y;
      const ends: OpenEnd[] = [];
      for (const lane of lanes) {
        const middle = left + lane.width / 2;
        const bend = y + 16;
        const end: OpenEnd = {
          source: { id: action.id, outcomes: lane.outcomes },
          label: lane.label,
          points:
            middle === center
              ? [[center, y]]
              : [
                  [center, y],
                  [center, bend],
                  [middle, bend],
                ],
        };
        const placed = place(lane.actions, middle, y + GAP.fork, [end]);
        bottom = Math.max(bottom, placed.y);
        ends.push(...placed.open);
        left += lane.width + GAP.lane;
      }
      open = ends;
      y = Math.max(bottom, y + GAP.fork);
    }
    return { y, open };
  }

  function connect(ends: readonly OpenEnd[], center: number, top: number): void {
    for (const { source, label, points } of ends) {
      const [x = center] = points.at(-1) ?? [];
      const bend = top - 16;
      const last: [number, number][] =
        x === center
          ? [[center, top]]
          : [
              [x, bend],
              [center, bend],
              [center, top],
            ];
      edges.push({ ...source, label, points: [...points, ...last] });
    }
  }

  const start: OpenEnd = { source: { id: null, outcomes: null }, label: '', points: [[width / 2, 14]] };
  const { y, open } = place(actions, width / 2, 40, [start]);
  connect(open, width / 2, y + 10);
  return { width, height: open.length === 0 ? y - GAP.below + 6 : y + 16, nodes, edges };
}

function lanesOf({ kind, branches }: ActionView): readonly Lane[] {
  if (branches.length === 0) return [];
  const lanes = branches.map(({ label, actions }) => ({ label, outcomes: [label], actions, width: widthOf(actions) }));
  const missing = (OUTPUTS[kind] ?? []).filter((output) => branches.every(({ label }) => label !== output));
  if (missing.length > 0)
    lanes.push({ label: missing.join(', '), outcomes: missing, actions: [], width: NODE.width / 2 });
  return lanes;
}

function widthOf(actions: readonly ActionView[]): number {
  const widths = actions.map((action) => {
    const lanes = lanesOf(action);
    return lanes.reduce((sum, lane) => sum + lane.width, 0) + GAP.lane * Math.max(0, lanes.length - 1);
  });
  return Math.max(NODE.width, ...widths);
}
