import type { RemovedAs } from './passage';

/** A line of a mail, blanks at its ends and doubled ones removed. */
export interface Line {
  readonly text: string;
  /** Why it is not classified; undefined: it is. Set while the mail is read. */
  removed?: RemovedAs | undefined;
  /** Characters at its beginning that are not classified, and why: the name of a form's field, a gateway's tag. */
  label?: { readonly length: number; readonly name: RemovedAs };
  /** The markup says that so many lines from here on are the header block of an earlier mail, or of a forwarded one. */
  readonly header?: { readonly length: number; readonly forwards: boolean };
}

/** Names the lines from `first` to before `end`, but those that have a name. */
export function remove(lines: readonly Line[], first: number, end: number, name: RemovedAs): void {
  for (let at = Math.max(0, first); at < end; at++) {
    const line = lines[at];
    if (line !== undefined) line.removed ??= name;
  }
}
