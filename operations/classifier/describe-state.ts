import type { ClassifierState } from './classifier-state';

/** The state as a person reads it. @param differences what is not as the record asks for, one sentence each */
export function describeState(
  { versions, endpoint }: ClassifierState,
  names: { readonly classifier: string; readonly endpoint: string },
  differences: readonly string[] = [],
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
    lines.push(
      '  none: parked, outside its hours, or not deployed yet. Mail goes to the fallback queue, or to the standby model',
    );
  } else {
    lines.push(`  ${endpoint.status}, ${endpoint.inferenceUnits ?? '?'} inference units`);
    lines.push(`  serves ${versionOf(endpoint.model)}`);
    if (endpoint.desiredModel !== undefined) lines.push(`  moving to ${versionOf(endpoint.desiredModel)}`);
    if (endpoint.message !== undefined) lines.push(`  ${endpoint.message}`);
  }
  for (const difference of differences) lines.push(`  NOT AS RECORDED: ${difference}`);
  return lines.join('\n');
}

/** Name of the version that a model's ARN ends with. */
export function versionOf(arn: string | undefined): string {
  return arn?.match(/\/version\/(.+)$/)?.[1] ?? arn ?? 'no model';
}
