import { ok, route } from './route';
import { newId } from './store';

/** A day, as the platform's documentation recommends. The provider asks without pause when it is a minute or less. */
const EXPIRES_IN_SECONDS = 86_400;

export const tokenRoutes = [
  route('POST', '/oauth/token', 'open', ({ headers, text }, { clients, tokens }) => {
    const refuse = (status: number, error: string, description: string) => ({
      status,
      body: { error, description, error_description: description },
    });
    if (new URLSearchParams(text).get('grant_type') !== 'client_credentials') {
      return refuse(400, 'unsupported_grant_type', 'grant_type must be client_credentials');
    }
    const [scheme, encoded = ''] = String(headers['authorization'] ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'basic') return refuse(400, 'invalid_request', 'client credentials are missing');
    const pair = Buffer.from(encoded, 'base64').toString('utf8');
    const id = pair.slice(0, pair.indexOf(':'));
    const client = clients.find((candidate) => candidate.id === id);
    if (client === undefined) return refuse(400, 'invalid_client', `client not found: ${id}`);
    if (pair.slice(id.length + 1) !== client.secret) return refuse(401, 'invalid_client', 'authentication failed');
    const token = newId();
    tokens.set(token, client);
    return ok({ access_token: token, token_type: 'bearer', expires_in: client.tokenSeconds ?? EXPIRES_IN_SECONDS });
  }),
];
