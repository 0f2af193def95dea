import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type CommandsLab, commandsLab } from '../../support/commands-lab';

let lab: CommandsLab;
beforeEach(async () => {
  lab = await commandsLab({});
});
afterEach(() => lab.close());

const NO_CREDENTIALS = {
  GENESYSCLOUD_OAUTHCLIENT_SECRET: undefined,
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
};
const CONTRADICTION = { GENESYSCLOUD_API_REGION: 'https://api.mypurecloud.ie' };

/** Whatever Terraform did but tell its version. */
const work = () => lab.calls().replaceAll('terraform version -json\n', '');

describe('before it destroys anything', () => {
  const TOKEN = {
    GENESYSCLOUD_OAUTHCLIENT_ID: undefined,
    GENESYSCLOUD_OAUTHCLIENT_SECRET: undefined,
    GENESYSCLOUD_ACCESS_TOKEN: 'an access token',
  };
  test('destroy says that a token alone does not delete the flow', async () => {
    const { code, output } = await lab.start(['destroy', 'dev', '--yes'], TOKEN).end;
    expect(output).toMatch(
      /nothing was changed[\s\S]*OAUTHCLIENT_ID and \w+_SECRET are not set[\s\S]*TOKEN is not enough/,
    );
    expect({ code, work: work() }).toEqual({ code: 1, work: '' });
  });
  test('destroy takes a token alone where the provider has published', async () => {
    lab.edit('config/dev.yaml', 'publisher: archy', 'publisher: provider');
    const { code } = await lab.start(['destroy', 'dev', 'routing-dev', '--yes'], TOKEN).end;
    lab.edit('config/dev.yaml', 'publisher: provider', 'publisher: archy');
    expect({ code, work: work() }).toEqual({ code: 0, work: expect.stringContaining('cdktf destroy routing-dev') });
  });
});

describe('before it plans, diff', () => {
  test('tells every credential that is missing', async () => {
    const { code, output } = await lab.start(['diff', 'dev'], NO_CREDENTIALS).end;
    expect(output).toContain('nothing was planned, 2 checks failed');
    expect(output).toContain('GENESYSCLOUD_OAUTHCLIENT_SECRET is not set');
    expect(output).toContain('no AWS credentials: set AWS_PROFILE');
    expect({ code, work: work() }).toEqual({ code: 1, work: '' });
  });

  test('tells a contradiction of regions together with them', async () => {
    const { code, output } = await lab.start(['diff', 'dev'], { ...NO_CREDENTIALS, ...CONTRADICTION }).end;
    expect(output).toMatch(/nothing was planned, 3 checks failed/);
    expect(output).toMatch(/config\/dev\.yaml:\d+:\d+ .*GENESYSCLOUD_API_REGION is https:\/\/api\.mypurecloud\.ie/);
    expect(output).toContain('GENESYSCLOUD_OAUTHCLIENT_SECRET is not set');
    expect(output).toContain('no AWS credentials');
    expect({ code, work: work() }).toEqual({ code: 1, work: '' });
  });

  test('asks for no Archy, and only for the cloud of the stacks that it plans', async () => {
    const { code, output } = await lab.start(['diff', 'dev', 'routing-dev'], {
      ARCHY_HOME: '/nowhere',
      AWS_ACCESS_KEY_ID: undefined,
    }).end;
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('dev: no changes') });
    expect(work()).toContain(' plan ');
  });
});
