import { ConfigError } from './fault';
import { type Prices, pricesSchema } from './prices';
import { readRecord } from './read-record';

/** Reads config/prices.yaml below `root`. @throws {ConfigError} with every fault */
export function loadPrices(root: string): Prices {
  const parsed = readRecord(root, 'config/prices.yaml', pricesSchema);
  if ('faults' in parsed) throw new ConfigError(parsed.faults);
  return parsed.value;
}
