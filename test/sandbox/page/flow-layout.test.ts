import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadFlow } from '../../../sandbox/flow/load-flow';
import { layoutFlow, NODE } from '../../../sandbox/page/flow-layout';
import type { ActionView } from '../../../sandbox/server/api';
import { flowView } from '../../../sandbox/server/flow-view';

const folder = join(process.cwd(), 'test/fixtures/flows');
const flows = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const sequences = flows.flatMap((name) =>
  flowView(loadFlow(readFileSync(join(folder, name), 'utf8'), name)).sequences.map((one) => ({ file: name, ...one })),
);

function ids(actions: readonly ActionView[]): readonly number[] {
  return actions.flatMap(({ id, branches }) => [id, ...branches.flatMap((branch) => ids(branch.actions))]);
}

describe.each(sequences)('the drawing of $file, $name', (sequence) => {
  const { nodes, edges, width, height } = layoutFlow(sequence);

  test('shows every action once', () => {
    const drawn = nodes.map(({ action }) => action.id);
    expect([...drawn].sort((a, b) => a - b)).toEqual([...ids(sequence.actions)].sort((a, b) => a - b));
  });

  test('lets no action touch another or leave the picture', () => {
    const outside = nodes.filter(({ x, y }) => x < 0 || y < 0 || x + NODE.width > width || y + NODE.height > height);
    const touching = nodes.filter((one) =>
      nodes.some(
        (other) => other !== one && Math.abs(other.x - one.x) < NODE.width && Math.abs(other.y - one.y) < NODE.height,
      ),
    );
    expect({ outside, touching }).toEqual({ outside: [], touching: [] });
  });

  test('leads an edge to every action, and from every output of an action', () => {
    const reached = new Set(edges.map(({ points }) => (points.at(-1) ?? []).join()));
    const unreached = nodes.filter(({ x, y }) => !reached.has([x + NODE.width / 2, y].join()));
    const outputs = nodes.flatMap(({ action }) => action.branches.map(({ label }) => `${action.id} ${label}`));
    const left = new Set(edges.flatMap(({ id, outcomes }) => (outcomes ?? []).map((outcome) => `${id} ${outcome}`)));
    expect(unreached.map(({ action }) => action.name)).toEqual([]);
    expect(outputs.filter((output) => !left.has(output))).toEqual([]);
  });
});
