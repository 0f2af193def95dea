import type { Environment } from '../config/environment';
import { modelVersion } from './model-version';
import { awsNames } from './names';

/** What Comprehend is told about every training of the environment's classifier. */
export function trainingArguments({ classifier }: Pick<Environment, 'classifier'>) {
  return {
    name: classifier.name,
    language: classifier.language,
    mode: 'MULTI_CLASS',
    dataFormat: 'COMPREHEND_CSV',
  } as const;
}

/** Name of the model version that record and corpus ask for now, whether it is trained or not. */
export function wantedVersion(environment: Environment, corpusHash: string): string {
  const names = awsNames(environment);
  return modelVersion(corpusHash, {
    ...trainingArguments(environment),
    role: names.accessRole,
    bucket: names.corpusBucket(''),
  });
}
