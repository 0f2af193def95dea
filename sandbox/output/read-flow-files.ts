import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseAll, required } from './parse-arguments';
import type { ResolvedOutput } from './resolve-stacks';

export interface FlowFile {
  /** Id of the flow, by which a route refers to it. */
  readonly id: string;
  /** Absolute path. */
  readonly file: string;
}

const published = z.object({ filepath: z.string() });
const lookedUp = z.object({ name: z.string() });
const flowName = z.object({ inboundEmail: z.object({ name: z.string() }) });

/**
 * The files of the flows: those that the provider publishes, and those that Archy publishes and the stack looks up by
 * name. Archy's file is among the stack's assets, which is where the stack keeps what it publishes.
 */
export function readFlowFiles(output: ResolvedOutput): readonly FlowFile[] {
  const byProvider = parseAll(output, 'genesyscloud_flow', published).map(({ value, folder, attribute }) => ({
    id: String(attribute('id')),
    file: resolve(folder, value.filepath),
  }));
  const byArchy = parseAll(output, 'data.genesyscloud_flow', lookedUp).map((resource) => {
    const file = flowAssets(resource.folder).find((path) => nameOf(path) === resource.value.name);
    return {
      id: String(resource.attribute('id')),
      file: required(file, resource, `the file of the flow ${resource.value.name}`),
    };
  });
  return [...byProvider, ...byArchy];
}

function flowAssets(stackFolder: string): readonly string[] {
  const folder = join(stackFolder, 'assets');
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => /\.ya?ml$/.test(file)).map((file) => join(folder, file));
}

function nameOf(file: string): string | undefined {
  const parsed = flowName.safeParse(parse(readFileSync(file, 'utf8'), { logLevel: 'silent' }));
  return parsed.success ? parsed.data.inboundEmail.name : undefined;
}
