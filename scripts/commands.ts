/** Who uses a command. */
export const AUDIENCES = ['admin', 'reviewer', 'supervisor', 'developer'] as const;

export interface ListedCommand {
  /** As npm knows it. */
  readonly name: string;
  /** Arguments as its help writes them; the environment is always the first. */
  readonly arguments: string;
  readonly audience: (typeof AUDIENCES)[number];
  /** What it does: one line, an imperative. */
  readonly does: string;
  /** What the exit codes 2 and 3 say of this command; a code that is not here is not used. */
  readonly exits?: Readonly<Partial<Record<2 | 3, string>>>;
  /** File in scripts/, without ending; undefined: package.json states another program. */
  readonly script?: string;
}

/** Every command of package.json: `npm run help`, each command's own help and the README's table are made from this list. */
export const COMMANDS = [
  {
    name: 'start',
    arguments: '[env]',
    audience: 'admin',
    does: 'Run the whole chain on this machine, with a mailbox and a page.',
    script: 'sandbox',
  },
  {
    name: 'config:check',
    arguments: '',
    audience: 'admin',
    does: 'Check every file in config/ and name all faults with line and remedy.',
    script: 'config-check',
  },
  {
    name: 'doctor',
    arguments: '<env>',
    audience: 'admin',
    does: 'Say on one page what a deploy would miss, each with its remedy; change nothing.',
    script: 'doctor',
  },
  {
    name: 'diff',
    arguments: '<env> [stack...]',
    audience: 'admin',
    does: 'Plan every stack of an environment, what is destroyed or replaced first; change nothing.',
    exits: { 2: 'there are changes, or a stack waits for the first deploy of another one' },
    script: 'diff',
  },
  {
    name: 'deploy',
    arguments: '<env> [stack...]',
    audience: 'admin',
    does: 'Check Terraform, credentials, state and Archy, then deploy the stacks in order.',
    script: 'deploy',
  },
  {
    name: 'smoke',
    arguments: '<env>',
    audience: 'admin',
    does: 'Send labelled messages through API, data action and flow; leave nothing.',
    script: 'smoke',
  },
  {
    name: 'destroy',
    arguments: '<env> [stack...]',
    audience: 'admin',
    does: 'Destroy the stacks in reverse order; an adopted e-mail domain and the state bucket stay.',
    script: 'destroy',
  },
  {
    name: 'adopt',
    arguments: '<env>',
    audience: 'admin',
    does: 'Take over what a killed deploy left in Genesys Cloud, or somebody made by hand.',
    script: 'adopt',
  },
  {
    name: 'classifier',
    arguments: 'status|wait|test|prune|adopt|settle <env>',
    audience: 'admin',
    does: 'Look after the deployed classifier: its model versions and its endpoint.',
    exits: {
      3: 'the endpoint is not in service or not as the record asks (status), the record has none now (wait), an answer is wrong (test)',
    },
    script: 'classifier',
  },
  {
    name: 'flow',
    arguments: 'publish|validate|status|delete|preflight <env>',
    audience: 'admin',
    does: 'Publish or check the inbound e-mail flow alone, show it or delete it.',
    script: 'flow',
  },
  {
    name: 'cost',
    arguments: '<env>',
    audience: 'admin',
    does: 'Compute the cost of a month, and whether the endpoint can carry the expected volume.',
    exits: { 3: 'the peak does not fit' },
    script: 'cost',
  },
  {
    name: 'classify',
    arguments: '<env>',
    audience: 'admin',
    does: 'Send one message through the deployed API.',
    exits: { 3: 'the message would go to the fallback queue' },
    script: 'classify',
  },
  {
    name: 'behaviour:diff',
    arguments: '<env> [ref]',
    audience: 'reviewer',
    does: 'List the held-out messages whose queue differs from what a git reference would deploy.',
    exits: { 2: 'some messages change their queue' },
    script: 'behaviour-diff',
  },
  {
    name: 'evaluate',
    arguments: '[env]',
    audience: 'supervisor',
    does: 'Judge the classifier by every corpus/held-out*.csv: rates, thresholds by cost, worst mistakes.',
    exits: { 3: 'the gate is closed (--gate)' },
    script: 'evaluate',
  },
  {
    name: 'corpus:check',
    arguments: '',
    audience: 'supervisor',
    does: 'Check the labelled messages: labels, copies, encoding, personal data, giveaway words.',
    script: 'corpus-check',
  },
  {
    name: 'route',
    arguments: '[env]',
    audience: 'supervisor',
    does: 'Route messages on this machine as the deployed flow would.',
    exits: { 3: 'the fallback queue has the message, or none has' },
    script: 'route',
  },
  {
    name: 'fault',
    arguments: '[faults...]',
    audience: 'supervisor',
    does: 'Make the classifier of a running sandbox fail, or show which faults are on.',
    script: 'fault',
  },
  {
    name: 'dev',
    arguments: '[env]',
    audience: 'developer',
    does: 'Run the sandbox, and run it again after each change of config, flow, corpus or code.',
    script: 'dev',
  },
  {
    name: 'flow:check',
    arguments: '[env]',
    audience: 'developer',
    does: 'Render the flow of each environment and check it.',
    script: 'flow-check',
  },
  {
    name: 'config:schema',
    arguments: '',
    audience: 'developer',
    does: 'Write the JSON Schemas that editors check config/ with.',
    script: 'config-schema',
  },
  {
    name: 'genesys-api',
    arguments: '',
    audience: 'developer',
    does: 'Run the Genesys Cloud API of an empty organisation on this machine.',
    script: 'genesys-api',
  },
  {
    name: 'provider:refresh',
    arguments: '',
    audience: 'developer',
    does: 'Move the Terraform providers to a version and name what changes for our resources.',
    exits: { 2: 'something changed (--check)' },
    script: 'provider-refresh',
  },
  {
    name: 'bench',
    arguments: '[names...]',
    audience: 'developer',
    does: 'Measure times and sizes against baselines of the same run.',
    exits: { 3: 'a goal is missed' },
    script: 'bench',
  },
  {
    name: 'synth',
    arguments: '',
    audience: 'developer',
    does: 'Synthesize the Terraform JSON of all environments with cdktf.',
  },
  { name: 'check', arguments: '', audience: 'developer', does: 'Check types, lint rules and format.' },
  { name: 'format', arguments: '', audience: 'developer', does: 'Format all files.' },
  { name: 'test', arguments: '', audience: 'developer', does: 'Run the unit, law and story tests; Node alone.' },
  {
    name: 'test:nightly',
    arguments: '',
    audience: 'developer',
    does: "Run the provider's own training, twice 17 minutes of waiting.",
  },
  { name: 'help', arguments: '', audience: 'developer', does: 'Show this list.', script: 'help' },
] as const satisfies readonly ListedCommand[];

/** A command that has a file in scripts/. */
export type CommandName = Extract<(typeof COMMANDS)[number], { readonly script: string }>['name'];

export function listedCommand(name: CommandName): ListedCommand {
  const found = COMMANDS.find((command) => command.name === name);
  if (found === undefined) throw new Error(`scripts/commands.ts does not list ${name}`);
  return found;
}
