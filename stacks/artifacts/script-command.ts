import { relative, resolve, sep } from 'node:path';
import { App, type LocalExecProvisioner, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/** Makes provisioners that run a file of scripts/ in the folder of the project, `root`, from wherever Terraform runs the stack. */
export function scriptCommand(scope: Construct, root: string, script: string) {
  const folder = resolve(App.of(scope).outdir, 'stacks', TerraformStack.of(scope).node.id);
  const workingDir = relative(folder, root).split(sep).join('/');
  // The command is one more argument of the interpreter: no shell, nothing to quote.
  return (...args: readonly [...string[], string]): LocalExecProvisioner => ({
    type: 'local-exec',
    workingDir,
    interpreter: ['node', 'scripts/run.mjs', `scripts/${script}.ts`, ...args.slice(0, -1)],
    command: args.slice(-1).join(),
  });
}
