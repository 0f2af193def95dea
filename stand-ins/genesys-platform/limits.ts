import { ok, route } from './route';

export const limitRoutes = [
  route('GET', '/api/v2/organizations/limits/namespaces/{namespace}', 'none', ({ params }, { limits }) =>
    ok({ entities: limits.filter(({ namespace }) => namespace === params.namespace) }),
  ),
];
