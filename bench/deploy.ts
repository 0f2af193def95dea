import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { report } from './support/report';
import { timeBindings } from './support/time-bindings';
import { timeDeploys } from './support/time-deploys';
import { timeGrowth } from './support/time-growth';

/** From the provider's schema to a deployed environment; needs what the slow proofs need: Terraform, the AWS provider, moto. */
async function benchDeploy(root: string): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'bench-deploy-'));
  const folder = (name: string) => {
    mkdirSync(join(home, name));
    return join(home, name);
  };
  try {
    report('Bindings of the Genesys Cloud provider, against cdktf get', [timeBindings(root, folder('bindings'))]);
    report('Synthesis of all environments by number of categories', timeGrowth(root, folder('growth')));
    report('Deploy of dev into stand-ins, against bare terraform init and apply', await timeDeploys());
  } finally {
    rmSync(home, { recursive: true });
  }
}

void benchDeploy(process.cwd());
