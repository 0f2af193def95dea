import { App } from 'cdktf';
import type { Configuration } from '../config/load-configuration';
import type { Variables } from '../config/region-variables';
import { writeCorpusFile } from './artifacts/corpus-file';
import { placeProviderLocks } from './artifacts/provider-locks';
import { shippedModel } from './artifacts/shipped-model';
import { addEnvironment } from './environment-stacks';
import { withoutStackTraces } from './without-stack-traces';

/**
 * Writes what the configuration says now to cdktf.out, or to where CDKTF_OUTDIR points: every stack of these environments.
 * @param root folder of the project, the working folder
 * @param tell told before work that takes seconds
 * @throws {ConfigError} @throws {FlowError}
 */
export function synthesizeApp(
  root: string,
  { categories, environments }: Pick<Configuration, 'categories' | 'environments'>,
  variables: Variables,
  tell: (sentence: string) => void,
): void {
  const corpus = writeCorpusFile(root, categories);
  const model = shippedModel(root, corpus, tell);
  const throughGateway = Boolean(variables['GENESYSCLOUD_GATEWAY_HOST']);
  const parts = { root, categories, model, throughGateway };
  withoutStackTraces(() => {
    const app = new App({ skipValidation: true }); // the one validation that our stacks add starts a Terraform process
    for (const environment of environments) {
      const { maxCharacters } = environment.classifier;
      addEnvironment(app, environment, { ...parts, corpus: writeCorpusFile(root, categories, maxCharacters) });
    }
    app.synth();
    placeProviderLocks(root, app.outdir, Object.keys(app.manifest.stacks));
  });
}
