import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { confirm } from '../operations/confirm';
import { readDeployedApi } from '../operations/deployed-api';
import { type SmokeHop, smokeTable } from '../operations/smoke/smoke-hop';
import { smokeMessages } from '../operations/smoke/smoke-messages';
import { smokeTest } from '../operations/smoke/smoke-test';
import { genesysAddress } from '../publishing/genesys-client/address';
import { connect } from '../publishing/genesys-client/connect';
import { clientCredentials } from '../publishing/genesys-client/credentials';
import { synthesizeApp } from '../stacks/synthesize-app';
import type { Shell } from './run-command';

export interface SmokeOptions {
  readonly yes: boolean;
  /** Host of an SMTP server that takes a message for the route, `host[:port]`. */
  readonly mail?: string;
  /** Full address of the route; needed with mail. */
  readonly to?: string;
}

/** Longest time for the flow, milliseconds: with its waits before it asks again. */
const PATIENCE = 300_000;
/** Messages of a category that are tried until the classifier takes one for what it is. */
const TRIES = 3;

/** The smoke test of a deployed environment, as `npm run smoke` and `npm run deploy -- --smoke` have it. */
export async function smokeHops(shell: Shell, name: string, options: SmokeOptions): Promise<readonly SmokeHop[]> {
  const { environment, categories } = shell.environment(name);
  const recorded = { categories: shell.configuration().categories, environments: [environment] };
  synthesizeApp(shell.root, recorded, shell.variables, shell.tell);
  const { mail, to } = options;
  return smokeTest({
    ...{ environment, categories },
    deployed: await readDeployedApi(shell.root, name),
    genesys: connect(genesysAddress(environment.genesys.region, shell.variables), clientCredentials(shell.variables), {
      fetch,
      wait: (milliseconds) => sleep(milliseconds),
    }),
    messages: smokeMessages(shell.root, categories, TRIES),
    nonce: randomBytes(6).toString('hex'),
    agree: (question) => (options.yes ? Promise.resolve(true) : confirm(question)),
    ...(mail !== undefined && to !== undefined && { sendMail: mailer(mail, to) }),
    clock: () => performance.now(),
    wait: (milliseconds) => sleep(milliseconds),
    patience: PATIENCE,
  });
}

export function tellSmoke(shell: Shell, hops: readonly SmokeHop[]): boolean {
  shell.tell(smokeTable(hops));
  return hops.every(({ ok }) => ok);
}

function mailer(server: string, to: string) {
  const { hostname, port } = new URL(`smtp://${server}`);
  return async ({ subject, text }: { readonly subject: string; readonly text: string }) => {
    const transport = createTransport({ host: hostname, port: Number(port) || 25, secure: false });
    await transport.sendMail({ from: 'smoke-test@example.com', to, subject, text });
    transport.close();
  };
}
