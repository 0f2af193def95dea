import { because, SIGNS } from './describe-change';
import type { AttributeChange, Change, StackPlan } from './plan';
import { riskyList } from './risky-list';

/** GitHub refuses a comment of 65,536 characters; some are left for what a workflow adds. */
const MARKDOWN_LIMIT = 60_000;
const VALUE_LIMIT = 160;
/** Of what is left out. */
const ROOM_FOR_A_NOTE = 200;

/** 0: nothing changes. 2: something does, or cannot be planned before its producer is deployed. 1: a plan failed. */
export function diffExitCode(plans: readonly StackPlan[]): 0 | 1 | 2 {
  if (plans.some(({ outcome }) => outcome === 'failed')) return 1;
  return plans.some(
    (plan) => plan.outcome === 'waiting' || (plan.outcome === 'planned' && plan.changes.some(({ noise }) => !noise)),
  )
    ? 2
    : 0;
}

/** Changes by how much they ask of a reviewer. */
interface Sorted {
  readonly risky: readonly Change[];
  readonly calm: readonly Change[];
  readonly noise: readonly Change[];
}

const RISK: readonly Change['action'][] = ['destroy', 'replace', 'update', 'create'];

function sorted(plans: readonly StackPlan[]): Sorted {
  const changes = plans.flatMap((plan) => (plan.outcome === 'planned' ? plan.changes : []));
  const byRisk = changes.toSorted((a, b) => RISK.indexOf(a.action) - RISK.indexOf(b.action));
  const isRisky = ({ action }: Change) => action === 'destroy' || action === 'replace';
  return {
    risky: byRisk.filter(isRisky),
    calm: byRisk.filter((change) => !isRisky(change) && !change.noise),
    noise: byRisk.filter(({ noise }) => noise),
  };
}

/** For a terminal. */
export function diffText(environment: string, plans: readonly StackPlan[]): string {
  const { risky, calm, noise } = sorted(plans);
  const lines = [headline(environment, plans)];
  const section = (title: string, changes: readonly Change[]) => {
    if (changes.length === 0) return;
    lines.push('', `${title} (${changes.length})`);
    for (const change of changes) {
      lines.push(`  ${SIGNS[change.action].padEnd(3)} ${change.stack}  ${change.address}${because(change)}`);
      for (const attribute of change.action === 'create' ? [] : change.attributes)
        lines.push(`        ${attributeText(attribute)}`);
    }
  };
  section('Destroyed or replaced', risky);
  section('Changed or made', calm);
  section('Only order or spelling differs', noise);
  for (const plan of plans) {
    if (plan.outcome === 'waiting') lines.push('', waitingText(plan));
    if (plan.outcome === 'failed') lines.push('', `${plan.stack} could not be planned:`, indent(plan.message));
  }
  return `${lines.join('\n')}\n`;
}

/** For a pull request: below 60,000 characters, and what is destroyed or replaced comes first and is never left out without a word. */
export function diffMarkdown(environment: string, plans: readonly StackPlan[]): string {
  const { risky, calm, noise } = sorted(plans);
  const head = [`## ${headline(environment, plans)}`, ''];
  for (const plan of plans) {
    if (plan.outcome === 'waiting') head.push(`> ${waitingText(plan)}`, '');
    if (plan.outcome === 'failed')
      head.push(`**${plan.stack} could not be planned**`, '', fence(cut(plan.message, 4000)), '');
  }
  const riskyTitle = risky.length === 0 ? [] : [`### :warning: Destroyed or replaced (${risky.length})`, ''];
  const details = [
    ...risky.map((change) => detail(change)),
    ...(calm.length === 0 ? [] : [`### Changed or made (${calm.length})\n`]),
    ...calm.map((change) => detail(change)),
    ...(noise.length === 0 ? [] : [`### Only order or spelling differs (${noise.length})\n`]),
    ...noise.map((change) => `- ${change.stack} \`${change.address}\`\n`),
  ];
  const beginning = `${[...head, ...riskyTitle].join('\n')}\n`;
  let text = `${beginning}${riskyList(risky, MARKDOWN_LIMIT - beginning.length - ROOM_FOR_A_NOTE)}`;
  for (const [index, piece] of details.entries()) {
    const note = `\n_${details.length - index} more entries are left out here; the command's own output has them all._\n`;
    if (text.length + piece.length + note.length > MARKDOWN_LIMIT) return `${text}${note}`;
    text += `${piece}\n`;
  }
  return text;
}

/** For programs. */
export function diffJson(environment: string, plans: readonly StackPlan[]) {
  return { environment, exitCode: diffExitCode(plans), stacks: plans };
}

function headline(environment: string, plans: readonly StackPlan[]): string {
  const { risky, calm } = sorted(plans);
  const count = (action: Change['action']) => [...risky, ...calm].filter((change) => change.action === action).length;
  const parts = RISK.map((action) => [count(action), action] as const).filter(([many]) => many > 0);
  if (parts.length > 0) return `${environment}: ${parts.map(([many, action]) => `${many} to ${action}`).join(', ')}`;
  if (plans.some(({ outcome }) => outcome === 'failed')) return `${environment}: the plan failed`;
  return `${environment}: ${plans.some(({ outcome }) => outcome === 'waiting') ? 'nothing to do in the stacks that can be planned' : 'no changes'}`;
}

function waitingText({ stack, on }: Extract<StackPlan, { outcome: 'waiting' }>): string {
  return `${stack} cannot be planned before ${on} is deployed: it needs values that only exist then.`;
}

function attributeText({ path, before, after }: AttributeChange): string {
  return `${path}: ${cut(before, VALUE_LIMIT)} → ${cut(after, VALUE_LIMIT)}`;
}

function detail(change: Change): string {
  const lines = change.attributes.map(attributeText).join('\n');
  const summary = `<code>${SIGNS[change.action]}</code> ${change.stack} <code>${html(change.address)}</code>${html(because(change))}`;
  return `<details><summary>${summary}</summary>\n\n${fence(cut(lines, 4000))}\n</details>\n`;
}

/** A fence longer than any run of backticks inside. */
function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}text\n${text}\n${ticks}`;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}… (${text.length - most} more characters)`;
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}

function html(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
