/**
 * The one contract between the flow's data action, API Gateway and the Lambda function.
 * It types the handler, becomes the API's request model and the data action's input and output contracts.
 *
 * Changing a schema replaces the data action (Genesys Cloud cannot change a published contract), and the flow is
 * published again with it. Properties are flat scalars: Architect flattens nothing else reliably.
 */

/** What the flow sends. Subject and body are required; either may be empty. */
export interface ClassifyRequest {
  readonly EmailSubject: string;
  readonly EmailBody: string;
  /** Id of the conversation in Genesys Cloud, for the log. */
  readonly ConversationId?: string;
}

/**
 * - `matched`: the best class has a queue and reached its threshold
 * - `below-threshold`: the best class is not certain enough
 * - `out-of-scope`: the best class is one that has no queue, or one that the category list does not know
 * - `no-text`: neither subject nor body holds text, the classifier was not asked
 */
export type Reason = 'matched' | 'below-threshold' | 'out-of-scope' | 'no-text';

/**
 * Who scored the mail.
 * - `comprehend`: the Comprehend endpoint
 * - `embedded`: the model inside the function, because the record says so
 * - `standby`: the same model in place of a Comprehend that did not answer, with a stricter threshold
 * - `""`: the classifier was not asked
 */
export type EngineName = 'comprehend' | 'embedded' | 'standby';

/** The answer with status 200. */
export interface ClassifyResponse {
  /** Queue to transfer to, exactly as it is called in Genesys Cloud; `""` unless `Reason` is `matched`. */
  readonly QueueName: string;
  /** Score of the best class, 0..1; 0 when the classifier was not asked. */
  readonly Confidence: number;
  /** Label of the best class; `""` when the classifier was not asked. */
  readonly Category: string;
  readonly Reason: Reason;
  readonly Engine: EngineName | '';
  /** Which model decided: the version in Comprehend, or the first digits of the key of the model in the function; `""` when nothing was asked. */
  readonly ModelVersion: string;
  /** Names this answer in the function's log, and on the interaction. */
  readonly DecisionId: string;
}

/** The subset of JSON Schema that API Gateway models and Genesys Cloud contracts share. */
export interface ContractSchema {
  readonly title: string;
  readonly type: 'object';
  readonly properties: Readonly<
    Record<string, { readonly type: 'string' | 'number' | 'integer' | 'boolean'; readonly description: string }>
  >;
  readonly required: readonly string[];
}

export const requestSchema = {
  title: 'ClassifyRequest',
  type: 'object',
  properties: {
    EmailSubject: { type: 'string', description: 'Subject of the mail, may be empty' },
    EmailBody: { type: 'string', description: 'Body of the mail, plain text or HTML, may be empty' },
    ConversationId: { type: 'string', description: 'Id of the conversation, may be left out' },
  },
  required: ['EmailSubject', 'EmailBody'],
} as const satisfies ContractSchema;

export const responseSchema = {
  title: 'ClassifyResponse',
  type: 'object',
  properties: {
    QueueName: { type: 'string', description: 'Queue to transfer to, empty unless the mail was matched' },
    Confidence: { type: 'number', description: 'Score of the best class, 0 to 1' },
    Category: { type: 'string', description: 'Label of the best class' },
    Reason: { type: 'string', description: 'matched, below-threshold, out-of-scope or no-text' },
    Engine: { type: 'string', description: 'comprehend, embedded or standby; empty when nothing was asked' },
    ModelVersion: { type: 'string', description: 'Which model decided' },
    DecisionId: { type: 'string', description: 'Names this answer in the log' },
  },
  required: ['QueueName', 'Confidence', 'Category', 'Reason', 'Engine', 'ModelVersion', 'DecisionId'],
} as const satisfies ContractSchema;
