import type { GenesysApi } from '../genesys-client/connect';
import { findFlow, type PublishedFlow } from '../genesys-client/find-flow';
import { type FlowKey, type PublicationRecord, readRecord } from './publication-record';

export interface FlowStatus {
  readonly name: string;
  /** Null when the organisation has no inbound e-mail flow of that name. */
  readonly flow: PublishedFlow | null;
  /** What this machine published last, null when it never did. */
  readonly lastPublication: Pick<PublicationRecord, 'version' | 'publishedAt'> | null;
  /** Whether the published version is the one that this machine published. */
  readonly publishedFromHere: boolean;
}

/** How the flow stands in the organisation. */
export async function flowStatus(api: GenesysApi, folder: string, key: FlowKey): Promise<FlowStatus> {
  const record = readRecord(folder, key);
  const flow = (await findFlow(api, key.name, record?.flowId)) ?? null;
  return {
    name: key.name,
    flow,
    lastPublication: record === undefined ? null : { version: record.version, publishedAt: record.publishedAt },
    publishedFromHere: flow !== null && record?.flowId === flow.id && record.version === flow.publishedVersion,
  };
}

/** The status in lines for a person. */
export function describeStatus({ name, flow, lastPublication, publishedFromHere }: FlowStatus): readonly string[] {
  const last =
    lastPublication === null ? 'never' : `${lastPublication.publishedAt}, version ${lastPublication.version}`;
  if (flow === null) {
    return [`flow            ${name}: not in the organisation`, `from here       ${last}`];
  }
  const lock = flow.lockedBy === null ? 'nobody' : `${flow.lockedBy.kind} ${flow.lockedBy.name}`;
  const origin = publishedFromHere ? '' : ', but what runs was published elsewhere';
  return [
    `flow            ${name}`,
    `id              ${flow.id}`,
    `type            ${flow.type}`,
    `division        ${flow.division ?? 'unknown'}`,
    `published       ${flow.publishedVersion === null ? 'never' : `version ${flow.publishedVersion}${flow.datePublished === null ? '' : `, ${flow.datePublished}`}`}`,
    `checked in      ${flow.checkedInVersion === null ? 'never' : `version ${flow.checkedInVersion}`}`,
    `saved           ${flow.savedVersion === null ? 'never' : `version ${flow.savedVersion}`}`,
    `locked by       ${lock}`,
    `from here       ${last}${lastPublication === null ? '' : origin}`,
  ];
}
