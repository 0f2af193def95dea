import { setTimeout as sleep } from 'node:timers/promises';
import { ComprehendClient } from '@aws-sdk/client-comprehend';
import type { CategoryList } from '../../config/categories';
import type { Environment } from '../../config/environment';
import { writeCorpusFile } from '../../stacks/artifacts/corpus-file';
import { wantedVersion } from '../../stacks/wanted-version';
import { type Adoption, adoptModel } from './adopt-model';
import { recordedModel } from './recorded-model';

/** Longest training that is waited for; the stack gives the provider as long. */
const PATIENCE_MS = 120 * 60_000;
const POLL_MS = 20_000;

/** `adoptModel` for the version that record and corpus ask for now. The stack must be synthesized and initialized. */
export async function adoptWantedModel(
  root: string,
  environment: Environment,
  categories: CategoryList,
): Promise<{ readonly version: string; readonly adoption: Adoption }> {
  const version = wantedVersion(
    environment,
    writeCorpusFile(root, categories, environment.classifier.maxCharacters).hash,
  );
  const client = new ComprehendClient({ region: environment.aws.region });
  try {
    const adoption = await adoptModel({
      client,
      version,
      names: { classifier: environment.classifier.name, endpoint: environment.classifier.endpoint.name },
      recorded: recordedModel(root, `classifier-${environment.name}`),
      timeoutMs: PATIENCE_MS,
      pollMs: POLL_MS,
      now: Date.now,
      sleep: (ms) => sleep(ms),
      report: (line) => console.error(line),
    });
    return { version, adoption };
  } finally {
    client.destroy();
  }
}
