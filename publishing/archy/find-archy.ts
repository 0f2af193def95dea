import { accessSync, constants, existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join, resolve } from 'node:path';
import { PreflightError } from '../../config/preflight-error';
import type { Variables } from '../../config/region-variables';

/** The Archy program on this machine. */
export interface Archy {
  /** Absolute path of the binary, or of the launcher where there is no binary. */
  readonly program: string;
  /** Working folder it needs: the launcher names its binary by a relative path. */
  readonly cwd: string;
  /** From the binary's name; null when only the program itself can tell. */
  readonly version: string | null;
}

export interface ArchySearch {
  /** `flow.archyHome` of the environment, relative to the project. */
  readonly configured: string | undefined;
  readonly root: string;
  readonly variables: Variables;
  readonly platform: NodeJS.Platform;
}

/** Oldest Archy whose output has been seen. */
export const MINIMUM_VERSION = '2.8.0';

const SYSTEMS: Readonly<Partial<Record<NodeJS.Platform, string>>> = { linux: 'linux', darwin: 'macos' };

/**
 * Looks into `flow.archyHome`, else into ARCHY_HOME, else along the PATH.
 * @throws {PreflightError} that says where it looked and how to install Archy
 */
export function findArchy({ configured, root, variables, platform }: ArchySearch): Archy {
  const system = SYSTEMS[platform];
  if (system === undefined) throw new PreflightError([`Archy is run on Linux and macOS only, not on ${platform}`]);
  const home = configured ?? variables['ARCHY_HOME'];
  if (home) {
    const folder = resolve(root, home);
    const found = inFolder(folder, system);
    if (found !== undefined) return executable(found);
    const source = configured === undefined ? 'ARCHY_HOME' : 'flow.archyHome';
    throw missing(`${source} is ${folder}, which holds neither archyBin/archy-${system}-<version> nor archy`, system);
  }
  for (const folder of (variables['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, 'archy');
    if (folder === '' || !existsSync(path)) continue;
    const real = realpathSync(path);
    return executable(
      inFolder(dirname(real), system) ?? { program: real, cwd: dirname(real), version: versionIn(real) },
    );
  }
  throw missing('Archy is not on the PATH, and neither ARCHY_HOME nor flow.archyHome is set', system);
}

/** The newest binary of an unzipped Archy, else its launcher. */
function inFolder(folder: string, system: string): Archy | undefined {
  const bin = join(folder, 'archyBin');
  const [newest] = (existsSync(bin) ? readdirSync(bin) : [])
    .filter((name) => name.startsWith(`archy-${system}-`) && versionIn(name) !== null)
    .sort((a, b) => compareVersions(versionIn(b) ?? '', versionIn(a) ?? ''));
  if (newest !== undefined) return { program: join(bin, newest), cwd: folder, version: versionIn(newest) };
  const launcher = join(folder, 'archy');
  return existsSync(launcher) ? { program: launcher, cwd: folder, version: null } : undefined;
}

function versionIn(path: string): string | null {
  return /(\d+\.\d+\.\d+)$/.exec(basename(path))?.[1] ?? null;
}

/** Negative when `a` is older than `b`. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  const index = [0, 1, 2].find((at) => left?.[at] !== right?.[at]) ?? 0;
  return (left?.[index] ?? 0) - (right?.[index] ?? 0);
}

/** Unzipping may lose the execute bits. */
function executable(archy: Archy): Archy {
  try {
    accessSync(archy.program, constants.X_OK);
    return archy;
  } catch {
    throw new PreflightError([`${archy.program} may not be executed; run: chmod +x '${archy.program}'`]);
  }
}

function missing(what: string, system: string): PreflightError {
  return new PreflightError([
    `${what}. Unzip sdk-cdn.mypurecloud.com/archy/latest/archy-${system}.zip and set ARCHY_HOME to its folder, or set flow.publisher: provider, which needs no Archy`,
  ]);
}
