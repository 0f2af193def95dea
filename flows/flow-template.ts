import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Path of the template, relative to the project. Faults name it; the rendered flow has its line numbers. */
export const FLOW_TEMPLATE = 'flows/email-routing.yaml';

/** The template as it stands in the project at `root`. */
export function readFlowTemplate(root: string): string {
  return readFileSync(join(root, FLOW_TEMPLATE), 'utf8');
}
