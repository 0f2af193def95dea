import { actionRoutes } from './actions';
import { auditRoutes } from './audits';
import { conversationRoutes } from './conversations';
import { credentialRoutes } from './credentials';
import { domainCheckRoutes } from './domain-checks';
import { emailDomainRoutes } from './email-domains';
import { emailRouteRoutes } from './email-routes';
import { flowJobRoutes } from './flow-jobs';
import { flowRoutes } from './flows';
import { integrationRoutes } from './integrations';
import { limitRoutes } from './limits';
import { organizationRoutes } from './organization';
import { queueRoutes } from './queues';
import { referredRoutes } from './referred';
import type { Route } from './route';
import { testActionRoutes } from './test-action';
import { tokenRoutes } from './token';
import { userRoutes } from './users';
import { whoAmIRoutes } from './who-am-i';

/** Everything that the server answers; the first line that fits a call counts. */
export const routes: readonly Route[] = [
  ...tokenRoutes,
  ...whoAmIRoutes,
  ...organizationRoutes,
  ...userRoutes,
  ...queueRoutes,
  ...referredRoutes,
  ...credentialRoutes,
  ...actionRoutes,
  ...integrationRoutes,
  ...domainCheckRoutes,
  ...emailDomainRoutes,
  ...emailRouteRoutes,
  ...flowJobRoutes,
  ...flowRoutes,
  ...limitRoutes,
  ...testActionRoutes,
  ...conversationRoutes,
  ...auditRoutes,
];

const compiled = routes.map((route) => {
  const names: string[] = [];
  const source = route.path.replace(/[.]/g, '\\.').replace(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    return '([^/]+)';
  });
  return { route, names, pattern: new RegExp(`^${source}$`) };
});

/** The table's line for a call and the values in its path, or undefined. */
export function findRoute(method: string, pathname: string) {
  for (const { route, names, pattern } of compiled) {
    const match = route.method === method ? pattern.exec(pathname) : null;
    if (match === null) continue;
    const params = Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? '')]));
    return { route, params };
  }
  return undefined;
}
