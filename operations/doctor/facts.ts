import type { CategoryList } from '../../config/categories';
import type { Environment } from '../../config/environment';
import type { AwsFacts } from './aws/read-aws';
import type { GenesysFacts } from './genesys/read-genesys';
import type { MachineFacts } from './machine/read-machine';
import type { StateFacts } from './machine/read-states';

/** Everything that the checks judge, read once. Plain data: a check asks nobody. */
export interface Facts {
  readonly environment: Environment;
  /** With the names of the organisation. */
  readonly categories: CategoryList;
  readonly machine: MachineFacts;
  readonly states: StateFacts;
  readonly aws: AwsFacts;
  readonly genesys: GenesysFacts;
  /** Milliseconds since 1970, when all this was read. */
  readonly now: number;
}
