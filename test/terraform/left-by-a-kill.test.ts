import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { killTree } from '../support/kill-tree';
import { type RoutingLab, routingLab } from '../support/routing-lab';
import { PATIENCE } from '../support/terraform';
import { until } from '../support/until';

// Killed by SIGKILL when Genesys Cloud has made an object and Terraform does not know it yet, at each object of routing-dev.
let lab: RoutingLab;
beforeAll(async () => {
  lab = await routingLab();
}, PATIENCE);
afterAll(() => lab.close());

const MOMENTS: readonly (readonly [what: string, method: string, route: string])[] = [
  ['a queue', 'POST', '/api/v2/routing/queues'],
  ['the credential', 'POST', '/api/v2/integrations/credentials'],
  ['the integration, which has no name yet', 'POST', '/api/v2/integrations'],
  ['the integration', 'PUT', '/api/v2/integrations/{id}/config/current'],
  ['the data action', 'POST', '/api/v2/integrations/actions'],
  ['the domain', 'POST', '/api/v2/routing/email/domains'],
  ['the flow', 'PUT', '/uploads/{id}'],
  ['the route', 'POST', '/api/v2/routing/email/domains/{domainId}/routes'],
];

test.each(MOMENTS)(
  'after %s was made: at most one adopt, and the same deploy completes; nothing is doubled, nothing is left to do',
  async (_what, method, route) => {
    const { api } = lab.genesys;
    api.faults.add({ method, route, times: 1, mishap: 'done unanswered' });
    const before = api.store.requests.length;
    const killed = lab.start('deploy', 'dev', 'routing-dev', '--yes');
    const isMade = () => {
      if (killed.hasEnded()) throw new Error(killed.output());
      return api.store.requests.slice(before).some((one) => one.method === method && one.route === route);
    };
    await until('the object', isMade, 60);
    await killTree(killed);
    api.faults.clear();

    const again = await lab.start('deploy', 'dev', 'routing-dev', '--yes').end;
    if (again.code !== 0) {
      expect(again.output).toContain('npm run adopt -- dev');
      expect(await lab.run(0, 'adopt', 'dev', '--yes')).toContain('->');
      await lab.run(0, 'deploy', 'dev', 'routing-dev', '--yes');
    }
    const { users: _users, ...made } = api.dump();
    expect(made).toEqual({
      queues: ['401K', '529', 'GeneralSupport', 'IRA'],
      integrations: ['Email classifier dev'],
      credentials: ['Email classifier dev key'],
      actions: [expect.stringMatching(/^Email classifier dev\//)],
      domains: ['acme-mail-dev.mypurecloud.com'],
      routes: ['support@acme-mail-dev.mypurecloud.com'],
      flows: ['INBOUNDEMAIL Email Routing dev'],
    });
    expect(await lab.run(0, 'diff', 'dev', 'routing-dev')).toContain('dev: no changes');
    expect(await lab.run(0, 'adopt', 'dev', '--yes')).toContain('nothing to take over');
    await lab.run(0, 'destroy', 'dev', 'routing-dev', '--yes');
    expect(Object.values(api.dump()).flat()).toEqual([]);
  },
  PATIENCE,
);
