import { App } from 'cdktf';
import { loadConfiguration } from './config/load-configuration';
import { loadPrices } from './operations/cost/load-prices';
import { costLine, monthCost } from './operations/cost/month-cost';
import { tellFailure } from './scripts/tell-failure';
import { writeCorpusFile } from './stacks/artifacts/corpus-file';
import { placeProviderLocks } from './stacks/artifacts/provider-locks';
import { shippedModel } from './stacks/artifacts/shipped-model';
import { addEnvironment } from './stacks/environment-stacks';
import { withoutStackTraces } from './stacks/without-stack-traces';

/** Folder of the project. */
const root = process.cwd();

try {
  const { categories, environments, notices } = loadConfiguration(root, process.env);
  for (const { environment, message } of notices) console.error(`${environment}: ${message}`);
  const prices = loadPrices(root);
  for (const environment of environments) {
    console.error(costLine(environment, monthCost(environment, prices, categories.categories)));
  }
  const corpus = writeCorpusFile(root, categories);
  const model = shippedModel(root, corpus, (message) => console.error(message));
  const throughGateway = Boolean(process.env['GENESYSCLOUD_GATEWAY_HOST']);
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
} catch (error) {
  tellFailure(error);
  process.exitCode = 1;
}
