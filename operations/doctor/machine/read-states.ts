import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import type { Environment } from '../../../config/environment';
import { stackNames } from '../../../stacks/names';
import { readAws } from '../aws/read-aws-answer';
import { type Reading, readAfter, readValue } from '../reading';

const tfstate = z.looseObject({
  serial: z.number(),
  resources: z
    .array(
      z.looseObject({
        mode: z.string(),
        type: z.string(),
        instances: z.array(z.looseObject({ attributes: z.looseObject({ id: z.string().nullish() }).nullish() })),
      }),
    )
    .default([]),
});
const lockInfo = z.looseObject({
  ID: z.string(),
  Operation: z.string().default(''),
  Who: z.string().default(''),
  Created: z.string().default(''),
});

export interface StackState {
  readonly stack: string;
  /** Ids of what Terraform manages; undefined: nothing was ever deployed. */
  readonly ids: Reading<readonly string[] | undefined>;
  /** undefined: nobody is at it. */
  readonly lock: Reading<z.output<typeof lockInfo> | undefined>;
}

export type StateFacts = readonly StackState[];

/** The states of an environment, as the record says where they are. Terraform is not asked: nothing must be initialized. */
export async function readStates(root: string, environment: Environment): Promise<StateFacts> {
  const { classifier, api, routing } = stackNames(environment);
  const { backend } = environment;
  const client = backend.type === 's3' ? new S3Client({ region: backend.region, maxAttempts: 2 }) : undefined;
  const read = (name: string) => (client === undefined ? readLocal(name) : readBucket(client, name));
  const all = await Promise.all(
    [classifier, api, routing].map(async (stack): Promise<StackState> => {
      const [state, lock] = await Promise.all([read(`${stack}.tfstate`), read(lockOf(`${stack}.tfstate`))]);
      return {
        stack,
        ids: await readAfter(state, async (text) => (text === undefined ? readValue(undefined) : idsIn(text, stack))),
        lock: await readAfter(lock, async (text) => readValue(text === undefined ? undefined : lockIn(text))),
      };
    }),
  );
  client?.destroy();
  return all;

  function lockOf(file: string): string {
    return backend.type === 's3' ? `${file}.tflock` : `.${file}.lock.info`;
  }

  async function readLocal(file: string): Promise<Reading<string | undefined>> {
    if (backend.type !== 'local') return readValue(undefined);
    const path = resolve(root, backend.dir, file);
    try {
      return readValue(await readFile(path, 'utf8'));
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return readValue(undefined);
      return code === 'EACCES'
        ? { kind: 'forbidden', permission: `to read ${join(basename(dirname(path)), file)}` }
        : { kind: 'failed', message };
    }
  }

  function readBucket(s3: S3Client, file: string): Promise<Reading<string | undefined>> {
    if (backend.type !== 's3') return Promise.resolve(readValue(undefined));
    const { bucket, prefix } = backend;
    return readAws('s3:GetObject on the state', async () => {
      try {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: `${prefix}/${file}` }));
        return await Body?.transformToString();
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
        throw error;
      }
    });
  }
}

function idsIn(text: string, stack: string): Reading<readonly string[]> {
  const parsed = parse(tfstate, text);
  if (parsed === undefined) return { kind: 'failed', message: `the state of ${stack} is not a Terraform state` };
  const managed = parsed.resources.filter(({ mode }) => mode === 'managed');
  return readValue(managed.flatMap(({ instances }) => instances.map(({ attributes }) => attributes?.id ?? '')));
}

function lockIn(text: string): z.output<typeof lockInfo> {
  return parse(lockInfo, text) ?? { ID: 'unknown', Operation: '', Who: 'somebody', Created: '' };
}

function parse<S extends z.ZodType>(shape: S, text: string): z.output<S> | undefined {
  try {
    return shape.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
