const CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof CODES;
const SIGNALS = Object.keys(CODES) as Signal[];

const handlers = new Set<(signal: Signal) => void>();
const cleaners = new Set<() => void>();
let listens = false;
let first: Signal | undefined;

/** Exit code of a process that somebody ended by Ctrl-C, `kill` or a closed terminal; undefined while nobody has. */
export function interruptedCode(): number | undefined {
  return first === undefined ? undefined : CODES[first];
}

/**
 * While somebody handles interruptions the process ends when the handlers are done, not at once.
 * @param handle called for every signal: a person who presses Ctrl-C twice is heard twice
 * @returns ends the handling
 */
export function onInterruption(handle: (signal: Signal) => void): () => void {
  return register(handlers, handle);
}

/** `clean` runs when the process ends, however that comes about, SIGKILL excepted. @returns forgets it */
export function cleanAtExit(clean: () => void): () => void {
  return register(cleaners, clean);
}

function register<T>(all: Set<T>, one: T): () => void {
  all.add(one);
  listen();
  return () => {
    all.delete(one);
    listen();
  };
}

/** Nobody listens where nothing needs an orderly end: then Ctrl-C ends the process even while it computes. */
function listen(): void {
  const should = handlers.size + cleaners.size > 0;
  if (should === listens) return;
  listens = should;
  for (const signal of SIGNALS) process[should ? 'on' : 'off'](signal, interrupt);
  process[should ? 'on' : 'off']('exit', clean);
}

function interrupt(signal: Signal): void {
  first ??= signal;
  if (handlers.size === 0) process.exit(CODES[signal]);
  for (const handle of [...handlers]) handle(signal);
}

function clean(): void {
  for (const one of cleaners) one();
}
