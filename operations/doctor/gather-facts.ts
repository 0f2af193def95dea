import type { CategoryList } from '../../config/categories';
import type { Environment } from '../../config/environment';
import type { Variables } from '../../config/region-variables';
import { readAwsAccount } from './aws/read-aws';
import type { Facts } from './facts';
import { askOrganisation } from './genesys/ask-organisation';
import { readGenesys } from './genesys/read-genesys';
import { readMachine } from './machine/read-machine';
import { readStates } from './machine/read-states';

export interface Patient {
  /** Folder of the project. */
  readonly root: string;
  readonly environment: Environment;
  /** With the names of the organisation. */
  readonly categories: CategoryList;
  readonly variables: Variables;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** How the client of Genesys Cloud waits between two attempts. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** Reads everything that the checks want to know, from the machine, the state and both clouds at once. Changes nothing. */
export async function gatherFacts({ root, environment, categories, variables, now, wait }: Patient): Promise<Facts> {
  const [machine, states, aws, genesys] = await Promise.all([
    readMachine(root, environment, variables, wait),
    readStates(root, environment),
    readAwsAccount(environment),
    askOrganisation(environment, variables, wait).then((organisation) =>
      readGenesys(organisation, environment, categories, now),
    ),
  ]);
  return { environment, categories, machine, states, aws, genesys, now };
}
