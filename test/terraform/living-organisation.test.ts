import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type RoutingLab, routingLab } from '../support/routing-lab';
import { PATIENCE, succeed, terraformIn } from '../support/terraform';

// An organisation that lives: people are in its queues, others work in it, and what is deployed goes on from what is there.
const PEOPLE = ['ann', 'bob', 'cem'];
let lab: RoutingLab;
beforeEach(async () => {
  const users = PEOPLE.map((name) => ({ email: `${name}@example.com`, name }));
  lab = await routingLab({ users, domains: ['mail.example.com'], groups: ['Night shift'] });
}, PATIENCE);
afterEach(() => lab.close());

const deploy = (code = 0) => lab.run(code, 'deploy', 'dev', 'routing-dev', '--yes');
const diff = (code: number) => lab.run(code, 'diff', 'dev', 'routing-dev');
function queue(name: string) {
  const found = [...lab.genesys.api.store.queues.values()].find((one) => one.name === name);
  if (found === undefined) throw new Error(`no queue ${name}`);
  return found;
}
function byHand(name: string): void {
  const { store } = lab.genesys.api;
  const one = queue(name);
  const members = new Map([...store.users.keys()].map((id) => [id, 1]));
  store.queues.set(one.id, { ...one, members, fields: { ...one.fields, ...SETTINGS } });
}
const SETTINGS = {
  memberGroups: [{ id: 'night', type: 'GROUP' }],
  emailInQueueFlow: { id: 'a-flow' },
  defaultScripts: { EMAIL: { id: 'a-script' } },
  cannedResponseLibraries: { mode: 'SelectedOnly', libraryIds: ['a-library'] },
  routingRules: [{ operator: 'ANY', threshold: 0, waitSeconds: 5 }],
  callingPartyName: 'Acme',
  scoringMethod: 'PriorityOnly',
  skillEvaluationMethod: 'NONE',
};
function makeByHand(name: string): string {
  const { store } = lab.genesys.api;
  const id = `by-hand-${name}`;
  store.queues.set(id, { id, name, fields: { name }, members: new Map(), codes: new Set() });
  byHand(name);
  return id;
}
const DECLARED = `members:
    401K: [ann@example.com]
    IRA: [ann@example.com, bob@example.com]
    "529": [cem@example.com]
    GeneralSupport: [ann@example.com]`;

test(
  'nobody loses a member or a setting: by an update, by a rename, by declaring members later',
  async () => {
    await deploy();
    byHand('IRA');
    expect(await diff(0)).toContain('no changes');
    const { id } = queue('IRA');
    lab.project.edit('config/categories.yaml', 'queue: IRA', 'queue: IRA Team');
    lab.project.edit('config/dev.yaml', 'alertingTimeoutSeconds: 300', 'alertingTimeoutSeconds: 200');
    await deploy();
    expect(queue('IRA Team')).toMatchObject({ id, fields: SETTINGS });
    expect(queue('IRA Team').members.size).toBe(3);
    lab.project.edit('config/dev.yaml', 'members: managed-elsewhere', DECLARED.replace('IRA:', 'IRA Team:'));
    await deploy();
    expect(queue('IRA Team').members.size).toBe(2);
    expect(queue('IRA Team').fields).toMatchObject(SETTINGS);
    expect(await diff(0)).toContain('no changes');
  },
  PATIENCE,
);

describe('a state that commit a05838a made', () => {
  beforeEach(async () => {
    // Beside the output, so that the state lies where the stack has it.
    const folder = mkdtempSync(join(lab.project.folder, 'landed-'));
    cpSync('test/fixtures/landed/routing-dev.tf.json', join(folder, 'main.tf.json'));
    mkdirSync(join(lab.project.folder, 'state'), { recursive: true });
    const terraform = terraformIn(folder, lab.variables);
    await succeed(terraform('init', '-input=false'));
    await succeed(terraform('apply', '-auto-approve', '-input=false'));
    cpSync(join(folder, 'terraform.tfstate'), join(lab.project.folder, 'state/routing-dev.tfstate'));
    rmSync(folder, { recursive: true });
    byHand('IRA');
  }, PATIENCE);

  test(
    'is upgraded without a change of its queues, its domain and the people in them',
    async () => {
      const planned = await diff(2);
      expect(planned).toContain('genesyscloud_routing_email_route');
      expect(planned).not.toMatch(/genesyscloud_routing_queue|genesyscloud_routing_email_domain/);
      const ids = [...lab.genesys.api.store.queues.keys()];
      await deploy();
      expect([...lab.genesys.api.store.queues.keys()]).toEqual(ids);
      expect(queue('IRA').members.size).toBe(3);
      expect(queue('IRA').fields).toMatchObject(SETTINGS);
    },
    PATIENCE,
  );

  test(
    'ignores members: declaring them there stops a plain plan, and the deploy puts in whom it should',
    async () => {
      lab.project.edit('config/dev.yaml', 'members: managed-elsewhere', DECLARED);
      expect(await diff(1)).toContain('npm run deploy puts that right');
      expect(queue('IRA').members.size).toBe(3);
      await deploy();
      expect(queue('IRA').members.size).toBe(2);
      expect(queue('IRA').fields).toMatchObject(SETTINGS);
      expect(await diff(0)).toContain('no changes');
    },
    PATIENCE,
  );
});

test(
  'a queue that exists is used and never touched, also when it was ours; and it outlives a destroy',
  async () => {
    const id = makeByHand('GeneralSupport');
    lab.project.edit(
      'config/categories.yaml',
      'fallbackQueue: GeneralSupport',
      'fallbackQueue: {name: GeneralSupport, existing: true}',
    );
    await deploy();
    lab.project.edit('config/categories.yaml', 'queue: IRA', 'queue: IRA\n    existing: true');
    const planned = await diff(0);
    expect(planned).not.toContain('Destroyed');
    const { id: ira } = queue('IRA');
    await deploy();
    await lab.run(0, 'destroy', 'dev', 'routing-dev', '--yes');
    expect([queue('GeneralSupport'), queue('IRA')]).toMatchObject([{ id, fields: SETTINGS }, { id: ira }]);
    expect(lab.genesys.api.dump().queues).toEqual(['GeneralSupport', 'IRA']);
  },
  PATIENCE,
);

test(
  'what somebody made by hand stops the deploy, and is taken over with its people and settings once it is claimed',
  async () => {
    const id = makeByHand('Rollovers');
    lab.project.edit('config/dev.yaml', 'pattern: support', 'pattern: other');
    const { store } = lab.genesys.api;
    const fields = { pattern: 'info', fromName: 'Acme', queue: { id, name: 'Rollovers' } };
    store.routes.set('r1', { id: 'r1', domainId: 'mail.example.com', pattern: 'info', fields });
    expect(await lab.run(1, 'adopt', 'dev', '--queue', 'IRAA=Rollovers', '--yes')).toContain('Did you mean IRA?');
    const claim = ['--queue', 'IRA=Rollovers', '--route', 'info@mail.example.com'];
    expect(await lab.run(0, 'adopt', 'dev', ...claim, '--yes')).toContain('queue Rollovers');
    const planned = await diff(2);
    expect(planned).not.toContain('Destroyed');
    await deploy();
    expect(queue('Rollovers')).toMatchObject({ id, fields: SETTINGS });
    expect(queue('Rollovers').members.size).toBe(3);
    expect(store.routes.get('r1')?.fields).toMatchObject({ flow: { id: [...store.flows.keys()][0] } });
    expect(await diff(0)).toContain('no changes');
    expect(await lab.run(1, 'destroy', 'dev', 'routing-dev', '--yes')).toContain('was there before');
    expect(store.routes.has('r1')).toBe(true);
  },
  PATIENCE,
);

test(
  'a domain with the mail of others is not destroyed with ours',
  async () => {
    await deploy();
    const { store } = lab.genesys.api;
    const domainId = 'acme-mail-dev.mypurecloud.com';
    store.routes.set('r1', { id: 'r1', domainId, pattern: 'sales', fields: { pattern: 'sales', fromName: 'Sales' } });
    expect(await lab.run(1, 'destroy', 'dev', 'routing-dev', '--yes')).toContain('sales');
    lab.project.edit('config/dev.yaml', 'subdomain: acme-mail-dev', `existing: ${domainId}`);
    expect(await diff(0)).toContain('no changes');
    await deploy();
    await lab.run(0, 'destroy', 'dev', 'routing-dev', '--yes');
    expect(lab.genesys.api.dump()).toMatchObject({
      domains: [domainId, 'mail.example.com'],
      routes: [`sales@${domainId}`],
    });
  },
  PATIENCE,
);

test(
  'names that others have stop the deploy before it begins; a prefix lets both live in one organisation',
  async () => {
    makeByHand('IRA');
    const refused = await deploy(1);
    expect(refused).toContain('nothing was changed');
    expect(refused).toMatch(/a queue IRA \(by-hand-IRA; 3 members\)[\s\S]*existing: true[\s\S]*namePrefix/);
    lab.project.edit(
      'config/dev.yaml',
      'genesys:\n  region: us-east-1',
      'genesys:\n  region: us-east-1\n  namePrefix: "dev "',
    );
    await deploy();
    expect(lab.genesys.api.dump()).toMatchObject({
      queues: ['IRA', 'dev 401K', 'dev 529', 'dev GeneralSupport', 'dev IRA'],
      integrations: ['dev Email classifier dev'],
      credentials: ['dev Email classifier dev key'],
      flows: ['INBOUNDEMAIL dev Email Routing dev'],
    });
    expect(queue('IRA')).toMatchObject({ id: 'by-hand-IRA', fields: SETTINGS });
  },
  PATIENCE,
);

test(
  'an organisation that may have no more domains stops the deploy before it begins',
  async () => {
    lab.genesys.api.store.domains.set('second.example.com', { id: 'second.example.com', subDomain: false });
    expect(await deploy(1)).toMatch(
      /has 2 e-mail domains \(mail\.example\.com, second\.example\.com\)[\s\S]*domainQuota/,
    );
    expect(lab.genesys.api.dump().queues).toEqual([]);
  },
  PATIENCE,
);
