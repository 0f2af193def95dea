import { type CategoryList, queueNames } from '../../../config/categories';
import type { Environment } from '../../../config/environment';
import { dataActionName } from '../../../flows/data-action';
import { type Reading, readAfter, readValue } from '../reading';
import type { OrganisationReader } from './ask-organisation';
import * as shapes from './shapes';

/** The objects of this environment in the organisation. `undefined`: there is no such object. */
export interface ObjectFacts {
  /** Those of the category list that are there. */
  readonly queues: Reading<readonly shapes.PlatformQueue[]>;
  readonly integration: Reading<shapes.PlatformIntegration | undefined>;
  readonly credential: Reading<{ readonly id: string } | undefined>;
  readonly action: Reading<{ readonly id: string } | undefined>;
  readonly flow: Reading<shapes.PlatformFlow | undefined>;
}

export async function readObjects(
  { list }: OrganisationReader,
  environment: Environment,
  categories: CategoryList,
): Promise<ObjectFacts> {
  const { category, name } = dataActionName(environment);
  const names = new Set(queueNames(categories));
  const [queues, integrations, credentials, actions, flows] = await Promise.all([
    list(shapes.queueShape, '/api/v2/routing/queues', 'routing:queue:view'),
    list(shapes.integrationShape, '/api/v2/integrations', 'integrations:integration:view'),
    list(shapes.namedShape, '/api/v2/integrations/credentials', 'integrations:integration:view'),
    list(shapes.actionShape, '/api/v2/integrations/actions', 'integrations:action:view', { category, name }),
    list(shapes.flowShape, '/api/v2/flows', 'architect:flow:view', {
      type: 'inboundemail',
      name: environment.flow.name,
    }),
  ]);
  return {
    queues: await readAfter(queues, async (all) => readValue(all.filter((queue) => names.has(queue.name)))),
    integration: await one(integrations, (found) => found.name === category),
    credential: await one(credentials, (found) => found.name === `${category} key`),
    action: await one(actions, (found) => found.name === name && found.category === category),
    flow: await one(flows, (found) => found.name === environment.flow.name),
  };
}

/** The searches also find names that only contain what is looked for. */
function one<T>(list: Reading<readonly T[]>, wanted: (found: T) => boolean): Promise<Reading<T | undefined>> {
  return readAfter(list, async (all) => readValue(all.find(wanted)));
}
