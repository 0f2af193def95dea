import type { EvaluationRecord } from '../../config/evaluation';
import type { RoutedMail } from './scored-mail';

/** Minutes. `claimedBy` is the category whose team reads the mail if it is believed. */
export function mailCost({ outcome, mail }: RoutedMail, claimedBy: string, costs: EvaluationRecord['costs']): number {
  switch (outcome) {
    case 'wrong-queue':
      return costs.categories[claimedBy]?.wrongQueue ?? costs.wrongQueue;
    case 'unrelated-accepted':
      return costs.categories[claimedBy]?.unrelatedAccepted ?? costs.unrelatedAccepted;
    case 'fallback':
      return costs.categories[mail.label]?.fallback ?? costs.fallback;
    default:
      return 0;
  }
}
