import type { EvaluationRecord } from '../../config/evaluation';
import { type Calibration, calibrate } from './calibration';
import { chooseThresholds, type ThresholdChoice } from './choose-thresholds';
import { type Breach, breaches, type Trials } from './gate';
import { type Measures, measure } from './measures';
import { type Explain, type Mistake, worstMistakes } from './mistakes';
import { type Routing, routeMail, type ScoredMail } from './scored-mail';
import { type SweepPoint, sweepThresholds } from './sweep';

/** Everything that a report says of a classifier. Plain data: it is the JSON report, too. */
export interface Evaluation {
  /** What scored the mails, and that the stand-in is one: a sentence for the head of every report. */
  readonly classifier: string;
  /** Threshold in force for categories without one of their own. */
  readonly defaultThreshold: number;
  /** Mails that the classifier has never seen. */
  readonly heldOut: Measures;
  readonly calibration: Calibration;
  readonly sweep: readonly SweepPoint[];
  /** Training mails, each scored by a model that had not seen it. */
  readonly crossValidated?: { readonly folds: number; readonly measures: Measures };
  readonly thresholds: {
    /** Which mails they were chosen on. */
    readonly chosenOn: 'cross-validated' | 'held-out';
    readonly choices: readonly ThresholdChoice[];
  };
  readonly mistakes: readonly Mistake[];
  /** The same mails in other wrappings, and a second classifier; what the gate asks for. */
  readonly trials: Trials;
  /** Limits that are not kept; empty: the gate is open. */
  readonly breaches: readonly Breach[];
}

export interface EvaluationInput {
  readonly classifier: string;
  readonly heldOut: readonly ScoredMail[];
  readonly crossValidated?: { readonly folds: number; readonly scored: readonly ScoredMail[] };
  readonly routing: Routing;
  readonly record: EvaluationRecord;
  readonly trials?: Trials;
  readonly explain?: Explain;
  /** How many mistakes are shown. */
  readonly mostMistakes: number;
}

export function evaluate(input: EvaluationInput): Evaluation {
  const { classifier, heldOut, crossValidated, routing, record, explain, mostMistakes, trials = {} } = input;
  const routed = heldOut.map((one) => routeMail(one, routing));
  const measures = measure(routed, routing.categories);
  return {
    classifier,
    defaultThreshold: routing.defaultThreshold,
    heldOut: measures,
    calibration: calibrate(heldOut),
    sweep: sweepThresholds(heldOut, routing),
    ...(crossValidated === undefined
      ? {}
      : {
          crossValidated: {
            folds: crossValidated.folds,
            measures: measure(
              crossValidated.scored.map((one) => routeMail(one, routing)),
              routing.categories,
            ),
          },
        }),
    thresholds: {
      chosenOn: crossValidated === undefined ? 'held-out' : 'cross-validated',
      choices: chooseThresholds(crossValidated?.scored ?? heldOut, routing, record.costs),
    },
    mistakes: worstMistakes(routed, record.costs, explain, mostMistakes),
    trials,
    breaches: breaches(measures, record.gate, trials),
  };
}
