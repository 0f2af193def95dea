import type { Environment } from '../../config/environment';
import { stackNames } from '../../stacks/names';
import { type Leftover, titleOf } from './find-leftovers';
import { importBlock, importFile } from './import-file';

export interface AdoptionOffer {
  readonly root: string;
  readonly environment: Environment;
  readonly leftovers: readonly Leftover[];
  /** Asks the person. */
  readonly agree: (question: string) => Promise<boolean>;
  readonly tell: (sentence: string) => void;
}

/**
 * Shows what the organisation has and the state has not, asks, and leaves import blocks for the next plan and deploy.
 * @returns true: there is nothing, or it was agreed to; false: nobody agreed, or not all of it may be taken over
 */
export async function offerAdoption({ root, environment, leftovers, agree, tell }: AdoptionOffer): Promise<boolean> {
  const { routing } = stackNames(environment);
  if (leftovers.some(({ hindrance }) => hindrance !== undefined)) return false;
  if (leftovers.length === 0) return true;
  tell(`the organisation has, and the state of ${routing} has not:`);
  for (const { wanted, found } of leftovers) {
    const note = found.note === undefined ? '' : `, ${found.note}`;
    tell(`  ${titleOf(wanted.identity)} (${found.id}${note}) -> ${wanted.address}`);
  }
  if (!(await agree(`take ${leftovers.length === 1 ? 'it' : 'them'} over?`))) return false;
  const file = importFile(root, routing);
  file.write([...file.read(), ...leftovers.map(importBlock)]);
  return true;
}
