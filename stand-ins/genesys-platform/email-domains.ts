import { z } from 'zod';
import { badRequest, conflict, notFound, read } from './api-error';
import { page } from './page';
import { noContent, ok, route } from './route';
import type { EmailDomain, Store } from './store';

/** Custom and Genesys domains together that an organisation may have. */
const LIMIT = 2;

const created = z.looseObject({ id: z.string().min(1), subDomain: z.boolean().default(false) });
const patched = z.looseObject({ mailFromSettings: z.looseObject({ mailFromDomain: z.string() }).nullish() });

const show = ({ id, subDomain, mailFromDomain, health }: EmailDomain) => ({
  id,
  subDomain,
  mxRecordStatus: health?.mx ?? 'VALID',
  ...(mailFromDomain && { mailFromSettings: { status: health?.mailFrom ?? 'VERIFIED', mailFromDomain } }),
  dmarcVerificationResult: { status: health?.dmarc ?? 'Valid', records: dmarcRecords(id) },
});

const dmarcRecords = (id: string) => [{ name: `_dmarc.${id}`, type: 'TXT', value: 'v=DMARC1; p=none' }];

export function findDomain({ domains }: Store, id: string): EmailDomain {
  const domain = domains.get(id.toLowerCase());
  if (domain === undefined) throw notFound(`domain ${id}`);
  return domain;
}

export const emailDomainRoutes = [
  route('GET', '/api/v2/routing/email/domains', 'routing:email:manage', ({ query }, { domains }) =>
    ok(page([...domains.values()].map(show), query)),
  ),
  route('POST', '/api/v2/routing/email/domains', 'routing:email:manage', ({ body }, store) => {
    const { id: sent, subDomain } = read(created, body);
    if (subDomain && sent.includes('.')) throw badRequest(`${sent} is not a label: a sub-domain has no dots`);
    if (!subDomain && !sent.includes('.')) throw badRequest(`${sent} is not a full domain name`);
    const id = (subDomain ? `${sent}.${store.emailSuffix}` : sent).toLowerCase();
    if (store.domains.has(id)) throw badRequest(`The domain ${id} cannot be created: domain already exists`);
    if (store.domains.size >= LIMIT) throw badRequest(`the organisation has ${LIMIT} domains already`);
    const domain: EmailDomain = { id, subDomain };
    store.domains.set(id, domain);
    return ok(show(domain));
  }),
  route('GET', '/api/v2/routing/email/domains/{id}', 'routing:email:view', ({ params }, store) =>
    ok(show(findDomain(store, params.id))),
  ),
  route('PATCH', '/api/v2/routing/email/domains/{id}', 'routing:email:manage', ({ params, body }, store) => {
    const { mailFromDomain: _, ...domain } = findDomain(store, params.id);
    const sent = read(patched, body).mailFromSettings?.mailFromDomain;
    const changed: EmailDomain = { ...domain, ...(sent && { mailFromDomain: sent }) };
    store.domains.set(domain.id, changed);
    return ok(show(changed));
  }),
  route('DELETE', '/api/v2/routing/email/domains/{id}', 'routing:email:manage', ({ params }, store) => {
    const { id } = findDomain(store, params.id);
    const used = [...store.routes.values()].find(({ domainId }) => domainId === id);
    if (used !== undefined) throw conflict(`the domain ${id} is in use by the route ${used.pattern}`);
    store.domains.delete(id);
    return noContent;
  }),
];
