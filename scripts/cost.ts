import { loadPrices } from '../operations/cost/load-prices';
import { costLine, type MonthCost, monthCost } from '../operations/cost/month-cost';
import { EXIT } from './exit-codes';
import { environmentArgument, type JsonTarget, jsonOption } from './options';
import { runCommand } from './run-command';

void runCommand('cost', (command, shell) =>
  command
    .addArgument(environmentArgument())
    .addOption(jsonOption())
    .action((name: string, { json }: { json?: JsonTarget }) => {
      const { environment, categories } = shell.environment(name);
      const prices = loadPrices(shell.root);
      const cost = monthCost(environment, prices, categories.categories);
      const lines = [
        ...cost.lines.map(({ what, basis, amount, most }) =>
          line(what, amount, most === undefined ? basis : `${basis}, at most ${most.toFixed(2)}`),
        ),
        line('USD a month', cost.total, `prices of ${prices.asOf}, us-east-1`),
        ...hourLine(cost),
        costLine(environment, cost),
      ];
      shell.answer(lines.join('\n'), { environment: name, pricesAsOf: prices.asOf, ...cost }, json);
      process.exitCode = cost.capacity.enough ? EXIT.done : EXIT.no;
    }),
);

function hourLine({ endpointHour }: MonthCost): readonly string[] {
  if (endpointHour === undefined) return [];
  const { least, most } = endpointHour;
  const range = least === most ? '' : ` with the fewest units, ${most.toFixed(2)} with the most`;
  return [line('USD an hour', least, `each hour that the endpoint is there${range}`)];
}

function line(what: string, amount: number, basis: string): string {
  return `${what.padEnd(22)}${amount.toFixed(2).padStart(10)}  ${basis}`;
}
