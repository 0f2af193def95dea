import { DataGenesyscloudAuthRole } from '@cdktf/provider-genesyscloud/lib/data-genesyscloud-auth-role';
import { DataGenesyscloudUser } from '@cdktf/provider-genesyscloud/lib/data-genesyscloud-user';
import { User } from '@cdktf/provider-genesyscloud/lib/user';
import { UserRoles } from '@cdktf/provider-genesyscloud/lib/user-roles';
import { Construct } from 'constructs';
import type { Environment } from '../../config/environment';
import { terraformText } from '../terraform-text';

export interface AgentsProps {
  /** Users to create, with the roles they have; none: users are managed elsewhere. */
  readonly create: Environment['agents'];
}

/** The people who answer mail. */
export class Agents extends Construct {
  private readonly userIds = new Map<string, string>();

  constructor(scope: Construct, id: string, { create }: AgentsProps) {
    super(scope, id);
    const roles = new Map<string, string>();
    for (const name of create.flatMap((agent) => agent.roles)) {
      if (roles.has(name)) continue;
      roles.set(name, new DataGenesyscloudAuthRole(this, `role-${name}`, { name: terraformText(name) }).id);
    }
    for (const agent of create) {
      const user = new User(this, agent.email, {
        email: agent.email,
        name: terraformText(agent.name),
        state: 'active',
        ...(agent.department === undefined ? {} : { department: terraformText(agent.department) }),
        ...(agent.title === undefined ? {} : { title: terraformText(agent.title) }),
      });
      // Replaces all roles that the user has.
      new UserRoles(this, `roles-${agent.email}`, {
        userId: user.id,
        roles: [...new Set(agent.roles)].map((name) => ({ roleId: roles.get(name) ?? '' })),
      });
      this.userIds.set(key(agent.email), user.id);
    }
  }

  /** Id of the user with that address: created here, or looked up in the organisation. */
  userId(email: string): string {
    const known = this.userIds.get(key(email));
    if (known !== undefined) return known;
    const { id } = new DataGenesyscloudUser(this, `found-${email}`, { email });
    this.userIds.set(key(email), id);
    return id;
  }
}

function key(email: string): string {
  return email.toLowerCase();
}
