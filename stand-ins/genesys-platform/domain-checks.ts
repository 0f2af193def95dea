import { findDomain } from './email-domains';
import { ok, route } from './route';
import type { CheckStatus, EmailDomain } from './store';

/** What a check of a domain finds, and the DNS records that it looks for. */
const found = (status: CheckStatus | undefined, records: readonly object[]) =>
  ok({ status: status ?? 'VERIFIED', records });

const DOMAIN = '/api/v2/routing/email/domains/{id}';

const dkim = ({ id }: EmailDomain) =>
  ['one', 'two', 'three'].map((key) => ({
    name: `${key}._domainkey.${id}`,
    type: 'CNAME',
    value: `${key}.dkim.example.net`,
  }));

// In the table before /routing/email/domains/{id}.
export const domainCheckRoutes = [
  route('GET', '/api/v2/routing/email/setup', 'routing:email:manage', (_, { emailSuffix }) =>
    ok({ rootDomain: emailSuffix }),
  ),
  route('GET', `${DOMAIN}/verification`, 'routing:email:manage', ({ params }, store) => {
    const { id, health } = findDomain(store, params.id);
    return found(health?.verification, [{ name: `_verify.${id}`, type: 'TXT', value: 'verification-token' }]);
  }),
  route('GET', `${DOMAIN}/dkim`, 'routing:email:manage', ({ params }, store) => {
    const domain = findDomain(store, params.id);
    return found(domain.health?.dkim, dkim(domain));
  }),
  route('GET', `${DOMAIN}/mailfrom`, 'routing:email:manage', ({ params }, store) => {
    const { id, mailFromDomain = `bounce.${id}`, health } = findDomain(store, params.id);
    return found(health?.mailFrom, [{ name: mailFromDomain, type: 'MX', value: '10 feedback.example.net' }]);
  }),
];
