import { onInterruption } from '../machine/interruption';
import { startGenesysApi } from '../stand-ins/genesys-platform/start-genesys-api';
import { portNumber } from './options';
import { runCommand } from './run-command';

interface Options {
  readonly port: number;
  readonly domains: readonly string[];
  readonly users: readonly string[];
  readonly emailSuffix: string;
}

void runCommand('genesys-api', (command, shell) =>
  command
    .addHelpText(
      'after',
      '\nIt keeps everything in memory, and prints the variables that make the Terraform provider and npm run flow use it. Ctrl-C ends it.',
    )
    .option('--port <number>', 'port to listen on; 0 takes a free one', portNumber, 0)
    .option('--domains <names>', 'e-mail domains that the organisation has, separated by commas', split, [])
    .option('--users <addresses>', 'users that the organisation has, separated by commas', split, [])
    .option('--email-suffix <domain>', 'suffix of sub-domains', 'mypurecloud.com')
    .action(async ({ port, domains, users, emailSuffix }: Options) => {
      const api = await startGenesysApi({
        ...{ port, domains, emailSuffix },
        users: users.map((email) => ({ email, name: email })),
      });
      console.log(`export GENESYSCLOUD_GATEWAY_PROTOCOL=http GENESYSCLOUD_GATEWAY_HOST=127.0.0.1`);
      console.log(`export GENESYSCLOUD_GATEWAY_PORT=${api.port}`);
      console.log(
        `export GENESYSCLOUD_OAUTHCLIENT_ID=${api.client.id} GENESYSCLOUD_OAUTHCLIENT_SECRET=${api.client.secret}`,
      );
      shell.tell(`listening on ${api.url}; Ctrl-C ends it`);
      const forget = onInterruption(() => {
        forget();
        shell.tell(JSON.stringify(api.dump(), null, 2));
        for (const call of api.unknownCalls()) shell.tell(`not part of this server: ${call}`);
        void api.close();
      });
    }),
);

function split(text: string): readonly string[] {
  return text.split(',').filter((item) => item !== '');
}
