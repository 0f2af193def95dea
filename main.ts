import { loadConfiguration } from './config/load-configuration';
import { loadPrices } from './operations/cost/load-prices';
import { costLine, monthCost } from './operations/cost/month-cost';
import { tellFailure } from './scripts/tell-failure';
import { synthesizeApp } from './stacks/synthesize-app';

/** Folder of the project. */
const root = process.cwd();

// cdktf shows standard error as errors: what is only worth knowing goes to standard output.
try {
  const configuration = loadConfiguration(root, process.env);
  const { categories, notices } = configuration;
  const only = process.env['SYNTHESIZE_ONLY']; // set by the sandbox, which runs one environment
  const environments = configuration.environments.filter(({ name }) => only === undefined || name === only);
  for (const { environment, message } of notices) console.log(`${environment}: ${message}`);
  const prices = loadPrices(root);
  for (const environment of environments) {
    console.log(costLine(environment, monthCost(environment, prices, categories.categories)));
  }
  synthesizeApp(root, { categories, environments }, process.env, console.log);
} catch (error) {
  tellFailure(error);
  process.exitCode = 1;
}
