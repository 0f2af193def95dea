// Stands between the invoker and Archy, because Archy's options file holds a secret and because an Archy that outlives
// its invoker would go on publishing. Runs in a process group of its own.
//
// First line of standard input: {"folder", "files": {name: text}, "program", "args", "cwd", "grace"}. The folder is made
// for this run and for its owner only. Then the program runs, its standard output and error on file descriptors 4 and 5,
// and its end is reported as one line {"code", "signal"} or {"error"} on file descriptor 3. When standard input ends, be it
// because the invoker is done or because it was killed, the program ends and the folder is removed.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

let order = '';
let grace = 0; // milliseconds between SIGTERM and SIGKILL
let folder;
let child;

// Signals to the group are meant for the program; this process goes last.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});

process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk) => {
  if (child !== undefined) return;
  order += chunk;
  if (!order.includes('\n')) return;
  try {
    start(JSON.parse(order));
  } catch (error) {
    report({ error: error.message });
  } finally {
    closeSync(4); // the program has them, and their end is the end of its output
    closeSync(5);
  }
});
process.stdin.on('end', end).on('error', end);

function start({ folder: path, files, program, args, cwd, grace: given }) {
  folder = path;
  grace = given;
  mkdirSync(folder, { mode: 0o700 });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text, { mode: 0o600, flag: 'wx' });
  }
  child = spawn(program, args, { cwd, stdio: ['ignore', 4, 5] });
  child.on('error', ({ code, message }) => report({ error: `${code}: ${message}` }));
  child.on('exit', (code, signal) => report({ code, signal }));
}

function report(ending) {
  child = null;
  try {
    writeSync(3, `${JSON.stringify(ending)}\n`);
  } catch {
    // nobody listens any more
  }
}

function end() {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  if (child) {
    child.on('exit', endGroup);
    setTimeout(endGroup, grace);
    signalGroup('SIGTERM');
  } else {
    endGroup();
  }
}

/** Whatever the program left running goes too, and so does this process. */
function endGroup() {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  signalGroup('SIGKILL');
  process.exit();
}

function signalGroup(signal) {
  try {
    process.kill(-process.pid, signal);
  } catch {
    process.kill(process.pid, signal);
  }
}
