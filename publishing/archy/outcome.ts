/** How a publication ended. */
export type PublishOutcome =
  | {
      readonly kind: 'published';
      readonly flowId: string;
      readonly version: string | null;
      readonly warnings: readonly string[];
    }
  | Refusal;

export type Refusal =
  | { readonly kind: 'invalid'; readonly issues: readonly PlacedIssue[] }
  | { readonly kind: 'missing-permission'; readonly permission: string | null; readonly message: string }
  | { readonly kind: 'locked'; readonly by: string | null }
  /** Something that the flow names, or the flow itself. */
  | { readonly kind: 'not-found'; readonly what: string }
  | { readonly kind: 'bad-credentials'; readonly message: string }
  | { readonly kind: 'throttled'; readonly attempts: number }
  | { readonly kind: 'timeout'; readonly seconds: number }
  | { readonly kind: 'aborted' }
  /** Archy crashed, or said something that is not understood. */
  | { readonly kind: 'failed'; readonly message: string; readonly output: readonly string[] };

export interface PlacedIssue {
  /** Name of the object in error; empty when Archy names none. */
  readonly object: string;
  readonly message: string;
  /** 1-based line of the template; null when Archy gives no place. */
  readonly line: number | null;
}

/** What was never seen in a published e-mail flow has a switch. */
const SWITCHES = [
  {
    names: /set ?participant ?data|show the decision to the agent/i,
    remedy:
      'Archy refuses participant data in this flow; set flow.participantData: false in the record, then publish again',
  },
  {
    names: /conversation ?id/i,
    remedy: 'Archy refuses the conversation id; remove flow.conversationId from the record, then publish again',
  },
];

/** The outcome in sentences, the remedy included. */
export function describe(outcome: PublishOutcome, { name, file }: { name: string; file: string }): readonly string[] {
  switch (outcome.kind) {
    case 'published':
      return [
        ...outcome.warnings.map((warning) => `warning: ${warning}`),
        `published ${name}${outcome.version === null ? '' : `, version ${outcome.version}`}, id ${outcome.flowId}`,
      ];
    case 'invalid':
      return [
        `${outcome.issues.length} ${outcome.issues.length === 1 ? 'error' : 'errors'} in the flow`,
        ...outcome.issues.map(
          ({ object, message, line }) =>
            `  ${file}${line === null ? '' : `:${line}`}  ${object === '' ? '' : `${object}: `}${message}`,
        ),
        ...SWITCHES.filter(({ names }) =>
          outcome.issues.some((issue) => names.test(Object.values(issue).join(' '))),
        ).map(({ remedy }) => remedy),
      ];
    case 'missing-permission':
      return [
        `the OAuth client lacks the permission ${outcome.permission ?? `that this needs (${outcome.message})`}; add it to a role of the client (docs/genesys-permissions.md lists them all)`,
      ];
    case 'locked':
      return [
        `${name} is locked by ${outcome.by ?? 'somebody'}; ask them to check it in, or repeat with --force-unlock, which discards what they have not checked in`,
      ];
    case 'not-found':
      return [`${outcome.what} is not in the organisation, or the search does not find it yet; deploy it first`];
    case 'bad-credentials':
      return [outcome.message];
    case 'throttled':
      return [`Genesys Cloud asks for fewer calls; tried ${outcome.attempts} times. Try again in some minutes`];
    case 'timeout':
      return [
        `Archy did not end within ${outcome.seconds} seconds and was ended. Try again; --time-limit gives it more time`,
      ];
    case 'aborted':
      return ['interrupted; nothing is left on this machine, but the flow may be half published: repeat it'];
    case 'failed':
      return [outcome.message, ...outcome.output.map((line) => `  | ${line}`)];
  }
}
