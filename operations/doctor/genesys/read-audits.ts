import { z } from 'zod';
import { type Reading, readAfter, readTogether, readValue } from '../reading';
import type { OrganisationReader } from './ask-organisation';
import * as shapes from './shapes';

/** Services in which our objects are; which of them an organisation knows is asked. */
const SERVICES = ['Architect', 'ContactCenter', 'Routing', 'Integrations', 'Emails'];
/** How far back the realtime query can look, days. */
export const AUDITED_DAYS = 14;
const PERMISSION = 'audits:audit:view';

/** Who changed what in the last days, newest first. @param now milliseconds since 1970 */
export async function readAudits(
  { get, post }: OrganisationReader,
  now: number,
): Promise<Reading<readonly shapes.PlatformAudit[]>> {
  const interval = [now - AUDITED_DAYS * 86_400_000, now].map((moment) => new Date(moment).toISOString()).join('/');
  const page = z.looseObject({ entities: z.array(shapes.auditShape) });
  return readAfter(
    await get(shapes.serviceMappingShape, '/api/v2/audits/query/servicemapping', PERMISSION),
    async (known) => {
      const services = SERVICES.filter((name) => known.services.some((service) => service.name === name));
      const sort = [{ name: 'Timestamp', sortOrder: 'descending' }];
      const asked = await Promise.all(
        services.map((serviceName) =>
          post(page, '/api/v2/audits/query/realtime', PERMISSION, {
            interval,
            serviceName,
            sort,
            pageNumber: 1,
            pageSize: 500,
          }),
        ),
      );
      return readAfter(readTogether(asked), async (all) =>
        readValue(
          all.flatMap(({ entities }) => entities).toSorted((a, b) => Date.parse(b.eventDate) - Date.parse(a.eventDate)),
        ),
      );
    },
  );
}
