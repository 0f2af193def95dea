import type { LoadedFlow } from './load-flow';

/** What the flow's file says that was never seen to publish, each with its line, for a person. */
export function describeNotices({ notices }: Pick<LoadedFlow, 'notices'>): readonly string[] {
  return notices.map(({ file, line, message }) => `${file}:${line}  ${message.split('\n', 1)}`);
}
