import type { Environment } from '../../../config/environment';

/** Permissions of the OAuth client that belong together. */
export interface GenesysRight {
  readonly for: string;
  /** `domain:entity:action` */
  readonly permissions: readonly string[];
  /** Whether a record needs it; left out: every record does. */
  readonly when?: (environment: Environment) => boolean;
  /** No deploy needs it: what it would show is not checked. */
  readonly optional?: true;
}

const of = (entity: string, ...actions: readonly string[]) => actions.map((action) => `${entity}:${action}`);

/**
 * What the OAuth client must be allowed, and what for. docs/genesys-permissions.md is made from it.
 * Sources: the resource pages of the Terraform provider 1.84, and the permissions that the platform's SDKs name for each call.
 */
export const GENESYS_RIGHTS: readonly GenesysRight[] = [
  { for: 'e-mail domain and route', permissions: of('routing:email', 'manage', 'view') },
  { for: 'queues', permissions: of('routing:queue', 'add', 'edit', 'delete', 'view', 'readonly') },
  {
    for: 'members of queues, when the record declares any',
    permissions: ['routing:queueMember:manage'],
    when: ({ queues }) => queues.members !== 'managed-elsewhere',
  },
  { for: 'integration, credential', permissions: of('integrations:integration', 'add', 'edit', 'delete', 'view') },
  {
    for: 'data action',
    permissions: [...of('integrations:action', 'add', 'edit', 'delete', 'view'), 'bridge:actions:view'],
  },
  {
    for: 'flow, published by Archy',
    permissions: ['architect:ui:view', ...of('architect:flow', 'add', 'edit', 'delete', 'publish', 'view')],
    when: ({ flow }) => flow.publisher === 'archy',
  },
  {
    for: 'flow, published by the provider',
    permissions: [...of('architect:flow', 'view', 'delete'), ...of('architect:job', 'create', 'view')],
    when: ({ flow }) => flow.publisher === 'provider',
  },
  {
    for: 'users, when `agents` lists any',
    permissions: [
      ...of('directory:user', 'add', 'edit', 'delete', 'view'),
      ...of('authorization:grant', 'add', 'delete', 'view'),
      'authorization:role:view',
    ],
    when: ({ agents }) => agents.length > 0,
  },
  {
    for: 'taking over a locked flow (only when asked to)',
    permissions: ['architect:flow:unlock'],
    optional: true,
  },
  {
    for: 'what a queue or a mailbox refers to, when somebody has set it by hand',
    permissions: ['directory:group:view', 'routing:wrapupCode:view', 'routing:skill:view', 'routing:language:view'],
    optional: true,
  },
  {
    for: '`npm run doctor`: token lifetime, changes by hand',
    permissions: ['oauth:client:view', 'audits:audit:view'],
    optional: true,
  },
  {
    for: '`npm run smoke`',
    permissions: [
      'integrations:action:execute',
      'conversation:email:create',
      ...of('conversation:communication', 'view', 'disconnect'),
      'analytics:conversationDetail:view',
    ],
    optional: true,
  },
];

/** The permissions that a record cannot be deployed without, each once. */
export function neededPermissions(environment: Environment): readonly string[] {
  const rights = GENESYS_RIGHTS.filter(({ when = () => true, optional }) => optional !== true && when(environment));
  return [...new Set(rights.flatMap(({ permissions }) => permissions))];
}
