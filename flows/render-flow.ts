import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CategoryList } from '../config/categories';
import type { Environment } from '../config/environment';
import { fillTemplate } from './fill-template';
import { FlowError } from './flow-error';
import { flowSubstitutions } from './substitutions';

/** Path of the template, relative to the project. */
export const FLOW_TEMPLATE = 'flows/email-routing.yaml';

export interface RenderedFlow {
  /** The YAML that is published: same input, same bytes on every machine. Lines are those of the template. */
  readonly text: string;
  /** SHA-256 of `text`, hexadecimal. */
  readonly hash: string;
}

/** The template as it stands in the project at `root`. */
export function readFlowTemplate(root: string): string {
  return readFileSync(join(root, FLOW_TEMPLATE), 'utf8');
}

/**
 * The flow of an environment.
 * @throws {FlowError} when template and values do not fit
 */
export function renderFlow(environment: Environment, categories: CategoryList, template: string): RenderedFlow {
  const filled = fillTemplate(FLOW_TEMPLATE, template, { ...flowSubstitutions(environment, categories) });
  if ('faults' in filled) throw new FlowError(filled.faults);
  return { text: filled.text, hash: createHash('sha256').update(filled.text).digest('hex') };
}
