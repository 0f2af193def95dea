import type { Environment } from '../../config/environment';
import { type Leftover, titleOf } from '../adopt/find-leftovers';
import type { Identity } from '../adopt/wanted-objects';

/** What is said of an object that the organisation has and the state has not: what it is, and every way on. */
export function takenSentence({ name }: Pick<Environment, 'name'>, { wanted, found, hindrance }: Leftover): string {
  const { identity } = wanted;
  const title = titleOf(identity);
  const notes = [found.note, hindrance].flatMap((note) => note ?? []);
  const ways = [
    ...(hindrance === undefined ? [`take it over: npm run adopt -- ${name}`] : []),
    ...otherWays(name, identity, found.id),
    'delete it in Genesys Cloud, if nobody needs it',
  ];
  return (
    `the organisation has ${/^[aeiou]/.test(title) ? 'an' : 'a'} ${title} (${found.id}${notes.map((note) => `; ${note}`).join('')}) ` +
    `that the state of routing-${name} does not hold. Either ${ways.join('; or ')}`
  );
}

function otherWays(environment: string, identity: Identity, id: string): readonly string[] {
  const prefix = `set genesys.namePrefix in config/${environment}.yaml`;
  switch (identity.kind) {
    case 'queue':
      return [
        'use it as it is: `existing: true` in config/categories.yaml',
        `give ours another name: there, or ${prefix}`,
      ];
    case 'domain':
      return [
        `use it as it is: \`existing: ${id}\` in email.domain of config/${environment}.yaml`,
        'choose another label there',
      ];
    case 'route':
      return [
        `take it over knowingly: npm run adopt -- ${environment} --route ${identity.pattern}@${identity.domain.name}`,
        `choose another pattern in config/${environment}.yaml`,
      ];
    case 'flow':
      return [`choose another flow.name in config/${environment}.yaml`];
    case 'user':
      return [`remove the agent from config/${environment}.yaml, and let the organisation manage this person`];
    default:
      return [prefix];
  }
}
