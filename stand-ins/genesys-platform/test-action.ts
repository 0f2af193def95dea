import { z } from 'zod';
import { notFound, read } from './api-error';
import { ok, route } from './route';
import type { Action, Store } from './store';

/** Runs the action for real and tells every step, with what it sent: the key is in it. */
export const testActionRoutes = [
  route(
    'POST',
    '/api/v2/integrations/actions/{id}/test',
    'integrations:action:execute',
    async ({ params, body }, store) => {
      const action = store.actions.get(params.id);
      if (action === undefined) throw notFound('action');
      const inputs = read(z.record(z.string(), z.unknown()), body);
      return ok(await perform(action, inputs, store));
    },
  ),
];

async function perform(action: Action, inputs: object, { integrations, credentials }: Store): Promise<object> {
  const integration = integrations.get(action.integrationId);
  if (integration?.intendedState !== 'ENABLED') {
    return { success: false, operations: [], error: { message: 'the integration is not active', code: 'bad.request' } };
  }
  const [reference] = Object.values(integration.config.credentials);
  const fields = credentials.get(reference?.id ?? '')?.fields ?? {};
  const fill = (text: string) =>
    text
      .replaceAll(`\${input.rawRequest}`, JSON.stringify(inputs))
      .replace(/\$\{credentials\.(\w+)\}/g, (_, name: string) => fields[name] ?? '');
  const { requestUrlTemplate, requestTemplate, headers } = action.config.request as {
    readonly requestUrlTemplate: string;
    readonly requestTemplate: string;
    readonly headers: Readonly<Record<string, string>>;
  };
  const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)]));
  const rendered = {
    step: 1,
    name: 'Render request',
    success: true,
    result: { url: requestUrlTemplate, headers: sent },
  };
  const reply = await fetch(requestUrlTemplate, { method: 'POST', headers: sent, body: fill(requestTemplate) }).catch(
    (error: Error) => ({ ok: false, status: 0, text: async () => error.message }),
  );
  const text = await reply.text();
  if (!reply.ok) {
    const error = {
      message: `Action execution failed: ${reply.status} ${text}`,
      code: 'bad.gateway',
      status: reply.status,
    };
    return {
      success: false,
      operations: [rendered, { step: 2, name: 'Execute request', success: false, error }],
      error,
    };
  }
  const finalResult: unknown = JSON.parse(text);
  return {
    success: true,
    operations: [rendered, { step: 2, name: 'Execute request', success: true, result: text }],
    finalResult,
  };
}
