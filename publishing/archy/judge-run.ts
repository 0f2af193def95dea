import { CHECK_CREDENTIALS } from '../genesys-client/errors';
import { issueLines } from './issue-line';
import type { Refusal } from './outcome';
import { lastWords, plain, readIssues } from './read-output';
import { readResults } from './read-results';
import type { ArchyRun } from './run-archy';

export type Verdict =
  | {
      readonly kind: 'published';
      /** Null when Archy reports success but its results tell no id. */
      readonly flowId: string | null;
      readonly version: string | null;
      readonly warnings: readonly string[];
    }
  | Refusal;

/** Exit codes of Archy that say more than failure. */
const VALIDATION_ERRORS = 123;
/** A flow id that is not found; seen when the platform was only asked too often, too. */
const FLOW_NOT_FOUND = 107;

interface Given {
  /** Flow file that Archy was given. */
  readonly text: string;
  /** Milliseconds. */
  readonly timeLimit: number;
}

/** What a run of Archy meant. */
export function judgeRun({ ending, output, results: resultsText }: ArchyRun, { text, timeLimit }: Given): Verdict {
  switch (ending.kind) {
    case 'timeout':
      return { kind: 'timeout', seconds: Math.round(timeLimit / 1000) };
    case 'aborted':
      return { kind: 'aborted' };
    case 'not-started':
      return failed(`Archy could not be started: ${ending.message}`, '');
    case 'killed':
      return failed(`Archy was killed (${ending.signal})`, output);
    case 'exit':
      break;
  }
  const results = readResults(resultsText);
  if (ending.code === 0) {
    if (results !== null && results.status !== 'success') {
      return failed(`Archy ended with exit code 0 but reports ${results.status}`, output);
    }
    return {
      kind: 'published',
      flowId: results?.flowId ?? null,
      version: results?.publishedVersion ?? null,
      warnings: results?.warnings ?? [],
    };
  }
  const errors = readIssues(output).filter(({ severity }) => severity === 'error');
  if (ending.code === VALIDATION_ERRORS || errors.length > 0) {
    const lines = issueLines(text);
    const issues = errors.map(({ object, message, refPath }) => ({
      object,
      message,
      line: refPath === null ? null : lines.lineOf(refPath, object),
    }));
    if (issues.length > 0) return { kind: 'invalid', issues };
    return { kind: 'invalid', issues: lastWords(output).map((message) => ({ object: '', message, line: null })) };
  }
  const said = plain([output, ...(results?.errors ?? [])].join('\n'));
  // Before its summary Archy prints places and names of everything it works on: believed only when the summary is mute.
  const summary = said.slice(Math.max(0, said.search(/^\s*Summary\s*$/m)));
  return recognised(summary, text) ?? recognised(said, text) ?? unrecognised(ending.code, output);
}

/** Failures that Archy tells by text alone. */
function recognised(said: string, text: string): Refusal | undefined {
  if (/rate limit|too many requests|status(?: code)?:? ?429/i.test(said)) return { kind: 'throttled', attempts: 1 };
  if (
    /unable to verify the first certificate|self.signed certificate|unable to get (?:local )?issuer certificate/i.test(
      said,
    )
  ) {
    return failed('the certificate of Genesys Cloud is not trusted: something on the way opens TLS connections', said);
  }
  const permission = /'([a-zA-Z]+(?::[a-zA-Z*]+){2})' permission is required/.exec(said)?.[1];
  if (permission !== undefined) return { kind: 'missing-permission', permission, message: '' };
  const locked = /\blocked by (?:the )?(?:(?:user|client) )?'?([^'\n]+)/i.exec(said)?.[1];
  if (locked !== undefined) return { kind: 'locked', by: locked.trim().replace(/\.$/, '') };
  const [, kind, name] = /find '([^']+)' by value of '(.+)' - no matches/.exec(said) ?? [];
  if (kind !== undefined && name !== undefined) return { kind: 'not-found', what: `${kind} ${name}` };
  if (/invalid credentials|invalid login|invalid_client|authentication failed|client not found/i.test(said)) {
    return { kind: 'bad-credentials', message: `Genesys Cloud refuses the OAuth client. ${CHECK_CREDENTIALS}` };
  }
  // A file that Archy cannot process: the message stands above the place.
  const [, message, path, property] =
    /^(.+)\n\s+Path: '(\/[^'\n]+)'(?:\n\s+Property name: '([^'\n]+)')?/m.exec(said) ?? [];
  if (message === undefined || path === undefined) return undefined;
  const line = issueLines(text).lineOf(property === undefined ? path : `${path}/${property}`, '');
  return { kind: 'invalid', issues: [{ object: '', message: message.trim(), line }] };
}

function unrecognised(code: number, output: string): Refusal {
  if (code === FLOW_NOT_FOUND) return { kind: 'not-found', what: 'the flow' };
  return failed(`Archy ended with exit code ${code}`, output);
}

function failed(message: string, output: string): Refusal {
  return { kind: 'failed', message, output: lastWords(output) };
}
