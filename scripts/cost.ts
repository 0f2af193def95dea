import { Command } from 'commander';
import { ConfigError } from '../config/fault';
import { findEnvironment, loadConfiguration } from '../config/load-configuration';
import { loadPrices } from '../operations/cost/load-prices';
import { costLine, monthCost } from '../operations/cost/month-cost';

new Command('cost')
  .description(
    "A month's cost of an environment by config/prices.yaml, and whether its endpoint can carry the volume that its record states.\n" +
      'Exit code 0: it can, 1: the configuration is faulty, 3: the peak does not fit.',
  )
  .argument('<env>')
  .option('--json', 'as JSON', false)
  .action((name: string, { json }: { json: boolean }) => {
    try {
      const configuration = loadConfiguration(process.cwd(), process.env);
      const environment = findEnvironment(configuration, name);
      const prices = loadPrices(process.cwd());
      const cost = monthCost(environment, prices, configuration.categories.categories);
      if (!cost.capacity.enough) process.exitCode = 3;
      if (json) {
        console.log(JSON.stringify({ environment: name, pricesAsOf: prices.asOf, ...cost }, null, 2));
        return;
      }
      for (const { what, basis, amount } of cost.lines) {
        console.log(`${what.padEnd(22)}${amount.toFixed(2).padStart(10)}  ${basis}`);
      }
      console.log(
        `${'USD a month'.padEnd(22)}${cost.total.toFixed(2).padStart(10)}  prices of ${prices.asOf}, us-east-1`,
      );
      console.log(costLine(environment, cost));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      console.error(error.message);
      process.exitCode = 1;
    }
  })
  .parse();
