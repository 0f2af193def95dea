import { AWS_RIGHTS } from './aws/permissions';
import { GENESYS_RIGHTS } from './genesys/permissions';

/** docs/genesys-permissions.md */
export function genesysPermissionsPage(): string {
  const rows = GENESYS_RIGHTS.map(({ for: purpose, permissions, optional }) => [
    purpose,
    optional ? 'no' : 'yes',
    inOneLine(permissions),
  ]);
  return page([
    '# Permissions of the Genesys Cloud OAuth client',
    '',
    'A *Client Credentials* client, token duration 86400 seconds, with a role (assigned in the division of the flow) that holds these permissions.',
    'Master Admin has them all; a role of one’s own is better. `npm run doctor -- <env>` compares what the client holds with what the record needs.',
    '',
    ...table(['for', 'a deploy needs it', 'permissions'], rows),
    '',
    'Sources: the pages of the Terraform provider for each resource, and the permissions that the platform’s SDKs name for each call.',
    'What is missing is named in the error of the command that needed it.',
    '',
    'Mail may pass another AWS region on its way into Genesys Cloud (for example Sydney by way of Virginia, London by way of Dublin): check it against your rules on data residency.',
  ]);
}

/** docs/aws-permissions.md */
export function awsPermissionsPage(): string {
  const rows = AWS_RIGHTS.map(({ for: purpose, actions, where, passedTo, optional }) => [
    purpose,
    optional ? 'no' : 'yes',
    [
      inOneLine(actions),
      ...(where === undefined ? [] : [`on ${where}`]),
      ...(passedTo === undefined ? [] : [`with \`iam:PassedToService\` \`${passedTo}\``]),
    ].join(' '),
  ]);
  return page([
    '# Permissions in AWS of whoever deploys',
    '',
    'Narrow each line to the names that the stacks use: everything is called `email-routing-<env>…` but the classifier and its endpoint, whose names are in the record.',
    '`npm run doctor -- <env>` has IAM simulate these lines for exactly the objects of the record, where `iam:SimulatePrincipalPolicy` is allowed.',
    '',
    ...table(['for', 'a deploy needs it', 'actions'], rows),
    '',
    'Sources: the calls of Terraform’s AWS provider with our stacks, as its debug log shows them, and those of our own commands. No account was at hand to try the list in.',
  ]);
}

/** `a:One`, `Two`: what all have in common is said once. */
function inOneLine(names: readonly string[]): string {
  let prefix = '';
  return names
    .map((name) => {
      const cut = name.lastIndexOf(':') + 1;
      const same = name.slice(0, cut) === prefix;
      prefix = name.slice(0, cut);
      return `\`${same ? name.slice(cut) : name}\``;
    })
    .join(', ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

const page = (lines: readonly string[]): string => `${lines.join('\n')}\n`.replaceAll('’', "'");
