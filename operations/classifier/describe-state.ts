import type { ClassifierState } from './classifier-state';

/** The state as a person reads it. */
export function describeState(
  { versions, endpoint }: ClassifierState,
  names: { readonly classifier: string; readonly endpoint: string },
): string {
  const lines = [`classifier ${names.classifier}`];
  if (versions.length === 0) lines.push('  no model version: not deployed yet');
  for (const { version, status, message, trained, inUse } of versions) {
    const when = trained === undefined ? '' : `, ${trained.toISOString().slice(0, 16).replace('T', ' ')}`;
    lines.push(
      `  ${version}  ${status}${when}${inUse ? ', in use' : ''}${message === undefined ? '' : `\n    ${message}`}`,
    );
  }
  lines.push(`endpoint ${names.endpoint}`);
  if (endpoint === undefined) {
    lines.push('  none: parked, or not deployed yet. Mail goes to the fallback queue');
  } else {
    lines.push(`  ${endpoint.status}, ${endpoint.inferenceUnits ?? '?'} inference units`);
    lines.push(`  serves ${versionOf(endpoint.model)}`);
    if (endpoint.desiredModel !== undefined) lines.push(`  moving to ${versionOf(endpoint.desiredModel)}`);
    if (endpoint.message !== undefined) lines.push(`  ${endpoint.message}`);
  }
  return lines.join('\n');
}

function versionOf(arn: string | undefined): string {
  return arn?.match(/\/version\/(.+)$/)?.[1] ?? arn ?? 'no model';
}
