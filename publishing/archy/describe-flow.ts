import type { PublishedFlow } from '../genesys-client/find-flow';

/** How a flow stands in the organisation, in lines for a person. */
export function describeFlow(name: string, flow: PublishedFlow | undefined): readonly string[] {
  if (flow === undefined) return [`flow            ${name}: not in the organisation`];
  const lock = flow.lockedBy === null ? 'nobody' : `${flow.lockedBy.kind} ${flow.lockedBy.name}`;
  return [
    `flow            ${name}`,
    `id              ${flow.id}`,
    `type            ${flow.type}`,
    `division        ${flow.division ?? 'unknown'}`,
    `published       ${flow.publishedVersion === null ? 'never' : `version ${flow.publishedVersion}${flow.datePublished === null ? '' : `, ${flow.datePublished}`}`}`,
    `checked in      ${flow.checkedInVersion === null ? 'never' : `version ${flow.checkedInVersion}`}`,
    `saved           ${flow.savedVersion === null ? 'never' : `version ${flow.savedVersion}`}`,
    `locked by       ${lock}`,
  ];
}
