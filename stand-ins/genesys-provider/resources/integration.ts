import type { Api } from '../api';
import type { ObjectValue, Value } from '../dynamic-value';
import { sameValue } from '../plan';
import type { ResourceType } from '../serve';
import { object, objects, orNull, settled, single, string } from '../state';

export function credential(api: Api): ResourceType {
  const body = (planned: ObjectValue): ObjectValue => ({
    name: planned['name'] ?? null,
    type: { name: planned['credential_type_name'] ?? null },
    credentialFields: planned['fields'] ?? {},
  });
  return {
    rules: { forceNew: [], defaults: {}, json: [] },
    async create(planned, made) {
      const { id = null } = await api.call('POST', '/integrations/credentials', { body: body(planned) });
      made(string(id));
      await api.call('GET', `/integrations/credentials/${string(id)}`);
      return settled(planned, { id });
    },
    async read(state) {
      const found = await api.find(`/integrations/credentials/${string(state['id'])}`);
      // The fields are write-only: what the state knows of them stays.
      return found === null
        ? null
        : settled(state, { name: found['name'] ?? null, credential_type_name: object(found['type'])['name'] ?? null });
    },
    async update(prior, planned) {
      await api.call('PUT', `/integrations/credentials/${string(prior['id'])}`, { body: body(planned) });
      return settled(planned, { id: prior['id'] ?? null });
    },
    delete: (state) => api.remove(`/integrations/credentials/${string(state['id'])}`, { goneIsError: true }),
  };
}

export function integration(api: Api): ResourceType {
  return {
    rules: { forceNew: [], defaults: { intended_state: 'DISABLED' }, json: ['config.properties', 'config.advanced'] },
    async create(planned, made) {
      const created = await api.call('POST', '/integrations', {
        body: { integrationType: { id: planned['integration_type'] ?? null } },
      });
      made(string(created['id']));
      return write(string(created['id']), planned);
    },
    read,
    update: (prior, planned) => write(string(prior['id']), planned),
    delete: (state) => api.remove(`/integrations/${string(state['id'])}`, { goneIsError: true }),
  };

  async function write(id: string, planned: ObjectValue): Promise<ObjectValue> {
    const config = single(planned['config']);
    if (objects(planned['config']).length > 0) {
      const current = await api.call('GET', `/integrations/${id}/config/current`);
      const credentials = Object.entries(object(config['credentials'])).map(([key, value]) => [key, { id: value }]);
      await api.call('PUT', `/integrations/${id}/config/current`, {
        body: {
          name: string(config['name']) || string(current['name']),
          version: current['version'] ?? null,
          properties: json(config['properties'], current['properties']),
          advanced: json(config['advanced'], current['advanced']),
          notes: string(config['notes']),
          credentials: Object.fromEntries(credentials),
        },
      });
    }
    await api.call('PATCH', `/integrations/${id}`, {
      query: { pageSize: '25', pageNumber: '1' },
      body: { intendedState: planned['intended_state'] ?? null },
    });
    const state = await read(settled(planned, { id }));
    if (state === null) throw new Error(`integration ${id} vanished while it was written`);
    return state;
  }

  async function read(state: ObjectValue): Promise<ObjectValue | null> {
    const id = string(state['id']);
    const found = await api.find(`/integrations/${id}`, { pageSize: '100', pageNumber: '1' });
    if (found === null) return null;
    const config = await api.call('GET', `/integrations/${id}/config/current`);
    const credentials = Object.entries(object(config['credentials'])).map(([key, value]) => [
      key,
      object(value)['id'] ?? null,
    ]);
    return settled(state, {
      integration_type: object(found['integrationType'])['id'] ?? null,
      intended_state: found['intendedState'] ?? null,
      config: [
        {
          name: config['name'] ?? null,
          notes: orNull(config['notes']),
          properties: JSON.stringify(config['properties'] ?? {}),
          advanced: JSON.stringify(config['advanced'] ?? {}),
          credentials: credentials.length === 0 ? null : Object.fromEntries(credentials),
        },
      ],
    });
  }
}

export function action(api: Api): ResourceType {
  return {
    rules: {
      forceNew: ['integration_id', 'secure', 'contract_input', 'contract_output'],
      defaults: { secure: false },
      json: ['contract_input', 'contract_output'],
    },
    async create(planned, made) {
      const { id = null } = await api.call('POST', '/integrations/actions', {
        body: {
          name: planned['name'] ?? null,
          category: planned['category'] ?? null,
          integrationId: planned['integration_id'] ?? null,
          secure: planned['secure'] ?? false,
          config: actionConfig(planned),
          contract: {
            input: { inputSchema: json(planned['contract_input'], {}) },
            output: { successSchema: json(planned['contract_output'], {}) },
          },
        },
      });
      made(string(id));
      return reread(string(id), planned);
    },
    read,
    async update(prior, planned) {
      const id = string(prior['id']);
      const { version = null } = await api.call('GET', `/integrations/actions/${id}`, { query: EXPAND });
      await api.call('PATCH', `/integrations/actions/${id}`, {
        body: {
          category: planned['category'] ?? null,
          name: planned['name'] ?? null,
          config: actionConfig(planned),
          version,
        },
      });
      return reread(id, planned);
    },
    delete: (state) => api.remove(`/integrations/actions/${string(state['id'])}`),
  };

  async function reread(id: string, planned: ObjectValue): Promise<ObjectValue> {
    const state = await read(settled(planned, { id }));
    if (state === null) throw new Error(`action ${id} vanished while it was written`);
    return state;
  }

  async function read(state: ObjectValue): Promise<ObjectValue | null> {
    const id = string(state['id']);
    const found = await api.find(`/integrations/actions/${id}`, EXPAND);
    if (found === null) return null;
    const template = async (name: string) =>
      (await api.call('GET', `/integrations/actions/${id}/templates/${name}.vm`))['text'] ?? null;
    const config = object(found['config']);
    const request = object(config['request']);
    const response = object(config['response']);
    const before = single(state['config_response']);
    const contract = object(found['contract']);
    const [requestTemplate, successTemplate] = [await template('requesttemplate'), await template('successtemplate')];
    return settled(state, {
      name: found['name'] ?? null,
      category: found['category'] ?? null,
      integration_id: found['integrationId'] ?? null,
      secure: found['secure'] ?? null,
      contract_input: sameJson(state['contract_input'], object(contract['input'])['inputSchema']),
      contract_output: sameJson(state['contract_output'], object(contract['output'])['successSchema']),
      config_timeout_seconds: config['timeoutSeconds'] ?? null,
      config_request: [
        {
          headers: orEmpty(request['headers']),
          request_type: request['requestType'] ?? null,
          request_url_template: request['requestUrlTemplate'] ?? null,
          request_template: requestTemplate,
        },
      ],
      config_response: [
        {
          translation_map: orStated(response['translationMap'], before['translation_map']),
          translation_map_defaults: orStated(response['translationMapDefaults'], before['translation_map_defaults']),
          success_template: successTemplate,
        },
      ],
    });
  }
}

const EXPAND = { expand: 'contract', includeConfig: 'true' };

function actionConfig(planned: ObjectValue): ObjectValue {
  const request = single(planned['config_request']);
  const response = single(planned['config_response']);
  const timeout = planned['config_timeout_seconds'];
  return {
    request: {
      requestUrlTemplate: request['request_url_template'] ?? null,
      requestTemplate: request['request_template'] ?? null,
      requestType: request['request_type'] ?? null,
      headers: request['headers'] ?? {},
    },
    response: {
      translationMap: response['translation_map'] ?? {},
      translationMapDefaults: response['translation_map_defaults'] ?? {},
      successTemplate: response['success_template'] ?? null,
    },
    ...(typeof timeout === 'number' ? { timeoutSeconds: timeout } : {}),
  };
}

function json(text: Value | undefined, otherwise: Value | undefined): Value {
  return typeof text === 'string' && text !== ''
    ? (JSON.parse(text) as Value)
    : otherwise === undefined
      ? {}
      : otherwise;
}

/** The text that the state has, when it says the same. */
function sameJson(text: Value | undefined, found: Value | undefined): Value {
  const here = json(text, null);
  return here !== null && sameValue(here, found ?? null) ? (text ?? null) : JSON.stringify(found ?? {});
}

/** An empty map and none are one to the platform: it is as the state has it. */
function orStated(found: Value | undefined, stated: Value | undefined): Value {
  return Object.keys(object(found)).length === 0 ? (stated ?? null) : (found ?? null);
}

function orEmpty(value: Value | undefined): Value {
  return Object.keys(object(value)).length === 0 ? null : (value ?? null);
}
