import { Command, InvalidArgumentError } from 'commander';
import { startGenesysApi } from '../stand-ins/genesys-platform/start-genesys-api';

const list = (text: string): readonly string[] => text.split(',').filter((item) => item !== '');
const portNumber = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('a port is 0 to 65535');
  return port;
};

new Command('genesys-api')
  .description(
    'Runs the Genesys Cloud platform API of an empty organisation on this machine, in memory, until it is interrupted. ' +
      'Prints the variables that make the Terraform provider and `npm run flow` use it. Exit code 0, 1 when the port is taken.',
  )
  .option('--port <number>', 'port to listen on; 0 takes a free one', portNumber, 0)
  .option('--domains <names>', 'e-mail domains that the organisation has, separated by commas', list, [])
  .option('--users <addresses>', 'users that the organisation has, separated by commas', list, [])
  .option('--email-suffix <domain>', 'suffix of sub-domains', 'mypurecloud.com')
  .action(async ({ port, domains, users, emailSuffix }) => {
    const seed = { port, domains, emailSuffix, users: users.map((email: string) => ({ email, name: email })) };
    const api = await startGenesysApi(seed);
    console.log(`export GENESYSCLOUD_GATEWAY_PROTOCOL=http GENESYSCLOUD_GATEWAY_HOST=127.0.0.1`);
    console.log(`export GENESYSCLOUD_GATEWAY_PORT=${api.port}`);
    console.log(
      `export GENESYSCLOUD_OAUTHCLIENT_ID=${api.client.id} GENESYSCLOUD_OAUTHCLIENT_SECRET=${api.client.secret}`,
    );
    console.error(`listening on ${api.url}; Ctrl-C ends it`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        console.error(JSON.stringify(api.dump(), null, 2));
        for (const call of api.unknownCalls()) console.error(`not part of this server: ${call}`);
        void api.close();
      });
    }
  })
  .parseAsync()
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
