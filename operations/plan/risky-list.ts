import { because, SIGNS } from './describe-change';
import type { Change } from './plan';

/**
 * Markdown that names what is destroyed or replaced, in at most `room` characters: an object a line; if that is too long, those of one
 * type in one line; and only if even that is too long, how many of a type, the first names, and that names are missing.
 */
export function riskyList(changes: readonly Change[], room: number): string {
  const lines = changes.map(
    (change) => `- \`${SIGNS[change.action]}\` **${change.stack}** \`${change.address}\`${because(change)}\n`,
  );
  if (total(lines) <= room) return lines.join('');
  const groups = groupsOf(changes);
  const grouped = groups.map(([title, members]) => `${title}: ${members.map(name).join(', ')}\n`);
  if (total(grouped) <= room) return grouped.join('');
  return counted(groups, room);
}

type Group = readonly [heading: string, members: readonly Change[]];

function groupsOf(changes: readonly Change[]): readonly Group[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const title = heading(change);
    const members = groups.get(title);
    if (members === undefined) groups.set(title, [change]);
    else members.push(change);
  }
  return [...groups];
}

function counted(groups: readonly Group[], room: number): string {
  const titles = total(groups.map(([title]) => `${title} (${MOST}): , …\n`));
  const warning = (many: number) =>
    `\n**${many} of these objects are not named here.** The file of \`--json\` and the command's own output name them all.\n`;
  const share = Math.max(0, Math.floor((room - titles - warning(MOST).length) / groups.length));
  let missing = 0;
  const lines = groups.map(([title, members]) => {
    let names = '';
    let named = 0;
    for (const member of members) {
      const next = `${named === 0 ? '' : ', '}${name(member)}`;
      if (names.length + next.length > share) break;
      names += next;
      named++;
    }
    missing += members.length - named;
    return `${title} (${members.length}): ${names}${named < members.length ? ', …' : ''}\n`;
  });
  return `${lines.join('')}${warning(missing)}`;
}

/** As long as a count gets. */
const MOST = 9_999_999;

function heading(change: Change): string {
  return `- \`${SIGNS[change.action]}\` **${change.stack}** \`${change.type}\`${because(change)}`;
}

function name({ address, type }: Change): string {
  return `\`${address.startsWith(`${type}.`) ? address.slice(type.length + 1) : address}\``;
}

function total(lines: readonly string[]): number {
  return lines.reduce((sum, { length }) => sum + length, 0);
}
