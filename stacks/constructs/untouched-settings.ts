import type { RoutingQueueConfig } from '@cdktf/provider-genesyscloud/lib/routing-queue';

/**
 * What an update would wipe or reset because the configuration does not set it (measured with provider 1.82.0). Terraform sends what the queue
 * has instead, if it is told to ignore the difference.
 */
const WIPED = [
  'acw_wrapup_prompt',
  'auto_answer_only',
  'bullseye_rings',
  'calling_party_name',
  'calling_party_number',
  'canned_response_libraries',
  'conditional_group_activation',
  'conditional_group_routing_rules',
  'default_script_ids',
  'description',
  'direct_routing',
  'email_in_queue_flow_id',
  'enable_audio_monitoring',
  'enable_manual_assignment',
  'enable_transcription',
  'groups',
  'ignore_members', // states of older versions have it; to take it away would empty the queue
  'members',
  'message_in_queue_flow_id',
  'on_hold_prompt_id',
  'outbound_email_address',
  'outbound_messaging_open_messaging_recipient_id',
  'outbound_messaging_sms_address_id',
  'outbound_messaging_whatsapp_recipient_id',
  'peer_id',
  'queue_flow_id',
  'routing_rules',
  'scoring_method',
  'skill_evaluation_method',
  'skill_groups',
  'suppress_in_queue_call_recording',
  'teams',
  'whisper_prompt_id',
] as const;

/** Attributes of a queue that are left as they are in Genesys Cloud: all but those of its record. */
export function untouchedSettings(record: Partial<RoutingQueueConfig>): string[] {
  const set = new Set(Object.keys(record).map(snakeCase));
  return WIPED.filter((name) => !set.has(name));
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
