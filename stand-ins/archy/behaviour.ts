/** How the stand-in behaves; it reads this from behaviour.json in its folder at every start. */
export interface Behaviour {
  /** The platform API that it publishes to, whatever `--location` says. */
  readonly api: string;
  /** What goes wrong in a run, in order of runs; a run beyond the list goes well. */
  readonly mishaps: readonly Mishap[];
}

export type Mishap =
  | 'none'
  /** Never ends; `hang-hard` does not listen to SIGTERM either. */
  | 'hang'
  | 'hang-hard'
  /** Ends by SIGKILL with the flow checked out. */
  | 'die'
  /** Leaves a child process that holds the output open. */
  | 'leave-child'
  | 'garbage'
  /** 16 MB of output before everything else. */
  | 'huge-output'
  | 'no-results'
  | 'cut-results'
  | 'rate-limited'
  | 'flow-not-found'
  | 'untrusted-certificate'
  /** Prints the secret of its options file, as a careless trace might. */
  | 'print-secret'
  /** Ends well without having published. */
  | 'pretend';

/** What the stand-in notes about each of its runs, one JSON line in runs.jsonl of its folder. */
export interface RunNote {
  readonly pid: number;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly environment: readonly string[];
  /** Modes of the options file and of its folder, octal; null without an options file. */
  readonly optionsFile: { readonly path: string; readonly mode: string; readonly folderMode: string } | null;
}
