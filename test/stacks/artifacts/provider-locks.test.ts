import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  formatProviderLocks,
  PROVIDER_LOCKS,
  parseProviderLocks,
  placeProviderLocks,
} from '../../../stacks/artifacts/provider-locks';
import { synthesize } from '../../support/synthesize';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'locks-'));
  mkdirSync(join(folder, 'stacks/routing-dev'), { recursive: true });
  const required_providers = { genesyscloud: { source: 'mypurecloud/genesyscloud', version: '1.82.0' } };
  writeFileSync(join(folder, 'stacks/routing-dev/cdk.tf.json'), JSON.stringify({ terraform: { required_providers } }));
});
afterEach(() => rmSync(folder, { recursive: true }));

const AWS = 'provider "registry.terraform.io/hashicorp/aws" {\n  version = "5.100.0"\n}\n';
const genesys = (...hashes: string[]) =>
  `provider "registry.terraform.io/mypurecloud/genesyscloud" {\n  version     = "1.82.0"\n  constraints = "1.82.0"\n` +
  `${hashes.length === 0 ? '' : `  hashes = [\n${hashes.map((hash) => `    ${hash}\n`).join('')}  ]\n`}}\n`;
const place = (shipped: string, before?: string) => {
  const file = join(folder, 'stacks/routing-dev/.terraform.lock.hcl');
  writeFileSync(join(folder, PROVIDER_LOCKS), shipped);
  if (before !== undefined) writeFileSync(file, before);
  placeProviderLocks(folder, folder, ['routing-dev'], 'linux_amd64');
  return readFileSync(file, 'utf8');
};

test('a stack gets the checksums of its own providers', () => {
  const placed = place(AWS + genesys('"h1:a", # linux_amd64', '"h1:b", # darwin_arm64'));
  expect(placed).toContain(genesys('"h1:b", # darwin_arm64', '"h1:a", # linux_amd64'));
  expect(placed).not.toContain('hashicorp/aws');
});

test('checksums of other platforms alone would refuse the package: the one that Terraform met here stays', () => {
  const shipped = genesys('"h1:b", # darwin_arm64');
  expect(place(shipped)).toContain(genesys());
  expect(place(shipped, genesys('"h1:met",'))).toContain(genesys('"h1:met",'));
  expect(place(shipped, genesys('"h1:met",').replaceAll('1.82.0', '1.80.0'))).toContain(genesys());
});

test('a checksum that Terraform noted from another package does not outlive the one that is shipped', () => {
  expect(place(genesys('"h1:a", # linux_amd64'), genesys('"h1:other",'))).not.toContain('other');
});

test('the shipped lock names every provider of every stack in the version that the stack asks for', () => {
  const shipped = readFileSync(PROVIDER_LOCKS, 'utf8');
  const locked = new Map(parseProviderLocks(shipped).map(({ address, version }) => [address, version]));
  const asked = [...synthesize().values()].flatMap(({ terraform }) => Object.values(terraform.required_providers));
  expect(asked.length).toBeGreaterThan(5);
  for (const { source, version } of asked) expect(locked.get(`registry.terraform.io/${source}`)).toBe(version);
  expect(formatProviderLocks(parseProviderLocks(shipped))).toBe(shipped);
});
