import { relative, resolve, sep } from 'node:path';
import { App, LocalBackend, S3Backend, type TerraformStack } from 'cdktf';
import type { Environment } from '../config/environment';

/**
 * Keeps the stack's state where the record says, under a key of its own: `<dir>/<stack>.tfstate` or `<prefix>/<stack>.tfstate`.
 * @param root folder of the project, which `dir` is relative to
 */
export function addStateBackend(stack: TerraformStack, backend: Environment['backend'], root: string): void {
  const file = `${stack.node.id}.tfstate`;
  if (backend.type === 'local') {
    // Terraform runs in the stack's folder. A path relative to it is the same on every machine.
    const folder = resolve(App.of(stack).outdir, 'stacks', stack.node.id);
    new LocalBackend(stack, {
      path: relative(folder, resolve(root, backend.dir, file))
        .split(sep)
        .join('/'),
    });
    return;
  }
  const s3 = new S3Backend(stack, {
    bucket: backend.bucket,
    key: `${backend.prefix}/${file}`,
    region: backend.region,
    encrypt: true,
    ...(backend.kmsKeyId === undefined ? {} : { kmsKeyId: backend.kmsKeyId }),
  });
  s3.addOverride('use_lockfile', true); // S3Backend does not know it
}
