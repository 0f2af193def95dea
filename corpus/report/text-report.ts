import { RATE_NAMES, type Rates } from '../../classifier/rates';
import type { Evaluation } from '../evaluation/evaluate';
import type { Trials } from '../evaluation/gate';
import type { Confusion } from '../evaluation/measures';
import { percent, withInterval } from './numbers';

/** The evaluation for a terminal: what one wants to know at a glance. */
export function textReport(evaluation: Evaluation, proposal: string): string {
  const { heldOut, calibration, crossValidated, thresholds, mistakes } = evaluation;
  const blocks = [
    evaluation.classifier,
    [
      `${heldOut.mails} held-out mails, threshold ${evaluation.defaultThreshold}; in brackets the 95 % interval`,
      ...rateLines(heldOut),
      `  best class is right      ${withInterval(heldOut.accuracy)}`,
      `  calibration error        ${withInterval(calibration.error)}`,
    ].join('\n'),
    matrix(heldOut.confusion),
    trialLines(evaluation.trials),
    heldOut.classes
      .map(
        ({ label, precision, recall }) =>
          `${label}: precision ${withInterval(precision)}, recall ${withInterval(recall)}`,
      )
      .join('\n'),
    ...(crossValidated === undefined
      ? []
      : [
          `Training mails, ${crossValidated.folds} folds: ${RATE_NAMES.routed} ${percent(crossValidated.measures.routed.value)}, ${RATE_NAMES.wrongQueue} ${percent(crossValidated.measures.wrongQueue.value)}, ${RATE_NAMES.unrelatedAccepted} ${percent(crossValidated.measures.unrelatedAccepted.value)}`,
        ]),
    mistakes
      .slice(0, 5)
      .map(
        ({ label, file, line, subject, reached, scores, words }) =>
          `${file}:${line}  ${label} → ${reached ?? 'general queue'}  ${scores[0]?.name} ${scores[0]?.score.toFixed(2)}  ${subject.slice(0, 50)}\n    ${words
            .slice(0, 5)
            .map(({ word, weight }) => `${word} ${weight > 0 ? '+' : ''}${weight.toFixed(2)}`)
            .join('  ')}`,
      )
      .join('\n'),
    thresholds.choices
      .filter(({ best, current }) => best !== current)
      .map(
        ({ label, current, best, currentCost, bestCost }) =>
          `${label}: threshold ${best.toFixed(2)} instead of ${current.toFixed(2)} saves ${(currentCost - bestCost).toFixed(0)} minutes per 1,000 mails (chosen on ${thresholds.chosenOn} mails)`,
      )
      .join('\n'),
    proposal === '' ? '' : `Proposed change (git apply):\n${proposal}`,
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function rateLines(rates: Rates): string[] {
  const names = Object.keys(RATE_NAMES) as (keyof Rates)[];
  return names.map((name) => `  ${RATE_NAMES[name].padEnd(25)}${withInterval(rates[name])}`);
}

/** One line per wrapping and one for the second judge; none of what was not tried. */
function trialLines({ robustness = [], secondJudge }: Trials): string {
  const names = ['routed', 'wrongQueue', 'unrelatedAccepted'] as const;
  const line = (name: string, rates: Rates) =>
    `  ${name.padEnd(32)}${names.map((rate) => percent(rates[rate].value).padStart(8)).join('  ')}`;
  return [
    ...(robustness.length === 0
      ? []
      : [`The same mails in other wrappings: ${names.map((name) => RATE_NAMES[name]).join(', ')}`]),
    ...robustness.map(({ wrapping, rates }) => line(wrapping, rates)),
    ...(secondJudge === undefined ? [] : [line('a plain logistic regression', secondJudge)]),
  ].join('\n');
}

function matrix({ rows, columns, cells }: Confusion): string {
  const width = Math.max(...columns.map((name) => name.length), 5) + 2;
  const head = Math.max(...rows.map((name) => name.length)) + 2;
  const lines = rows.map(
    (row, index) => row.padEnd(head) + (cells[index] ?? []).map((count) => String(count).padStart(width)).join(''),
  );
  return [''.padEnd(head) + columns.map((name) => name.padStart(width)).join(''), ...lines].join('\n');
}
