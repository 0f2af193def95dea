import { expect, test } from '@jest/globals';
import { loadConfiguration } from '../../config/load-configuration';
import { deadlines } from '../../lambda/deadlines';

test('whoever waits for another waits longer than that one', () => {
  const apiGatewayMs = 29_000;
  const { connectionMs, attemptMs, classifierMs, functionMs } = deadlines;
  const chain = [connectionMs, attemptMs, classifierMs, functionMs, apiGatewayMs];
  expect(chain).toEqual([...new Set(chain)].sort((a, b) => a - b));
  for (const { name, flow } of loadConfiguration(process.cwd()).environments) {
    expect({ name, waitsMs: flow.dataActionTimeoutSeconds * 1_000 > functionMs }).toEqual({ name, waitsMs: true });
  }
});
