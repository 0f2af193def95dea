import { createHash } from 'node:crypto';
import type { CategoryList } from '../config/categories';
import type { Environment } from '../config/environment';
import { checkFlow, flowFacts } from './check-flow';
import { fillTemplate } from './fill-template';
import { FlowError } from './flow-error';
import { FLOW_TEMPLATE } from './flow-template';
import { flowSubstitutions } from './substitutions';

export interface RenderedFlow {
  /** The YAML that is published: same input, same bytes on every machine. Lines are those of the template. */
  readonly text: string;
  /** SHA-256 of `text`, hexadecimal. */
  readonly hash: string;
}

/**
 * The flow of an environment, checked.
 * @throws {FlowError} with every fault: template and values do not fit, or what check-flow finds
 */
export function renderFlow(environment: Environment, categories: CategoryList, template: string): RenderedFlow {
  const filled = fillTemplate(FLOW_TEMPLATE, template, { ...flowSubstitutions(environment, categories) });
  const faults = 'faults' in filled ? filled.faults : checkFlow(filled.text, flowFacts(environment, categories));
  if ('faults' in filled || faults.length > 0) throw new FlowError(faults);
  return { text: filled.text, hash: createHash('sha256').update(filled.text).digest('hex') };
}
