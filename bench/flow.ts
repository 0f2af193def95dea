import type { CategoryList } from '../config/categories';
import { findEnvironment, loadConfiguration } from '../config/load-configuration';
import { readFlowTemplate } from '../flows/flow-template';
import { renderFlow } from '../flows/render-flow';
import { median, report } from './support/report';

const ROUNDS = 40;

/** What it costs to render and check the flow, which everybody who synthesizes pays for each environment. */
function benchFlow(root: string): void {
  const configuration = loadConfiguration(root);
  const environment = findEnvironment(configuration, 'dev');
  const template = readFlowTemplate(root);
  const timeWith = (count: number) => {
    const categories = manyCategories(count);
    const times = Array.from({ length: ROUNDS }, () => {
      const begin = performance.now();
      renderFlow(environment, categories, template);
      return performance.now() - begin;
    });
    return median(times.slice(ROUNDS / 4));
  };
  const baseline = timeWith(10);
  report(
    'Flow: render and check',
    [10, 100, 1000].map((count) => ({
      what: `${count} categories`,
      value: timeWith(count),
      baseline,
      unit: 'ms',
      goal: { ratio: 2 },
    })),
  );
}

function manyCategories(count: number): CategoryList {
  const categories = Array.from({ length: count }, (_, index) => ({
    label: `C${index}`,
    queue: `Queue ${index}`,
    description: `Topic ${index}`,
    threshold: null,
  }));
  return { fallbackQueue: 'GeneralSupport', categories };
}

benchFlow(process.cwd());
