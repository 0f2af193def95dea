import type { ModelVersion } from './classifier-state';

/**
 * Versions that may be deleted: no endpoint uses them, nothing works on them, and they are not the newest
 * (the one that Terraform's state names).
 */
export function unusedVersions(versions: readonly ModelVersion[]): readonly ModelVersion[] {
  const final = ['TRAINED', 'TRAINED_WITH_WARNING', 'IN_ERROR', 'STOPPED'];
  return versions.slice(1).filter(({ inUse, status }) => !inUse && final.includes(status));
}
