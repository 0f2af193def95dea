/** One mail of a corpus: its class and its text (subject, newline, newest part of the body). */
export interface LabelledText {
  readonly label: string;
  readonly text: string;
}

/** The rows by text, then label, compared unit by unit: the order of a file or of a locale decides nothing. */
export function inOneOrder<Row extends LabelledText>(rows: readonly Row[]): readonly Row[] {
  const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
  return [...rows].sort((one, other) => compare(one.text, other.text) || compare(one.label, other.label));
}

export interface ClassScore {
  readonly name: string;
  /** 0..1; the scores of all classes sum to 1. */
  readonly score: number;
}

/** What a classifier can do once it is trained. */
export interface TextModel {
  readonly labels: readonly string[];
  /** A score for every label, best first. */
  classify(text: string): readonly ClassScore[];
  /** Measured on mails that were left out of the training, where the training measures at all. */
  readonly evaluation?: Evaluation;
}

/** Macro averages over the classes, 0..1. */
export interface Evaluation {
  readonly accuracy: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}
