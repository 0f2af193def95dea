import type { ModelVersion } from './classifier-state';

/**
 * The version that record and corpus ask for. Where Comprehend does not know it, because it was never deployed from here, the newest.
 * @param versions newest first
 */
export function relevantVersion(versions: readonly ModelVersion[], wanted: string): ModelVersion | undefined {
  return versions.find(({ version }) => version === wanted) ?? versions[0];
}
