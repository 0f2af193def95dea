/**
 * How long each part waits for the next one, in milliseconds. Each is shorter than the one around it, so that the
 * part which gives up is the one that can say why: attempt < classifier < function < API Gateway's 29 s.
 * The data action around them waits `flow.dataActionTimeoutSeconds` (config/<env>.yaml, 20 s unless set).
 */
export const deadlines = {
  /** Opening a connection to Comprehend. */
  connectionMs: 1_000,
  /** One call of ClassifyDocument; a healthy endpoint answers in well under a second. */
  attemptMs: 3_000,
  /** Attempts at what may pass. */
  attempts: 3,
  /** All attempts and the pauses between them. */
  classifierMs: 8_000,
  /** The same where a standby model answers next: a healthy endpoint needs a fraction of it, and the mail waits no longer. */
  beforeStandbyMs: 1_500,
  /** The Lambda function's own timeout. */
  functionMs: 10_000,
} as const;
