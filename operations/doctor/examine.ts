import { checkAws } from './aws/check-aws';
import type { Diagnosis } from './diagnosis';
import type { Facts } from './facts';
import { checkAddress } from './genesys/check-address';
import { checkClient } from './genesys/check-client';
import { checkObjects } from './genesys/check-objects';
import { checkMachine } from './machine/check-machine';
import { checkStates } from './machine/check-states';

/** All checks, in the order in which somebody would mend things. */
export function examine(facts: Facts): readonly Diagnosis[] {
  return [checkMachine, checkStates, checkAws, checkClient, checkAddress, checkObjects].flatMap((check) =>
    check(facts),
  );
}

/** Whether a deploy can begin and mail can arrive. What was not checked stands against nothing. */
export function isReady(findings: readonly Diagnosis[]): boolean {
  return findings.every(({ status }) => status !== 'missing');
}
