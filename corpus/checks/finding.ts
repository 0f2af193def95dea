/** What a check found in a corpus file. An error keeps the corpus from being used, a warning wants a look. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  /** Name of the rule, for example `near-copy`. */
  readonly rule: string;
  /** Path from the project root. */
  readonly file: string;
  /** 1-based; 0 when it concerns the whole file. */
  readonly line: number;
  /** What is wrong, with the values. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** Two lines for a terminal. */
export function renderFinding({ severity, rule, file, line, message, remedy }: Finding): string {
  return `${file}${line > 0 ? `:${line}` : ''}  ${severity} ${rule}: ${message}\n    ${remedy}`;
}

/** A text cut to a length that fits into a message. */
export function excerpt(text: string, length = 60): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return JSON.stringify(line.length > length ? `${line.slice(0, length - 1)}…` : line);
}
