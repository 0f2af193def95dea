import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

/** Everything that a person or the function runs. */
const FOLDERS = ['config', 'corpus', 'flows', 'lambda', 'operations', 'scripts', 'stacks'];
const SOURCES = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8')),
);

/** `comprehend:ListEndpoints` of `ListEndpointsCommand` and of `paginateListEndpoints`, imported from `@aws-sdk/client-comprehend`. */
function actionsOf(source: string): readonly string[] {
  return [...source.matchAll(/import\s*\{([^}]*)\}\s*from '@aws-sdk\/client-([\w-]+)'/g)].flatMap(
    ([, names = '', service]) =>
      [...names.matchAll(/\b(?:(\w+)Command|paginate(\w+))\b/g)].map(([, command, paginated]) =>
        actionOf(String(service), String(command ?? paginated)),
      ),
  );
}

/** IAM's name of a call; it is not always that of the client. */
function actionOf(service: string, command: string): string {
  if (service === 'api-gateway') return `apigateway:${/^(Get|List)/.test(command) ? 'GET' : 'POST'}`;
  return `${service.replace('service-quotas', 'servicequotas')}:${command}`;
}

/** Of `a:One`, `Two` in one line of the table also `a:Two`. */
function listed(document: string): readonly string[] {
  return document.split('\n').flatMap((line) => {
    let service = '';
    return [...line.matchAll(/`([a-z\d]+:)?([\w*]+)`/g)].map(([, prefix, name]) => {
      service = prefix ?? service;
      return service + name;
    });
  });
}

test('docs/aws-permissions.md lists every action that the code asks AWS for', () => {
  const asked = [...new Set(SOURCES.flatMap(actionsOf))].sort();
  const allowed = new Set(listed(readFileSync('docs/aws-permissions.md', 'utf8')));
  expect(asked).toContain('comprehend:ClassifyDocument');
  expect(asked.filter((action) => !allowed.has(action))).toEqual([]);
});
