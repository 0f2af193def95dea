import { ConfigError } from '../../config/fault';
import { readRecord } from '../../config/read-record';
import { type Prices, pricesSchema } from './prices';

/** Reads config/prices.yaml below `root`. @throws {ConfigError} with every fault */
export function loadPrices(root: string): Prices {
  const parsed = readRecord(root, 'config/prices.yaml', pricesSchema);
  if ('faults' in parsed) throw new ConfigError(parsed.faults);
  return parsed.value;
}
