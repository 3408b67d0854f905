import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { participantId } from '../../shared/base/ids.ts';
import { registry } from '../../shared/participants/registry.ts';
import { ROSTER } from '../../shared/participants/roster.ts';
import { refusalOf } from '../../shared/policy/policy.ts';
import { LENGTH_LIMITS } from '../../shared/projection/length.ts';
import { chronicle } from '../../shared/projection/story.ts';
import { replay } from '../../shared/record/evolve.ts';
import { decideLengthLimit, HIGHEST_LIMIT, NO_LIMIT, type LengthLimitEvent } from '../../shared/record/length-limit.ts';
import { EMPTY_STATE } from '../../shared/record/state.ts';
import { entriesOf } from '../projection/built.ts';

const limits = fc.option(fc.integer({ min: 1, max: HIGHEST_LIMIT }), { nil: null });

describe('the limit on the length of a text', () => {
  it('[W37] is what was set last, whatever was set before; setting what it was before gives back exactly that state', () => {
    fc.assert(
      fc.property(fc.array(limits), limits, (before, limit) => {
        const events: LengthLimitEvent[] = [];
        let present = NO_LIMIT;
        for (const one of [...before, limit]) {
          const decided = decideLengthLimit(present, { type: 'set-length-limit', limit: one });
          expect(decided.ok).toBe(one !== present);
          if (decided.ok) events.push(...decided.value);
          present = one;
        }
        const then = replay(entriesOf(events));
        expect(then.lengthLimit).toBe(limit);
        const other = limit === 1 ? 2 : 1;
        const undone = replay(
          entriesOf([...events, ...[other, limit].map((one) => ({ type: 'LengthLimitSet' as const, limit: one }))]),
        );
        expect({ ...undone, last: then.last }).toEqual(then);
      }),
    );
  });

  it('[W37] is a number of words', () => {
    for (const limit of [0, -1, 0.5, Number.NaN, HIGHEST_LIMIT + 1])
      expect(decideLengthLimit(null, { type: 'set-length-limit', limit })).toMatchObject({
        ok: false,
        refusal: { code: 'malformed' },
      });
  });

  it('[W37] is for the secretariat alone to say', () => {
    const command = { type: 'set-length-limit', limit: LENGTH_LIMITS.secretariat } as const;
    const participant = participantId('p-no');
    for (const role of ['chair', 'delegate', 'observer'] as const)
      expect(refusalOf({ role, participant }, command, EMPTY_STATE)?.code).toBe('not-allowed');
    expect(refusalOf({ role: 'drafter', participant }, command, EMPTY_STATE)).toBeNull();
  });

  it('[W37] is told in the story of the record', () => {
    const entries = entriesOf([
      { type: 'LengthLimitSet', limit: LENGTH_LIMITS.other },
      { type: 'LengthLimitSet', limit: null },
    ]);
    const told = chronicle({ entries, state: replay(entries), registry: registry(ROSTER), wordsOf: () => '' });
    expect(told.map(({ sentence }) => sentence)).toEqual([
      'The secretariat set the limit on the length of the text at 10,700 words.',
      'The secretariat lifted the limit on the length of the text.',
    ]);
  });
});
