import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CategoryList } from '../../config/categories';
import type { Environment } from '../../config/environment';
import { readFlowTemplate } from '../../flows/flow-template';
import { renderFlow } from '../../flows/render-flow';

/** The rendered flow as a file of its own. */
export interface FlowFile {
  readonly path: string;
  /** SHA-256 of its content, hexadecimal. */
  readonly hash: string;
}

/**
 * Renders, checks and writes the flow of an environment below `root`.
 * @throws {FlowError} with every fault of the flow
 */
export function writeFlowFile(root: string, environment: Environment, categories: CategoryList): FlowFile {
  const { text, hash } = renderFlow(environment, categories, readFlowTemplate(root));
  const folder = join(root, '.build', 'flow', hash);
  const path = join(folder, 'email-routing.yaml');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, text);
  return { path, hash };
}
