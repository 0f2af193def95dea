import type { Category } from '../../config/categories';
import type { EvaluationRecord } from '../../config/evaluation';
import { resamples } from './bootstrap';
import { mailCost } from './mail-cost';
import { type Routing, routeMail, type ScoredMail } from './scored-mail';

type Costs = EvaluationRecord['costs'];

/** What the mails that the classifier takes for one category cost, by its threshold. */
export interface ThresholdChoice {
  readonly label: string;
  /** Threshold in force, 0..1. */
  readonly current: number;
  /** Threshold with the least cost; `current` unless another one is reliably cheaper. */
  readonly best: number;
  /** Minutes of work per 1,000 mails, at either. */
  readonly currentCost: number;
  readonly bestCost: number;
  /** Share of resampled corpora in which `best` is cheaper than `current`: below 0.9 nothing is proposed. */
  readonly certainty: number;
  /** Cost of every threshold from 0 to 1 in steps of 0.01. */
  readonly curve: readonly number[];
}

const STEPS = 100;
const CERTAIN = 0.9;

/** For each category with a queue the threshold that costs least: a mail is either believed, or sorted by hand. */
export function chooseThresholds(scored: readonly ScoredMail[], routing: Routing, costs: Costs): ThresholdChoice[] {
  return routing.categories.categories.flatMap((category) => {
    if (category.queue === null) return [];
    const claimed = scored.filter(({ scores }) => scores[0]?.name === category.label);
    return [chooseOne(category, claimed, scored.length, routing, costs)];
  });
}

function chooseOne(
  category: Category,
  claimed: readonly ScoredMail[],
  mails: number,
  routing: Routing,
  costs: Costs,
): ThresholdChoice {
  /** Per mail its cost at each threshold. */
  const perMail = claimed.map((one) =>
    Array.from({ length: STEPS + 1 }, (_, step) =>
      mailCost(routeMail(one, withThreshold(routing, category.label, step / STEPS)), category.label, costs),
    ),
  );
  const costAt = (sample: readonly (readonly number[])[], step: number) =>
    (1000 / Math.max(1, mails)) * sample.reduce((sum, one) => sum + (one[step] ?? 0), 0);
  const curve = Array.from({ length: STEPS + 1 }, (_, step) => costAt(perMail, step));
  const current = category.threshold ?? routing.defaultThreshold;
  const currentStep = Math.round(current * STEPS);
  const candidate = middleOfLowest(curve, currentStep);
  const cheaper = resamples(perMail).filter((sample) => costAt(sample, candidate) < costAt(sample, currentStep)).length;
  const certainty = cheaper / resamples(perMail).length;
  const bestStep = certainty >= CERTAIN ? candidate : currentStep;
  return {
    label: category.label,
    current,
    best: bestStep === currentStep ? current : bestStep / STEPS,
    currentCost: curve[currentStep] ?? 0,
    bestCost: curve[bestStep] ?? 0,
    certainty,
    curve,
  };
}

/** The step in force if it is among the cheapest; otherwise the middle of the widest run of them, far from either edge. */
function middleOfLowest(curve: readonly number[], current: number): number {
  const least = Math.min(...curve);
  const lowest = (step: number) => (curve[step] ?? Number.POSITIVE_INFINITY) <= least + 1e-9;
  if (lowest(current)) return current;
  let best = { from: 0, length: 0 };
  let from = 0;
  for (let step = 0; step <= curve.length; step++) {
    if (lowest(step)) continue;
    if (step - from > best.length) best = { from, length: step - from };
    from = step + 1;
  }
  return best.from + Math.floor((best.length - 1) / 2);
}

function withThreshold({ categories, defaultThreshold }: Routing, label: string, threshold: number): Routing {
  const changed = categories.categories.map((one) => (one.label === label ? { ...one, threshold } : one));
  return { categories: { ...categories, categories: changed }, defaultThreshold };
}
