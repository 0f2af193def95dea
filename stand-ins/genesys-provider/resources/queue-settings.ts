import type { ObjectValue, Value } from '../dynamic-value';
import { object, objects, orNull, single, string } from '../state';

/** Attributes that refer to an object: sent as `{id}`, and left out when they are not set. */
const REFERENCES = {
  queue_flow_id: 'queueFlow',
  email_in_queue_flow_id: 'emailInQueueFlow',
  message_in_queue_flow_id: 'messageInQueueFlow',
  whisper_prompt_id: 'whisperPrompt',
  on_hold_prompt_id: 'onHoldPrompt',
} as const;
const MEMBER_GROUPS = { groups: 'GROUP', skill_groups: 'SKILLGROUP', teams: 'TEAM' } as const;
const ADDRESSES = {
  outbound_messaging_sms_address_id: 'smsAddress',
  outbound_messaging_whatsapp_recipient_id: 'whatsAppRecipient',
  outbound_messaging_open_messaging_recipient_id: 'openMessagingRecipient',
} as const;

/** Planned when the configuration says nothing, whatever the queue has: a reset, not "leave it alone". */
export const QUEUE_DEFAULTS = {
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
} as const;

/**
 * What a create or an update sends. The platform takes it for the whole queue: what is not set here is gone there.
 * @param found the queue as it is; undefined: it is being made
 */
export function queueBody(planned: ObjectValue, found?: ObjectValue): ObjectValue {
  const { acw_timeout_ms: timeout, last_agent_routing_mode: mode, peer_id: peer } = planned;
  const scripts = Object.entries(object(planned['default_script_ids']));
  const libraries = single(planned['canned_response_libraries']);
  const rules = objects(planned['routing_rules']).map((rule) => ({
    operator: rule['operator'] ?? null,
    threshold: rule['threshold'] ?? 0,
    waitSeconds: rule['wait_seconds'] ?? 0,
  }));
  const groups = Object.entries(MEMBER_GROUPS).flatMap(([name, type]) =>
    list(planned[name]).map((id) => ({ id, type })),
  );
  const address = outboundAddress(planned, found);
  return {
    ...given(REFERENCES, planned),
    name: planned['name'] ?? null,
    description: string(planned['description']),
    mediaSettings: mediaSettings(planned),
    routingRules: rules.length === 0 ? null : rules,
    scoringMethod: planned['scoring_method'] ?? null,
    acwSettings: {
      wrapupPrompt: planned['acw_wrapup_prompt'] ?? null,
      ...(typeof timeout === 'number' ? { timeoutMs: timeout } : {}),
    },
    skillEvaluationMethod: planned['skill_evaluation_method'] ?? null,
    memberGroups: groups.length === 0 ? null : groups,
    autoAnswerOnly: planned['auto_answer_only'] ?? null,
    enableTranscription: planned['enable_transcription'] ?? null,
    enableAudioMonitoring: planned['enable_audio_monitoring'] ?? null,
    enableManualAssignment: planned['enable_manual_assignment'] ?? null,
    callingPartyName: string(planned['calling_party_name']),
    callingPartyNumber: string(planned['calling_party_number']),
    outboundMessagingAddresses: given(ADDRESSES, planned),
    suppressInQueueCallRecording: planned['suppress_in_queue_call_recording'] ?? null,
    ...(string(mode) === '' ? {} : { lastAgentRoutingMode: string(mode) }),
    ...(string(peer) === '' ? {} : { peerId: string(peer) }),
    ...(scripts.length === 0
      ? {}
      : { defaultScripts: Object.fromEntries(scripts.map(([medium, id]) => [medium, { id }])) }),
    ...(Object.keys(libraries).length === 0
      ? {}
      : { cannedResponseLibraries: { mode: libraries['mode'] ?? null, libraryIds: list(libraries['library_ids']) } }),
    ...(Object.keys(address).length === 0 ? {} : { outboundEmailAddress: address }),
  };
}

/** With ENABLE_STANDALONE_EMAIL_ADDRESS the queue's own address is a resource beside it: the queue repeats what is there. */
function outboundAddress(planned: ObjectValue, found: ObjectValue = {}): ObjectValue {
  if (addressStandsAlone()) return object(found['outboundEmailAddress']);
  const { domain_id: domain, route_id: route } = single(planned['outbound_email_address']);
  return domain === undefined ? {} : { domain: { id: domain ?? null }, route: { id: route ?? null } };
}

export function addressStandsAlone(): boolean {
  return process.env['ENABLE_STANDALONE_EMAIL_ADDRESS'] !== undefined;
}

function mediaSettings(planned: ObjectValue): ObjectValue {
  const email = single(planned['media_settings_email']);
  if (Object.keys(email).length === 0) return {};
  return {
    email: {
      alertingTimeoutSeconds: email['alerting_timeout_sec'] ?? null,
      enableAutoAnswer: email['enable_auto_answer'] ?? false,
      serviceLevel: {
        percentage: email['service_level_percentage'] ?? null,
        durationMs: email['service_level_duration_ms'] ?? null,
      },
    },
  };
}

/** The same attributes as the queue has them. Bullseye, direct and conditional routing are not known here: an update loses them. */
export function readSettings(found: ObjectValue, state: ObjectValue): ObjectValue {
  const acw = object(found['acwSettings']);
  const email = object(object(found['mediaSettings'])['email']);
  const level = object(email['serviceLevel']);
  const groups = objects(found['memberGroups']);
  const scripts = Object.entries(object(found['defaultScripts']));
  const libraries = object(found['cannedResponseLibraries']);
  const messaging = object(found['outboundMessagingAddresses']);
  const address = object(found['outboundEmailAddress']);
  const before = single(state['media_settings_email']);
  return {
    ...mapped(REFERENCES, (key) => orNull(object(found[key])['id'])),
    ...mapped(ADDRESSES, (key) => orNull(object(messaging[key])['id'])),
    ...mapped(MEMBER_GROUPS, (type) =>
      orNone(groups.filter((group) => group['type'] === type).map(({ id = null }) => id)),
    ),
    name: found['name'] ?? null,
    description: orNull(found['description']),
    division_id: string(object(found['division'])['id']) || (state['division_id'] ?? null),
    acw_wrapup_prompt: acw['wrapupPrompt'] ?? null,
    acw_timeout_ms: acw['timeoutMs'] ?? null,
    skill_evaluation_method: found['skillEvaluationMethod'] ?? null,
    scoring_method: found['scoringMethod'] ?? null,
    auto_answer_only: found['autoAnswerOnly'] ?? null,
    enable_transcription: found['enableTranscription'] ?? null,
    enable_audio_monitoring: found['enableAudioMonitoring'] ?? null,
    enable_manual_assignment: found['enableManualAssignment'] ?? null,
    suppress_in_queue_call_recording: found['suppressInQueueCallRecording'] ?? null,
    last_agent_routing_mode: orNull(found['lastAgentRoutingMode']),
    calling_party_name: orNull(found['callingPartyName']),
    calling_party_number: orNull(found['callingPartyNumber']),
    peer_id: orNull(found['peerId']),
    default_script_ids:
      scripts.length === 0
        ? null
        : Object.fromEntries(scripts.map(([medium, script]) => [medium, object(script)['id'] ?? null])),
    routing_rules: objects(found['routingRules']).map((rule) => ({
      operator: rule['operator'] ?? null,
      threshold: rule['threshold'] ?? null,
      wait_seconds: rule['waitSeconds'] ?? null,
    })),
    canned_response_libraries:
      Object.keys(libraries).length === 0
        ? []
        : [{ mode: libraries['mode'] ?? null, library_ids: orNone(list(libraries['libraryIds'])) }],
    outbound_email_address:
      addressStandsAlone() || Object.keys(address).length === 0
        ? []
        : [{ domain_id: object(address['domain'])['id'] ?? null, route_id: object(address['route'])['id'] ?? null }],
    media_settings_email: [
      {
        auto_answer_alert_tone_seconds: before['auto_answer_alert_tone_seconds'] ?? null,
        manual_answer_alert_tone_seconds: before['manual_answer_alert_tone_seconds'] ?? null,
        alerting_timeout_sec: email['alertingTimeoutSeconds'] ?? null,
        enable_auto_answer: email['enableAutoAnswer'] ?? null,
        service_level_percentage: level['percentage'] ?? null,
        service_level_duration_ms: level['durationMs'] ?? null,
      },
    ],
  };
}

function given(names: Readonly<Record<string, string>>, planned: ObjectValue): ObjectValue {
  const set = Object.entries(names).filter(([name]) => string(planned[name]) !== '');
  return Object.fromEntries(set.map(([name, key]) => [key, { id: planned[name] ?? null }]));
}

function mapped(names: Readonly<Record<string, string>>, read: (key: string) => Value): ObjectValue {
  return Object.fromEntries(Object.entries(names).map(([name, key]) => [name, read(key)]));
}

const list = (value: Value | undefined): Value[] => (Array.isArray(value) ? value : []);
const orNone = (value: Value[]): Value => (value.length === 0 ? null : value);
