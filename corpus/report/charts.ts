import { RATE_NAMES } from '../../classifier/rates';
import type { Calibration } from '../evaluation/calibration';
import type { SweepPoint } from '../evaluation/sweep';
import { type Html, html } from './html';

const SIZE = 300;
const TOP = 12;
const LEFT = 40;

interface Frame {
  readonly width: number;
  readonly x: (share: number) => number;
  readonly y: (share: number) => number;
}

function frame(width: number): Frame {
  const round = (value: number) => Math.round(value * 10) / 10;
  return { width, x: (share) => round(LEFT + share * width), y: (share) => round(TOP + (1 - share) * SIZE) };
}

function axes({ width, x, y }: Frame, across: string, up: string): Html {
  const marks = [0, 0.25, 0.5, 0.75, 1];
  return html`<g class="axes">${marks.map(
    (mark) => html`<line x1="${x(0)}" x2="${x(1)}" y1="${y(mark)}" y2="${y(mark)}"/>
<text x="${LEFT - 6}" y="${y(mark) + 4}" text-anchor="end">${100 * mark}</text>
<text x="${x(mark)}" y="${y(0) + 18}" text-anchor="middle">${mark}</text>`,
  )}<text x="${LEFT + width / 2}" y="${y(0) + 38}" text-anchor="middle">${across}</text>
<text transform="translate(11 ${TOP + SIZE / 2}) rotate(-90)" text-anchor="middle">${up}</text></g>`;
}

/** How often a score was right, against what it said. Dots are as large as the share of mails that they stand for. */
export function reliabilityChart({ bins }: Calibration): Html {
  const area = frame(SIZE);
  const { x, y } = area;
  const total = bins.reduce((sum, { mails }) => sum + mails, 0);
  const filled = bins.filter(({ mails }) => mails > 0);
  const path = filled.map(({ confidence, accuracy }) => `${x(confidence)},${y(accuracy)}`).join(' ');
  return html`<svg viewBox="0 0 ${SIZE + LEFT + 14} ${SIZE + TOP + 46}" role="img" aria-label="Reliability curve">
${axes(area, 'confidence of the best class', 'of these were right, %')}
<line class="ideal" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>
<polyline class="line c1" points="${path}"/>
${filled.map(
  ({ confidence, accuracy, mails, from, to }) =>
    html`<circle class="dot c1" cx="${x(confidence)}" cy="${y(accuracy)}" r="${(3 + 12 * Math.sqrt(mails / total)).toFixed(1)}"><title>${mails} mails scored ${from} to ${to}: said ${confidence.toFixed(2)}, right ${accuracy.toFixed(2)}</title></circle>`,
)}</svg>`;
}

const LINES = [
  { key: 'routed', name: RATE_NAMES.routed, style: 'c1', at: 0 },
  { key: 'fallback', name: RATE_NAMES.fallback, style: 'c2', at: 128 },
  { key: 'wrongQueue', name: RATE_NAMES.wrongQueue, style: 'c3', at: 240 },
  { key: 'unrelatedAccepted', name: RATE_NAMES.unrelatedAccepted, style: 'c4', at: 340 },
] as const;

/** What every threshold would do; the one in force is marked. */
export function sweepChart(sweep: readonly SweepPoint[], threshold: number): Html {
  const area = frame(480);
  const { x, y } = area;
  return html`<svg viewBox="0 0 ${480 + LEFT + 14} ${SIZE + TOP + 66}" role="img" aria-label="Threshold sweep">
${axes(area, 'threshold', 'of the mails, %')}
<line class="mark" x1="${x(threshold)}" x2="${x(threshold)}" y1="${y(0)}" y2="${y(1)}"/>
<text class="marked" x="${x(threshold) - 5}" y="${y(0.52)}" text-anchor="end">in force: ${threshold}</text>
${LINES.map(({ key, style }) => html`<polyline class="line ${style}" points="${sweep.map((point) => `${x(point.threshold)},${y(point[key])}`).join(' ')}"/>`)}
${LINES.map(
  ({
    name,
    style,
    at,
  }) => html`<line class="line ${style}" x1="${LEFT + at}" x2="${LEFT + 16 + at}" y1="${SIZE + TOP + 58}" y2="${SIZE + TOP + 58}"/>
<text x="${LEFT + 20 + at}" y="${SIZE + TOP + 62}">${name}</text>`,
)}</svg>`;
}
