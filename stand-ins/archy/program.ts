// Stands in for the Archy program: its options, options file, results file, exit codes and output, publishing through the
// platform API's own calls. Bundled into one executable script by install-archy.ts.
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { parse } from 'yaml';
import { type CompiledFlow, compileFlow, type FlowIssue, unresolved } from '../genesys-platform/compile-flow';
import type { Behaviour, Mishap, RunNote } from './behaviour';

const FLAGS = ['forceUnlock', 'overwriteResultsFile', 'recreate', 'debug', 'force'];
const VALUES = ['file', 'optionsFile', 'clientId', 'clientSecret', 'authToken', 'location', 'resultsFile', 'outputDir'];

/** The Architect Scripting session ends in error: most failures. */
const SESSION_ERROR = 99;
const FLOW_NOT_FOUND = 107;
const VALIDATION_ERRORS = 123;

class Failure extends Error {
  constructor(
    readonly exitCode: number,
    readonly lines: readonly string[],
  ) {
    super(lines.join('\n'));
  }
}

type Options = Readonly<Record<string, unknown>>;

const started = new Date();
const program = process.argv[1] ?? '';
const version = /(\d+\.\d+\.\d+)$/.exec(program)?.[1] ?? '0.0.0';
const home = dirname(dirname(program));
const say = (...lines: readonly string[]): void => console.log(lines.join('\n'));

async function main(): Promise<number> {
  const [command = '--help', ...rest] = process.argv.slice(2);
  if (command === 'version') {
    say(`Archy version: ${version}`);
    return 0;
  }
  const options = readOptions(rest);
  current = options;
  const behaviour: Behaviour = JSON.parse(readFileSync(join(home, 'behaviour.json'), 'utf8'));
  const mishap = behaviour.mishaps[countRuns()] ?? 'none';
  note(options);
  banner();
  await before(mishap, options);
  if (command !== 'publish' && command !== 'createImportFile') throw new Failure(1, [`unknown command: ${command}`]);

  const text = fileText(options);
  const session = await logIn(behaviour.api, options);
  const flow = read(text);
  say(`validating flow '${flow.name}'`, ...flow.issues.map(({ objectName }) => `adding '${objectName}'`));
  await resolve(session, flow);
  if (command === 'createImportFile') {
    validate(flow);
    writeFileSync(join(String(options['outputDir'] ?? home), `${flow.name}.i3InboundEmail`), 'import file');
    summary(command, flow.name, 'Success', []);
    return 0;
  }
  const id = mishap === 'pretend' ? 'made-up' : await publish(session, flow, text, options, mishap);
  const warnings = flow.issues.map(({ message }) => message);
  if (mishap !== 'no-results' && mishap !== 'pretend') {
    const { publishedVersion, checkedInVersion } = await session.ask<FlowAnswer>('GET', `/api/v2/flows/${id}`);
    const info = { url: `/architect/#/inboundEmail/flows/${id}`, id, checkedInVersion, publishedVersion };
    const results = JSON.stringify(resultsFor(options, flow.name, warnings, info), null, 2);
    writeResults(options, mishap === 'cut-results' ? results.slice(0, results.length / 2) : results);
  }
  summary('publish', flow.name, 'Success', warnings.length > 0 ? [warningLine(warnings.length)] : []);
  return 0;
}

function readOptions(args: readonly string[]): Options {
  const given: Record<string, unknown> = {};
  for (let at = 0; at < args.length; at++) {
    const name = args[at]?.replace(/^--/, '') ?? '';
    if (FLAGS.includes(name)) given[name] = true;
    else if (VALUES.includes(name)) given[name] = args[++at];
    else throw new Failure(1, [`Unknown argument: ${args[at]}`]);
  }
  const path = given['optionsFile'];
  const fromFile: unknown = typeof path === 'string' ? parse(readFileSync(path, 'utf8')) : {};
  return { ...(fromFile as Options), ...given };
}

function fileText({ file }: Options): string {
  if (typeof file !== 'string' || !isAbsolute(file) || !existsSync(file)) {
    throw new Failure(SESSION_ERROR, [`the flow file '${file}' does not exist`]);
  }
  return readFileSync(file, 'utf8');
}

function read(text: string): CompiledFlow {
  try {
    return compileFlow(text);
  } catch (error) {
    throw new Failure(SESSION_ERROR, [error instanceof Error ? error.message : String(error)]);
  }
}

// What goes wrong before Archy does anything.
async function before(mishap: Mishap, options: Options): Promise<void> {
  if (mishap === 'hang-hard') process.on('SIGTERM', () => {});
  if (mishap === 'hang' || mishap === 'hang-hard') {
    say('connecting');
    await new Promise((resolve) => setTimeout(resolve, 1_000_000));
  }
  if (mishap === 'leave-child') spawn('sleep', ['1000'], { stdio: 'inherit' }).unref();
  if (mishap === 'garbage') {
    process.stdout.write(Buffer.from([0xff, 0xfe, 0x00, 0x1b, 0x5b, 0xc3, 0x28, 0x0a]));
    throw new Failure(3, ['\u001b[31mSegmentation fault \u{1f4a5} 邮件\u001b[0m']);
  }
  if (mishap === 'huge-output') {
    const line = `${'processing flow configuration '.repeat(34)}\n`;
    for (let written = 0; written < 16 << 20; written += line.length) {
      if (!process.stdout.write(line)) await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
  }
  if (mishap === 'rate-limited') throw new Failure(FLOW_NOT_FOUND, ['Rate limit exceeded the maximum.']);
  if (mishap === 'flow-not-found') throw new Failure(FLOW_NOT_FOUND, ['unable to find the flow by id']);
  if (mishap === 'untrusted-certificate') {
    throw new Failure(SESSION_ERROR, ['Error: unable to verify the first certificate', 'invalid credentials']);
  }
  if (mishap === 'print-secret') {
    const { clientId, clientSecret } = options;
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const token = 'eyJhbGciOiJub25lIn0.e30.signature';
    throw new Failure(5, [
      `options ${JSON.stringify(options)} Authorization: Basic ${basic} Bearer ${token}`,
      `https://login.example/?secret=${encodeURIComponent(String(clientSecret))}`,
    ]);
  }
}

interface Session {
  ask<T>(method: string, path: string, body?: unknown): Promise<T>;
}

interface FlowAnswer {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly lockedUser?: { readonly name: string };
  readonly lockedClient?: { readonly id: string; readonly name: string };
  readonly publishedVersion?: { readonly id: string };
  readonly checkedInVersion?: { readonly id: string };
}

async function logIn(api: string, { clientId, clientSecret, location }: Options): Promise<Session> {
  if (!location) throw new Failure(SESSION_ERROR, ['a location is required']);
  const login = await fetch(`${api}/oauth/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token: token } = (await login.json()) as { access_token?: string };
  if (token === undefined) throw new Failure(SESSION_ERROR, ['invalid credentials']);
  return {
    ask: async <T>(method: string, path: string, body?: unknown) => {
      const reply = await fetch(`${api}${path}`, {
        method,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await reply.text();
      const answer: unknown = text === '' ? undefined : JSON.parse(text);
      if (reply.ok) return answer as T;
      const { message = '' } = answer as { message?: string };
      if (reply.status === 429) throw new Failure(FLOW_NOT_FOUND, [message]);
      const permission = /\[([\w:]+)\]/.exec(message)?.[1];
      if (reply.status === 403) throw new Failure(SESSION_ERROR, [`the '${permission}' permission is required`]);
      throw new Failure(SESSION_ERROR, [`${method} ${path} status ${reply.status} ${message}`]);
    },
  };
}

interface List<T> {
  readonly entities: readonly T[];
}

/** Looks up by name what the flow names, as Archy does; wrong order of deployment fails here. */
async function resolve({ ask }: Session, flow: CompiledFlow): Promise<void> {
  const page = (name: string) => new URLSearchParams({ name, pageSize: '100', pageNumber: '1' });
  const queues = new Set<string>();
  for (const name of flow.queues) {
    const { entities } = await ask<List<{ name: string }>>('GET', `/api/v2/routing/queues?${page(name)}`);
    if (entities.some((queue) => queue.name === name)) queues.add(name);
  }
  type Contract = { inputs: readonly string[]; outputs: readonly string[] };
  const contracts = new Map<string, Contract[]>();
  for (const { category, name } of flow.actions) {
    type Found = { id: string; name: string; category: string };
    const { entities } = await ask<List<Found>>('GET', `/api/v2/integrations/actions?${page(name)}`);
    const found: Contract[] = [];
    for (const action of entities.filter((one) => one.name === name && one.category === category)) {
      type Schema = { properties: object };
      const { contract } = await ask<{
        contract: { input: { inputSchema: Schema }; output: { successSchema: Schema } };
      }>('GET', `/api/v2/integrations/actions/${action.id}?expand=contract`);
      found.push({
        inputs: Object.keys(contract.input.inputSchema.properties),
        outputs: Object.keys(contract.output.successSchema.properties),
      });
    }
    contracts.set(JSON.stringify([category, name]), found);
  }
  const lines = unresolved(flow, {
    hasQueue: (name) => queues.has(name),
    contracts: (category, name) => contracts.get(JSON.stringify([category, name])) ?? [],
  });
  if (lines.length > 0) throw new Failure(SESSION_ERROR, lines);
}

function validate({ name, issues }: CompiledFlow): void {
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const list = [...errors, ...issues.filter(({ severity }) => severity === 'warning')];
  say('- ERROR! Validation Summary', ...errors.flatMap((issue) => [`  ${heading(issue)}`, issue.message]));
  say('setting the Archy exit code to 123', '------------------', 'Validation Results', '------------------');
  say(...list.flatMap((issue, at) => [`${at + 1} -> ${heading(issue)}`, ...details(issue), '']));
  const state = "ArchObject:[TrackingID:10, Name:'Initial State', Type:'ArchState']";
  say(`${list.length + 1} -> [Type:'ArchValidationIssue', RollupErrorCount:${errors.length}, ${state}]`);
  say('There is one action in error within this task', '    ___ Yaml Info ___', '    ref path: /inboundEmail', '');
  const warnings = list.length - errors.length;
  throw new Failure(VALIDATION_ERRORS, [
    `Flow Name: '${name}'`,
    `ERROR - the flow has ${errors.length} error(s). (see above)`,
    ...(warnings > 0 ? ['', warningLine(warnings)] : []),
  ]);
}

const warningLine = (count: number) => `WARNING - the flow has ${count} warning(s). (see above)`;

function heading({ severity, objectName, objectType }: FlowIssue): string {
  const object =
    severity === 'error'
      ? `TrackingID:12, Name:'${objectName}', Type:'${objectType}'`
      : `Type:'${objectType}', Name:'${objectName}'`;
  return `[Type:'ArchValidationIssue', ${severity === 'error' ? 'Error' : 'Warning'}Count:1, ArchObject:[${object}]]`;
}

function details({ message, refPath }: FlowIssue): string[] {
  return [message, ...(refPath === null ? [] : ['    ___ Yaml Info ___', `    ref path: ${refPath}`])];
}

async function publish(session: Session, file: CompiledFlow, text: string, options: Options, mishap: Mishap) {
  const { name, type, description } = file;
  const query = new URLSearchParams({ name, type: type.toLowerCase(), pageSize: '100' });
  const { entities } = await session.ask<List<FlowAnswer>>('GET', `/api/v2/flows?${query}`);
  const twin = entities.find((flow) => flow.name === name);
  const lock = twin?.lockedUser ?? (twin?.lockedClient?.id === options['clientId'] ? undefined : twin?.lockedClient);
  if (twin !== undefined && lock !== undefined) {
    if (options['forceUnlock'] !== true) {
      throw new Failure(SESSION_ERROR, [`the flow '${name}' is locked by user '${lock.name}'`]);
    }
    await session.ask('POST', `/api/v2/flows/actions/unlock?flow=${twin.id}`);
  }
  validate(file);
  const { id } =
    twin === undefined
      ? await session.ask<FlowAnswer>('POST', '/api/v2/flows', { name, type, description })
      : await session.ask<FlowAnswer>('POST', `/api/v2/flows/actions/checkout?flow=${twin.id}`);
  if (mishap === 'die') process.kill(process.pid, 'SIGKILL');
  await session.ask('POST', `/api/v2/flows/${id}/versions`, { configuration: text });
  await session.ask('POST', `/api/v2/flows/actions/checkin?flow=${id}`);
  await session.ask('POST', `/api/v2/flows/actions/publish?flow=${id}`);
  return id;
}

function resultsFor(options: Options, flowName: string | null, warnings: readonly string[], flowInfo?: object) {
  const setting = (name: string, value: unknown) => ({
    value,
    source: name in options ? 'command line parameter' : 'default value',
  });
  const failed = flowInfo === undefined;
  return {
    version,
    command: 'publish',
    status: failed ? 'failure' : 'success',
    exitCode: failed ? SESSION_ERROR : 0,
    settings: {
      filePath: setting('file', options['file']),
      forceUnlock: setting('forceUnlock', options['forceUnlock'] === true),
      location: setting('location', options['location']),
    },
    output: {
      traces: warnings.map((text) => ({
        text,
        type: failed ? 'error' : 'warning',
        dateTime: new Date().toISOString(),
      })),
      ...(flowName !== null && { flowName }),
      ...(flowInfo && { flowInfo }),
    },
    startDateTime: started.toISOString(),
    endDateTime: new Date().toISOString(),
  };
}

function writeResults({ resultsFile, overwriteResultsFile }: Options, text: string): void {
  if (typeof resultsFile !== 'string') return;
  if (existsSync(resultsFile) && overwriteResultsFile !== true) {
    throw new Failure(SESSION_ERROR, [`the results file '${resultsFile}' exists`]);
  }
  mkdirSync(dirname(resultsFile), { recursive: true });
  writeFileSync(resultsFile, text);
}

function banner(): void {
  say('*'.repeat(60), `     Archy - Architect Yaml Flow Processor ver. ${version}`, '*'.repeat(60));
}

function summary(command: string, flowName: string, ending: 'Success' | 'Failure', lines: readonly string[]): void {
  say(
    '*'.repeat(60),
    `\u001b[1m     Archy - Architect Yaml Flow Processor ver. ${version} - ${ending}\u001b[0m`,
    '*'.repeat(60),
    `DateTime: ${new Date()}`,
    'Summary',
    `Command: '${command}'`,
    ...(flowName === '' ? [] : [`Flow Name: '${flowName}'`]),
    ...lines,
    '',
  );
}

function countRuns(): number {
  const path = join(home, 'runs.jsonl');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0;
}

function note({ optionsFile }: Options): void {
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
  const entry: RunNote = {
    pid: process.pid,
    argv: process.argv.slice(2),
    cwd: process.cwd(),
    environment: Object.entries(process.env).map(([name, value]) => `${name}=${value}`),
    optionsFile:
      typeof optionsFile === 'string'
        ? { path: optionsFile, mode: mode(optionsFile), folderMode: mode(dirname(optionsFile)) }
        : null,
  };
  appendFileSync(join(home, 'runs.jsonl'), `${JSON.stringify(entry)}\n`);
}

/** Options of this run, for the results file of one that fails. */
let current: Options = {};

function fail(error: unknown): number {
  const { exitCode, lines } =
    error instanceof Failure ? error : new Failure(1, [error instanceof Error ? String(error.stack) : String(error)]);
  const [command = ''] = process.argv.slice(2);
  const extra = exitCode === SESSION_ERROR ? ['Architect Scripting session ended in error ( code: 99 )'] : [];
  summary(command, '', 'Failure', [...lines, ...extra, 'Error(s) encountered.']);
  if (exitCode === SESSION_ERROR) writeResults(current, JSON.stringify(resultsFor(current, null, lines)));
  return exitCode;
}

main()
  .catch(fail)
  .then((code) => {
    say(`exit code: ${code}`, `┌ Archy minor version update available ┐ ${basename(program)}`);
    process.exitCode = code;
  });
