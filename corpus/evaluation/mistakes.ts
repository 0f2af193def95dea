import type { EvaluationRecord } from '../../config/evaluation';
import { corpusFile } from '../read-corpus';
import type { WordWeight } from './explain';
import { mailCost } from './mail-cost';
import type { ClassScore, RoutedMail } from './scored-mail';

/** Words of the text that weighed most for the class, strongest first; undefined where the classifier does not tell. */
export type Explain = (text: string, label: string) => readonly WordWeight[];

export interface Mistake {
  readonly label: string;
  /** File that it stands in, from the project root. */
  readonly file: string;
  readonly line: number;
  readonly subject: string;
  readonly body: string;
  readonly outcome: RoutedMail['outcome'];
  /** Queue that it reached; null: the fallback queue. */
  readonly reached: string | null;
  /** Best first. */
  readonly scores: readonly ClassScore[];
  /** Minutes of work. */
  readonly cost: number;
  /** For the class that won. Empty where the classifier does not tell. */
  readonly words: readonly WordWeight[];
}

const MOST_WORDS = 8;

/** Mails that did not go where they belong, the dearest first and among these the ones of which the classifier was surest. */
export function worstMistakes(
  routed: readonly RoutedMail[],
  costs: EvaluationRecord['costs'],
  explain: Explain | undefined,
  most: number,
): Mistake[] {
  return routed
    .map((one) => ({ one, cost: mailCost(one, one.scores[0]?.name ?? '', costs), sure: one.scores[0]?.score ?? 0 }))
    .filter(({ cost, one }) => cost > 0 || one.outcome === 'fallback' || one.outcome === 'wrong-queue')
    .sort((a, b) => b.cost - a.cost || b.sure - a.sure || a.one.mail.line - b.one.mail.line)
    .slice(0, most)
    .map(({ one: { mail, text, scores, outcome, reached }, cost }) => ({
      label: mail.label,
      file: corpusFile(mail.corpus),
      line: mail.line,
      subject: mail.subject,
      body: mail.body,
      outcome,
      reached,
      scores,
      cost,
      words: explain?.(text, scores[0]?.name ?? '').slice(0, MOST_WORDS) ?? [],
    }));
}
