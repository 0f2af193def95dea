import type { EnvironmentRecord } from './environment';

/** Regions that offer Comprehend custom classification (AWS endpoint table, from memory: AWS itself has the last word). */
export const COMPREHEND_REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ca-central-1',
  'eu-west-1',
  'eu-west-2',
  'eu-central-1',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'us-gov-west-1',
] as const;

/** Settings that are right one by one and wrong together. */
export interface RecordFault {
  /** Keys from the record down. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What does not go together, each with the key that is wrong. */
export function engineFaults(
  { region }: EnvironmentRecord['aws'],
  { engine, standby, standbyThreshold, threshold }: EnvironmentRecord['classifier'],
): readonly RecordFault[] {
  const faults: RecordFault[] = [];
  if (engine === 'comprehend' && !COMPREHEND_REGIONS.some((known) => known === region)) {
    const message = `Comprehend offers no custom classification in ${region}; write classifier.engine: embedded, or take one of ${COMPREHEND_REGIONS.join(', ')}`;
    faults.push({ path: ['aws', 'region'], message });
  }
  if (engine === 'embedded' && standby) {
    const message = 'with engine: embedded the model in the function answers every mail; remove standby';
    faults.push({ path: ['classifier', 'standby'], message });
  }
  if (standbyThreshold !== undefined && !standby) {
    const message = 'there is no standby model; write standby: true, or remove standbyThreshold';
    faults.push({ path: ['classifier', 'standbyThreshold'], message });
  }
  if (standbyThreshold !== undefined && standbyThreshold < threshold) {
    const message = `the standby model must not be believed sooner than Comprehend; choose ${threshold} (classifier.threshold) or more`;
    faults.push({ path: ['classifier', 'standbyThreshold'], message });
  }
  return faults;
}
