import { PreflightError } from '../../config/preflight-error';
import { type Archy, compareVersions, MINIMUM_VERSION } from './find-archy';

/**
 * The version of Archy; asks the program when its name does not tell.
 * @param run runs `archy version` and returns what it printed
 * @throws {PreflightError} when it is too old or cannot be told
 */
export async function checkVersion(archy: Archy, run: () => Promise<string>): Promise<string> {
  const version = archy.version ?? /\d+\.\d+\.\d+/.exec(await run())?.[0];
  if (version === undefined) {
    throw new PreflightError([
      `${archy.program} does not tell its version; is it Archy? Try: '${archy.program}' version`,
    ]);
  }
  if (compareVersions(version, MINIMUM_VERSION) >= 0) return version;
  throw new PreflightError([
    `${archy.program} is version ${version}, at least ${MINIMUM_VERSION} is needed; unzip a newer one`,
  ]);
}
