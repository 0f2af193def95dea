import { RATE_NAMES, type Rates } from '../../classifier/rates';
import type { GateLimits } from '../../config/evaluation';
import type { Evaluation } from '../evaluation/evaluate';
import { costOf, type Trials } from '../evaluation/gate';
import type { Confusion, Measures } from '../evaluation/measures';
import type { Mistake } from '../evaluation/mistakes';
import { reliabilityChart, sweepChart } from './charts';
import { type Html, html } from './html';
import { percent, withInterval } from './numbers';
import { STYLE } from './style';

export interface ReportContext {
  readonly limits: GateLimits;
  /** Change of config/categories.yaml that the thresholds would need; empty: none. */
  readonly proposal: string;
  readonly date: Date;
}

/** The whole evaluation as one HTML file without outside parts. */
export function htmlReport(evaluation: Evaluation, { limits, proposal, date }: ReportContext): string {
  const { heldOut, calibration, crossValidated, thresholds, mistakes, breaches } = evaluation;
  const page = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>How well mail is routed</title>
<style>${{ markup: STYLE }}</style></head>
<body>
<h1>How well mail is routed</h1>
<p class="dim">${date.toISOString().slice(0, 10)}, ${heldOut.mails} held-out mails that the classifier has never seen, threshold ${evaluation.defaultThreshold}</p>
<p class="notice">${evaluation.classifier}</p>
<div class="cards">
${card(RATE_NAMES.routed, heldOut.routed, `at least ${percent(limits.routed)}`, heldOut.routed.value >= limits.routed)}
${card(RATE_NAMES.wrongQueue, heldOut.wrongQueue, `at most ${percent(limits.wrongQueue)}`, heldOut.wrongQueue.value <= limits.wrongQueue)}
${card(RATE_NAMES.unrelatedAccepted, heldOut.unrelatedAccepted, `at most ${percent(limits.unrelatedAccepted)}`, heldOut.unrelatedAccepted.value <= limits.unrelatedAccepted)}
${card(RATE_NAMES.fallback, heldOut.fallback, 'mail of a team in the general queue', undefined)}
</div>
<p>${breaches.length === 0 ? 'Every limit of config/evaluation.yaml is kept.' : `Not kept: ${breaches.map(({ measure, value, side, limit }) => `${measure} ${percent(value)}, ${side} ${percent(limit)}`).join('; ')}.`}</p>

<h2>Where mail goes</h2>
${matrix(heldOut.confusion)}
<p class="dim">Rows: what the mail is about. Columns: the queue that it reaches.</p>
${classTable(heldOut)}

${wrappingTable(heldOut, evaluation.trials)}

<h2>Confidence and thresholds</h2>
<div class="charts">
<figure>${reliabilityChart(calibration)}<figcaption>Expected calibration error ${withInterval(calibration.error)}. On the dashed line a confidence of 0.8 is right in 8 of 10 cases.</figcaption></figure>
<figure>${sweepChart(evaluation.sweep, evaluation.defaultThreshold)}<figcaption>What one threshold for all categories would do.</figcaption></figure>
</div>
<table>
<tr><th>category</th><th>in force</th><th>cheapest</th><th>minutes per 1,000 mails, in force</th><th>cheapest</th><th>certainty</th></tr>
${thresholds.choices.map(
  ({ label, current, best, currentCost, bestCost, certainty }) =>
    html`<tr><td>${label}</td><td>${current.toFixed(2)}</td><td>${best.toFixed(2)}</td><td>${currentCost.toFixed(0)}</td><td>${bestCost.toFixed(0)}</td><td>${best === current ? 'stays' : percent(certainty, 0)}</td></tr>`,
)}
</table>
<p class="dim">Chosen on the ${thresholds.chosenOn === 'held-out' ? 'held-out mails themselves, which flatters them; `--folds 5` chooses on others' : 'training mails, each scored by a model that had not seen it'}. Costs: config/evaluation.yaml.</p>
${proposal === '' ? html`<p>No change is proposed.</p>` : html`<p>Proposed change, to be put in by hand (<code>git apply</code>):</p><pre>${proposal}</pre>`}
${
  crossValidated === undefined
    ? html``
    : html`<h2>Cross-validated on the training mails, ${crossValidated.folds} folds</h2>
<p>${RATE_NAMES.routed} ${withInterval(crossValidated.measures.routed)}, ${RATE_NAMES.wrongQueue} ${withInterval(crossValidated.measures.wrongQueue)}, ${RATE_NAMES.unrelatedAccepted} ${withInterval(crossValidated.measures.unrelatedAccepted)}.</p>
${matrix(crossValidated.measures.confusion)}`
}

<h2>Worst mistakes</h2>
${mistakes.length === 0 ? html`<p>None.</p>` : mistakes.map(mistakeBox)}
<p class="dim">Intervals are 95 %: Wilson for shares, bootstrap for the calibration error.</p>
</body>
</html>
`;
  return page.markup;
}

function card(name: string, rate: Measures['routed'], limit: string, kept: boolean | undefined): Html {
  const state = kept === undefined ? '' : kept ? ' kept' : ' broken';
  return html`<div class="card${state}">${name}<b>${percent(rate.value)}</b><small>${rate.count} of ${rate.of}, ${percent(rate.low)} to ${percent(rate.high)}</small><small>${limit}</small></div>`;
}

function matrix({ rows, columns, home, cells }: Confusion): Html {
  return html`<table class="matrix"><tr><th></th>${columns.map((column) => html`<th>${column}</th>`)}</tr>
${rows.map((row, index) => {
  const counts = cells[index] ?? [];
  const total = counts.reduce((sum, count) => sum + count, 0);
  return html`<tr><th>${row}</th>${counts.map((count, at) => {
    const kind = at === home[index] ? 'right' : at === columns.length - 1 ? 'hand' : 'wrong';
    const share = total === 0 ? 0 : Math.round((100 * count) / total);
    return html`<td class="${kind}" style="--share:${share}">${count}</td>`;
  })}</tr>`;
})}</table>`;
}

function classTable({ classes }: Measures): Html {
  return html`<table><tr><th>category</th><th>queue</th><th>precision</th><th>recall</th><th>mails</th></tr>
${classes.map(
  ({ label, queue, precision, recall }) =>
    html`<tr><td>${label}</td><td>${queue ?? 'none'}</td><td>${withInterval(precision)}</td><td>${withInterval(recall)}</td><td>${recall.of}</td></tr>`,
)}</table>`;
}

function wrappingTable({ routed }: Measures, { robustness = [], secondJudge }: Trials): Html {
  if (robustness.length === 0) return html``;
  const row = (name: string, rates: Rates) =>
    html`<tr><td>${name}</td><td>${percent(rates.routed.value)}</td><td>${percent(costOf(routed, rates.routed))}</td><td>${percent(rates.wrongQueue.value)}</td><td>${percent(rates.unrelatedAccepted.value)}</td></tr>`;
  return html`<h2>The same mails in other wrappings</h2>
<table><tr><th>wrapping</th><th>${RATE_NAMES.routed}</th><th>cost</th><th>${RATE_NAMES.wrongQueue}</th><th>${RATE_NAMES.unrelatedAccepted}</th></tr>
${robustness.map(({ wrapping, rates }) => row(wrapping, rates))}
${secondJudge === undefined ? html`` : row('bare, by a plain logistic regression', secondJudge)}</table>`;
}

function mistakeBox({ label, file, line, subject, body, outcome, reached, scores, words }: Mistake): Html {
  const text = body.length > 600 ? `${body.slice(0, 600)}…` : body;
  return html`<div class="mistake"><h3>${subject === '' ? '(no subject)' : subject}</h3>
<div class="dim">${file}:${line} · ${label} → ${reached ?? 'general queue'} (${outcome}) · ${scores.map(({ name, score }) => `${name} ${score.toFixed(2)}`).join(', ')}</div>
<blockquote>${text}</blockquote>
${words.map(({ word, weight }) => html`<span class="word ${weight > 0 ? 'for' : 'against'}">${word} ${weight > 0 ? '+' : '−'}${Math.abs(weight).toFixed(2)}</span>`)}</div>`;
}
