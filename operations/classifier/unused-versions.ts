import type { ModelVersion } from './classifier-state';
import { relevantVersion } from './relevant-version';

/**
 * Versions that may be deleted: no endpoint uses them, nothing works on them, and they are not the one that record and corpus ask for
 * (the one that Terraform's state names, served or parked).
 * @param versions newest first
 * @param wanted name of the version that record and corpus ask for
 */
export function unusedVersions(versions: readonly ModelVersion[], wanted: string): readonly ModelVersion[] {
  const final = ['TRAINED', 'TRAINED_WITH_WARNING', 'IN_ERROR', 'STOPPED'];
  const kept = relevantVersion(versions, wanted);
  return versions.filter((one) => one !== kept && !one.inUse && final.includes(one.status));
}
