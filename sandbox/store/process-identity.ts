import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process for good: its id alone may be given to another process later. All values fit into file names. */
export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** When it started, in whatever form the system tells it; empty when it does not. */
  readonly started: string;
}

const host = hostname().replace(/[^0-9A-Za-z.-]/g, '');

export function ownIdentity(): ProcessIdentity {
  return { host, pid: process.pid, started: startOf(process.pid) ?? '' };
}

/** Whether that very process still runs; undefined when it is one of another machine and cannot be asked. */
export function isAlive(process: ProcessIdentity): boolean | undefined {
  if (process.host !== host) return undefined;
  const started = startOf(process.pid);
  return started !== undefined && (process.started === '' || process.started === started);
}

/** Start of a process, empty when the system does not tell it; undefined when no process has that id. */
function startOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EPERM') return undefined;
  }
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
    return (stdout ?? '').replace(/[^0-9A-Za-z]/g, '');
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything. After it come the state and, as field 22, the start in ticks since boot.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
