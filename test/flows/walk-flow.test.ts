import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { checkFlow, flowFacts } from '../../flows/check-flow';
import { categories } from '../support/routing-environment';

/** A little flow, as a person would sketch it: each word one action, each choice its branches. */
type Sketch = readonly Action[];
type Action =
  | 'set' // a queue into the target
  | 'unset'
  | 'transfer to the target'
  | 'transfer to IRA'
  | 'drop'
  | { readonly find: { readonly found: Sketch; readonly notFound: Sketch } }
  | { readonly ask: { readonly yes: Sketch; readonly no: Sketch } };

const { sketch } = fc.letrec<{ sketch: Sketch; action: Action }>((tie) => ({
  sketch: fc.array(tie('action'), { maxLength: 4, depthIdentifier: 'flow' }),
  action: fc.oneof(
    { depthIdentifier: 'flow', maxDepth: 3 },
    fc.constantFrom<Action>('set', 'unset', 'transfer to the target', 'transfer to IRA', 'drop'),
    fc.record({ find: fc.record({ found: tie('sketch'), notFound: tie('sketch') }) }),
    fc.record({ ask: fc.record({ yes: tie('sketch'), no: tie('sketch') }) }),
  ),
}));

/** Ways in which a mail can end: every combination of branches is run for itself. */
function runs(sketch: Sketch, set: boolean): ('queue' | 'lost' | { readonly set: boolean })[] {
  const [action, ...rest] = sketch;
  if (action === undefined) return [{ set }];
  if (action === 'set') return runs(rest, true);
  if (action === 'unset') return runs(rest, false);
  if (action === 'transfer to IRA') return ['queue'];
  if (action === 'transfer to the target') return [set ? 'queue' : 'lost'];
  if (action === 'drop') return ['lost'];
  const branches =
    'find' in action ? [runs(action.find.found, true), runs(action.find.notFound, false)] : asked(action.ask);
  return branches.flat().flatMap((end) => (typeof end === 'string' ? [end] : runs(rest, end.set)));

  /** `IsSet`: the yes branch runs only when it is set; the checker does not use that a no means unset. */
  function asked({ yes, no }: { readonly yes: Sketch; readonly no: Sketch }) {
    return set ? [runs(yes, true), runs(no, true)] : [runs(yes, true), runs(no, false)];
  }
}

function toYaml(sketch: Sketch): string {
  const noValue = { noValue: true };
  const transfer = (targetQueue: object) => ({
    transferToAcd: { targetQueue, priority: { lit: 0 }, preferredAgents: noValue, languageSkill: noValue },
  });
  const update = (value: object) => ({ updateData: { statements: [{ queue: { variable: 'State.Target', value } }] } });
  const action = (one: Action): object => {
    if (one === 'set') return update({ lit: { name: '401K' } });
    if (one === 'unset') return update(noValue);
    if (one === 'transfer to IRA') return transfer({ lit: { name: 'IRA' } });
    if (one === 'transfer to the target') return transfer({ exp: 'State.Target' });
    if (one === 'drop') return { disconnect: { none: true } };
    if ('ask' in one) {
      const { yes, no } = one.ask;
      const outputs = { yes: { actions: yes.map(action) }, no: { actions: no.map(action) } };
      return { decision: { condition: { exp: 'IsSet(State.Target)' }, outputs } };
    }
    const { found, notFound } = one.find;
    const outputs = { found: { actions: found.map(action) }, notFound: { actions: notFound.map(action) } };
    return { findQueue: { findName: { lit: '529' }, findResult: { var: 'State.Target' }, outputs } };
  };
  return stringify({
    inboundEmail: {
      name: 'x',
      startUpRef: './states/state[1]',
      defaultLanguage: 'en-us',
      supportedLanguages: { 'en-us': { defaultLanguageSkill: noValue } },
      settingsInboundEmailHandling: { emailHandling: { disconnect: { none: true } } },
      settingsErrorHandling: { errorHandling: { disconnect: { none: true } } },
      states: [
        {
          state: {
            name: '1',
            refId: '1',
            variables: [{ queueVariable: { name: 'State.Target', initialValue: noValue } }],
            actions: sketch.map(action),
          },
        },
      ],
    },
  });
}

test('a flow is free of these faults exactly when each of its runs ends in a queue', () => {
  let sound = 0;
  let faulty = 0;
  fc.assert(
    fc.property(sketch, (sketch) => {
      const lost = runs(sketch, false).some((end) => end !== 'queue');
      const faults = checkFlow(
        toYaml(sketch),
        flowFacts({ name: 'dev', genesys: { region: 'us-east-1' }, flow: {} }, categories),
      )
        .map(({ message }) => message)
        .filter((message) => !/never reached|never used/.test(message));
      if (lost) faulty += 1;
      else sound += 1;
      expect({ lost: faults.length > 0, sketch, faults }).toEqual({ lost, sketch, faults });
    }),
    { numRuns: 300 },
  );
  expect(Math.min(sound, faulty)).toBeGreaterThan(20);
});
