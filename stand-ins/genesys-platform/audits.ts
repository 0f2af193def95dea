import { z } from 'zod';
import { badRequest, read } from './api-error';
import { page } from './page';
import { ok, route } from './route';

/** Services that remember their changes here, and what of. */
const SERVICES: Readonly<Record<string, readonly string[]>> = {
  Architect: ['Flow'],
  ContactCenter: ['Queue', 'WrapupCode'],
  Integrations: ['Integration', 'Action'],
};
/** How far the realtime query looks back, milliseconds. */
const REACH = 14 * 86_400_000;

const asked = z.looseObject({
  interval: z.string().regex(/^\S+\/\S+$/),
  serviceName: z.string(),
  pageNumber: z.int().min(1).default(1),
  pageSize: z.int().min(1).max(500).default(25),
});

export const auditRoutes = [
  route('GET', '/api/v2/audits/query/servicemapping', 'audits:audit:view', () =>
    ok({
      services: Object.entries(SERVICES).map(([name, entities]) => ({
        name,
        entities: entities.map((entity) => ({ name: entity, actions: ['Create', 'Update', 'Delete', 'Publish'] })),
      })),
    }),
  ),
  route('POST', '/api/v2/audits/query/realtime', 'audits:audit:view', ({ body }, { audits }) => {
    const { interval, serviceName, pageNumber, pageSize } = read(asked, body);
    if (SERVICES[serviceName] === undefined) throw badRequest(`${serviceName} is not a service`);
    const [from = 0, to = 0] = interval.split('/').map((moment) => Date.parse(moment));
    if (!(to - from <= REACH)) throw badRequest('the interval is longer than 14 days');
    const found = audits.filter(
      (audit) =>
        audit.serviceName === serviceName && Date.parse(audit.eventDate) >= from && Date.parse(audit.eventDate) <= to,
    );
    return ok(page(found, new URLSearchParams({ pageNumber: `${pageNumber}`, pageSize: `${pageSize}` })));
  }),
];
