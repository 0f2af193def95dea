/**
 * Why a request got no answer. error-response.ts gives each its status; messages never hold text of a mail,
 * because they go to the caller and into the log.
 */

/** The event is not a request: no JSON, a field missing, a wrong type. */
export class BadRequestError extends Error {
  override readonly name = 'BadRequestError';
}

/** Comprehend refused for now, also after the retries: more mails than the endpoint's inference units carry. */
export class ClassifierThrottledError extends Error {
  override readonly name = 'ClassifierThrottledError';
}

/** The endpoint is parked, being made or updated, or Comprehend itself fails or cannot be reached. */
export class ClassifierNotInServiceError extends Error {
  override readonly name = 'ClassifierNotInServiceError';
}

/** No answer before the deadline. */
export class ClassifierTimeoutError extends Error {
  override readonly name = 'ClassifierTimeoutError';
}

/** Comprehend answered, but not with classes: a reply that is no JSON, no class at all, a score that is no number. */
export class ClassifierReplyError extends Error {
  override readonly name = 'ClassifierReplyError';
}

/** Comprehend will never accept this call: rights, credentials, a model of another kind. */
export class ClassifierCallError extends Error {
  override readonly name = 'ClassifierCallError';
}

/** Comprehend's model is older than the category list: it names a class that the list does not know. */
export class ClassifierOutdatedError extends Error {
  override readonly name = 'ClassifierOutdatedError';
}

/** The function is deployed with settings that it cannot work with. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  /** @param faults one sentence each: the setting, its value, what is allowed */
  constructor(
    readonly faults: readonly string[],
    options?: ErrorOptions,
  ) {
    super(['the settings of the function are wrong:', ...faults].join('\n  '), options);
  }
}
