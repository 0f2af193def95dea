/** Throughput of one inference unit (Comprehend quotas). */
export const CHARACTERS_PER_UNIT_SECOND = 100;
export const DOCUMENTS_PER_UNIT_SECOND = 2;
