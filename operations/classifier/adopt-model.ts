import { type ComprehendClient, DeleteDocumentClassifierCommand } from '@aws-sdk/client-comprehend';
import { KnownError } from '../../config/known-error';
import { readClassifierState } from './classifier-state';
import type { RecordedModel } from './recorded-model';

/** The version that is wanted can neither be taken nor trained, or did not become ready in time. */
export class AdoptionError extends KnownError {
  override readonly name = 'AdoptionError';
}

/**
 * - `absent`: there is no such version, a deploy trains it
 * - `recorded`: there is, and the state names it
 * - `adopted`: there is, and the state names it from now on
 * - `cleared`: there was one whose training had failed; it is deleted and a deploy trains it again
 */
export type Adoption = 'absent' | 'recorded' | 'adopted' | 'cleared';

/**
 * Makes way for a model version that Comprehend has already though the state does not name it: a deploy was killed while it
 * trained, or an older corpus is wanted again. The provider would ask for it a second time, and Comprehend refuses that.
 * A training that goes on is waited for.
 * @param options.report told what happens, and at least once a minute that it still waits
 */
export async function adoptModel(options: {
  readonly client: ComprehendClient;
  readonly names: { readonly classifier: string; readonly endpoint: string };
  readonly version: string;
  readonly recorded: RecordedModel;
  readonly timeoutMs: number;
  readonly pollMs: number;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly report: (line: string) => void;
}): Promise<Adoption> {
  const { client, names, version, recorded, report, now } = options;
  const end = now() + options.timeoutMs;
  let said = '';
  let saidAt = Number.NEGATIVE_INFINITY;
  let cleared = false;
  for (;;) {
    const { versions } = await readClassifierState(client, names);
    const found = versions.find((one) => one.version === version);
    if (found === undefined) return cleared ? 'cleared' : 'absent';
    const { arn, status, message = 'no message' } = found;
    switch (status) {
      case 'TRAINED':
        if (await recorded.holds(arn)) return 'recorded';
        report(`model version ${version} is trained already: taking it into the state`);
        await recorded.replace(arn);
        return 'adopted';
      case 'TRAINED_WITH_WARNING':
        if (await recorded.holds(arn)) return 'recorded';
        throw new AdoptionError(
          `model version ${version} was trained with a warning, which the provider cannot take: ${message}. ` +
            'Mend the corpus, which is another version then; see "Training that ends with a warning" in docs/classifier.md',
        );
      case 'IN_ERROR':
      case 'STOPPED':
        report(`model version ${version} is ${status} (${message}): deleting it, so that it can be trained again`);
        await client.send(new DeleteDocumentClassifierCommand({ DocumentClassifierArn: arn }));
        cleared = true;
        break;
      default:
        if (status !== said || now() - saidAt >= 60_000) {
          report(`model version ${version} is ${status}: waiting`);
          said = status;
          saidAt = now();
        }
    }
    if (now() >= end)
      throw new AdoptionError(`model version ${version} is still ${status}; run the same command later`);
    await options.sleep(options.pollMs);
  }
}
