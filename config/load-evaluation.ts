import { didYouMean } from './did-you-mean';
import { type EvaluationRecord, evaluationSchema } from './evaluation';
import { ConfigError } from './fault';
import { readRecord } from './read-record';

const FILE = 'config/evaluation.yaml';

/**
 * Reads config/evaluation.yaml below `root`.
 * @param labels labels of the categories; costs and limits may be given for no other
 * @throws {ConfigError} with every fault
 */
export function loadEvaluation(root: string, labels: readonly string[]): EvaluationRecord {
  const parsed = readRecord(root, FILE, evaluationSchema);
  if ('faults' in parsed) throw new ConfigError(parsed.faults);
  const { value, locate } = parsed;
  const faults = (['costs', 'gate'] as const).flatMap((part) =>
    Object.keys(value[part].categories)
      .filter((label) => !labels.includes(label))
      .map((label) => ({
        ...locate([part, 'categories', label]),
        message: `no category of that label in config/categories.yaml. ${didYouMean(label, labels)}Labels: ${labels.join(', ')}`,
      })),
  );
  if (faults.length > 0) throw new ConfigError(faults);
  return value;
}
