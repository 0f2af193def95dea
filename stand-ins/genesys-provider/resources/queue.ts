import type { Api } from '../api';
import type { ObjectValue, Value } from '../dynamic-value';
import type { ResourceType } from '../serve';
import { object, objects, orNull, settled, single, string } from '../state';

const PAGE = { pageNumber: '1', pageSize: '100' };

export function queue(api: Api): ResourceType {
  return {
    rules: {
      forceNew: [],
      defaults: {
        acw_wrapup_prompt: 'MANDATORY_TIMEOUT',
        skill_evaluation_method: 'ALL',
        scoring_method: 'TimestampAndPriority',
        auto_answer_only: true,
        enable_transcription: false,
        enable_audio_monitoring: false,
        enable_manual_assignment: false,
        suppress_in_queue_call_recording: true,
        'members.ring_num': 1,
        'media_settings_email.enable_auto_answer': false,
      },
      json: [],
    },
    validate: (config) =>
      config['ignore_members'] === true && objects(config['members']).length > 0
        ? ['"ignore_members": conflicts with members']
        : [],
    async create(planned) {
      const { id = null } = await api.call('POST', '/routing/queues', { body: body(planned) });
      return write(string(id), planned);
    },
    async update(prior, planned) {
      const id = string(prior['id']);
      await api.call('GET', `/routing/queues/${id}`);
      await api.call('PUT', `/routing/queues/${id}`, { body: body(planned) });
      return write(id, planned);
    },
    read,
    delete: (state) => api.remove(`/routing/queues/${string(state['id'])}`, { query: { forceDelete: 'true' } }),
  };

  async function write(id: string, planned: ObjectValue): Promise<ObjectValue> {
    if (planned['ignore_members'] !== true) await setMembers(id, objects(planned['members']));
    const state = await read(settled(planned, { id }));
    if (state === null) throw new Error(`queue ${id} vanished while it was written`);
    return state;
  }

  async function setMembers(id: string, wanted: readonly ObjectValue[]): Promise<void> {
    const path = `/routing/queues/${id}/members`;
    const { entities } = await api.call('GET', path, { query: { memberBy: 'user', ...PAGE } });
    const present = objects(entities).map((member) => string(member['id']));
    const ids = wanted.map((member) => string(member['user_id']));
    const gone = present.filter((user) => !ids.includes(user));
    const added = ids.filter((user) => !present.includes(user));
    if (gone.length > 0)
      await api.call('POST', path, { query: { delete: 'true' }, body: gone.map((user) => ({ id: user })) });
    if (added.length > 0)
      await api.call('POST', path, { query: { delete: 'false' }, body: added.map((user) => ({ id: user })) });
  }

  async function read(state: ObjectValue): Promise<ObjectValue | null> {
    const id = string(state['id']);
    const found = await api.find(`/routing/queues/${id}`);
    if (found === null) return null;
    await api.call('GET', `/routing/queues/${id}/wrapupcodes`, { query: PAGE });
    const acw = object(found['acwSettings']);
    const email = object(object(found['mediaSettings'])['email']);
    const level = object(email['serviceLevel']);
    const members = state['ignore_members'] === true ? (state['members'] ?? null) : await readMembers(id);
    return settled(state, {
      id,
      name: found['name'] ?? null,
      description: orNull(found['description']),
      division_id: string(object(found['division'])['id']) || (state['division_id'] ?? null),
      acw_wrapup_prompt: acw['wrapupPrompt'] ?? null,
      acw_timeout_ms: acw['timeoutMs'] ?? null,
      skill_evaluation_method: found['skillEvaluationMethod'] ?? null,
      scoring_method: found['scoringMethod'] ?? null,
      auto_answer_only: found['autoAnswerOnly'] ?? null,
      enable_transcription: found['enableTranscription'] ?? null,
      enable_manual_assignment: found['enableManualAssignment'] ?? null,
      suppress_in_queue_call_recording: found['suppressInQueueCallRecording'] ?? null,
      media_settings_email:
        objects(state['media_settings_email']).length === 0
          ? []
          : [
              settled(single(state['media_settings_email']), {
                alerting_timeout_sec: email['alertingTimeoutSeconds'] ?? null,
                enable_auto_answer: email['enableAutoAnswer'] ?? null,
                service_level_percentage: level['percentage'] ?? null,
                service_level_duration_ms: level['durationMs'] ?? null,
              }),
            ],
      members,
    });
  }

  async function readMembers(id: string): Promise<Value> {
    const { entities } = await api.call('GET', `/routing/queues/${id}/members`, {
      query: { memberBy: 'user', ...PAGE },
    });
    return objects(entities).map((member) => ({ user_id: member['id'] ?? null, ring_num: member['ringNumber'] ?? 1 }));
  }
}

function body(planned: ObjectValue): ObjectValue {
  const { acw_timeout_ms: timeout } = planned;
  const email = single(planned['media_settings_email']);
  return {
    name: planned['name'] ?? null,
    description: string(planned['description']),
    mediaSettings:
      Object.keys(email).length === 0
        ? {}
        : {
            email: {
              alertingTimeoutSeconds: email['alerting_timeout_sec'] ?? null,
              enableAutoAnswer: email['enable_auto_answer'] ?? false,
              serviceLevel: {
                percentage: email['service_level_percentage'] ?? null,
                durationMs: email['service_level_duration_ms'] ?? null,
              },
            },
          },
    routingRules: null,
    scoringMethod: planned['scoring_method'] ?? null,
    acwSettings: {
      wrapupPrompt: planned['acw_wrapup_prompt'] ?? null,
      ...(typeof timeout === 'number' ? { timeoutMs: timeout } : {}),
    },
    skillEvaluationMethod: planned['skill_evaluation_method'] ?? null,
    memberGroups: null,
    autoAnswerOnly: planned['auto_answer_only'] ?? null,
    enableTranscription: planned['enable_transcription'] ?? null,
    enableAudioMonitoring: planned['enable_audio_monitoring'] ?? null,
    enableManualAssignment: planned['enable_manual_assignment'] ?? null,
    callingPartyName: '',
    callingPartyNumber: '',
    outboundMessagingAddresses: {},
    suppressInQueueCallRecording: planned['suppress_in_queue_call_recording'] ?? null,
  };
}
