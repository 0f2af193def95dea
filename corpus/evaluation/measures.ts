import { type Rate, rate } from '../../classifier/rate';
import { type Rates, ratesOf } from '../../classifier/rates';
import type { CategoryList } from '../../config/categories';
import type { RoutedMail } from './scored-mail';

export interface Measures extends Rates {
  readonly mails: number;
  /** Mails whose best class is their label, whatever the confidence. */
  readonly accuracy: Rate;
  /** In the order of the list of categories. */
  readonly classes: readonly ClassMeasures[];
  /** Rows: label of the mail. Columns: where it goes. */
  readonly confusion: Confusion;
}

export interface ClassMeasures {
  readonly label: string;
  /** null: out of scope. */
  readonly queue: string | null;
  /** Of the mails that reach the queue, those that belong there. Out of scope: of the mails that reach no team, the unrelated ones. */
  readonly precision: Rate;
  /** Of the category's mails, those that go where they belong. */
  readonly recall: Rate;
}

export interface Confusion {
  readonly rows: readonly string[];
  /** Queues, the fallback queue last. */
  readonly columns: readonly string[];
  /** Per row the column where its mails belong. */
  readonly home: readonly number[];
  /** cells[row][column]: number of mails. */
  readonly cells: readonly (readonly number[])[];
}

export function measure(routed: readonly RoutedMail[], { categories, fallbackQueue }: CategoryList): Measures {
  const labels = categories.map(({ label }) => label);
  const columns = [...new Set(categories.flatMap(({ queue }) => (queue === null ? [] : [queue]))), fallbackQueue];
  return {
    mails: routed.length,
    ...ratesOf(routed.map(({ outcome }) => outcome)),
    accuracy: rate(routed.filter(({ mail, scores }) => scores[0]?.name === mail.label).length, routed.length),
    classes: categories.map(({ label, queue }) => {
      const own = routed.filter(({ mail }) => mail.label === label);
      const arrived = routed.filter(({ reached }) => reached === queue);
      return {
        label,
        queue,
        precision: rate(arrived.filter(({ wanted }) => wanted === queue).length, arrived.length),
        recall: rate(own.filter(({ reached }) => reached === queue).length, own.length),
      };
    }),
    confusion: {
      rows: labels,
      columns,
      home: categories.map(({ queue }) => columns.indexOf(queue ?? fallbackQueue)),
      cells: labels.map((label) => {
        const own = routed.filter(({ mail }) => mail.label === label);
        return columns.map((column) => own.filter(({ reached }) => (reached ?? fallbackQueue) === column).length);
      }),
    },
  };
}
