import type { Step } from '../flow/flow-run';
import type { FlowView, SequenceView } from '../server/api';
import { h, svg } from './dom';
import { type EdgeSource, layoutFlow, NODE, type PlacedEdge, type PlacedNode } from './flow-layout';
import { milliseconds } from './format';

/** The flow with the path that a mail took; also as a list, for those who do not see the drawing. */
export function drawFlow(flow: FlowView, path: readonly Step[]): HTMLElement {
  const steps = new Map(path.map((step) => [step.id, step]));
  const lit = ({ id, outcomes }: EdgeSource): boolean => {
    if (path.length === 0) return false;
    if (id === null) return true;
    const step = steps.get(id);
    return step !== undefined && (outcomes === null || outcomes.includes(step.outcome));
  };
  const touched = flow.sequences.filter((one, index) => index === 0 || hasStep(one, steps));
  return h(
    'section',
    { class: 'flow', 'aria-label': 'Path through the flow' },
    h('h3', {}, 'Path through the flow ', h('span', { class: 'muted' }, flow.name)),
    ...touched.map((one) =>
      h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': one.name }, draw(one, steps, lit)),
    ),
    flow.notices.length > 0 &&
      h(
        'ul',
        { class: 'muted', 'aria-label': 'What the sandbox does not do as the flow says' },
        ...flow.notices.map((notice) => h('li', {}, notice)),
      ),
    h(
      'details',
      {},
      h('summary', {}, 'As a list'),
      h(
        'ol',
        { class: 'steps' },
        ...path.map(({ name, line, outcome, detail, ms }) =>
          h(
            'li',
            {},
            h('span', {}, name),
            h('span', { class: 'muted' }, [outcome, detail].filter(Boolean).join(': ')),
            h('span', { class: 'muted number' }, `${flow.file}:${line}`),
            h('span', { class: 'number' }, milliseconds(ms)),
          ),
        ),
      ),
    ),
  );
}

function hasStep(sequence: SequenceView, steps: ReadonlyMap<number, Step>): boolean {
  return layoutFlow(sequence).nodes.some(({ action }) => steps.has(action.id));
}

function draw(
  sequence: SequenceView,
  steps: ReadonlyMap<number, Step>,
  lit: (source: EdgeSource) => boolean,
): SVGElement {
  const { width, height, nodes, edges } = layoutFlow(sequence);
  const taken = nodes.flatMap(({ action }) => (steps.has(action.id) ? [action.name] : []));
  // Lit edges last, so that they lie on top.
  const ordered = [...edges].sort((left, right) => Number(lit(left)) - Number(lit(right)));
  return svg(
    'svg',
    {
      viewBox: `-2 0 ${width + 4} ${height}`,
      width: width + 4,
      height,
      role: 'img',
      'aria-label': taken.length === 0 ? `${sequence.name}: not run` : `${sequence.name}: ${taken.join(', then ')}`,
    },
    ...ordered.map((edge) => svg('path', { class: lit(edge) ? 'edge lit' : 'edge', d: rounded(edge.points) })),
    svg('circle', { class: steps.size > 0 ? 'start lit' : 'start', cx: width / 2, cy: 10, r: 5 }),
    ...ordered.filter(({ label }) => label !== '').map((edge) => edgeLabel(edge, lit(edge))),
    ...nodes.map((node) => drawNode(node, steps.get(node.action.id))),
  );
}

function drawNode({ action, x, y }: PlacedNode, step: Step | undefined): SVGElement {
  const kind = `node ${action.kind}${step === undefined ? '' : ' lit'}${step?.outcome === 'error' ? ' failed' : ''}`;
  const lines = wrap(action.name, 22);
  const first = lines.length === 1 ? 26 : 20;
  return svg(
    'g',
    { class: kind, transform: `translate(${x} ${y})` },
    svg('title', {}, `${action.name} (${action.kind}, line ${action.line})`),
    svg('rect', { width: NODE.width, height: NODE.height, rx: action.kind === 'transferToAcd' ? 31 : 8 }),
    ...lines.map((line, index) => svg('text', { class: 'name', x: NODE.width / 2, y: first + index * 15 }, line)),
    svg(
      'text',
      { class: 'kind', x: NODE.width / 2, y: 52 },
      step === undefined ? action.kind : `${action.kind} · ${milliseconds(step.ms)}`,
    ),
  );
}

function edgeLabel({ label, points }: PlacedEdge, lit: boolean): SVGElement {
  // The fork's last corner, or the start of a straight line.
  const [x = 0, y = 0] = points.length > 3 ? (points[2] ?? []) : (points[0] ?? []);
  const below = points.length > 3 ? 17 : 33;
  return svg(
    'text',
    { class: lit ? 'label lit' : 'label', x: x + 7, y: y + below },
    label.length > 18 ? `${label.slice(0, 17)}…` : label,
  );
}

/** A line with rounded corners. */
function rounded(points: PlacedEdge['points']): string {
  const radius = 8;
  return points
    .map(([x, y], index) => {
      const before = points[index - 1];
      const after = points[index + 1];
      if (before === undefined) return `M${x} ${y}`;
      if (after === undefined) return `L${x} ${y}`;
      const [fromX, fromY] = toward([x, y], before, radius);
      const [toX, toY] = toward([x, y], after, radius);
      return `L${fromX} ${fromY}Q${x} ${y} ${toX} ${toY}`;
    })
    .join('');
}

function toward([x, y]: readonly [number, number], [toX, toY]: readonly [number, number], most: number) {
  const length = Math.hypot(toX - x, toY - y);
  if (length === 0) return [x, y];
  const part = Math.min(most, length / 2) / length;
  return [x + (toX - x) * part, y + (toY - y) * part];
}

/** One or two lines; what does not fit ends in an ellipsis. */
function wrap(text: string, most: number): readonly string[] {
  if (text.length <= most) return [text];
  const space = text.lastIndexOf(' ', most);
  const end = space < most / 2 ? most : space;
  const rest = text.slice(end).trim();
  return [text.slice(0, end), rest.length > most ? `${rest.slice(0, most - 1)}…` : rest];
}
