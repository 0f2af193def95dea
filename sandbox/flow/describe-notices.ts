import type { Flow } from './flow';

/** What the flow's file says that the sandbox does not act on or could not verify, each with its line, for a person. */
export function describeNotices({ notices }: Flow): readonly string[] {
  return notices.map(({ file, line, message }) => `${file}:${line}  ${message}`);
}
