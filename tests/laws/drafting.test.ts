import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { participantId } from '../../shared/base/ids.ts';
import {
  decideDrafting,
  discardingFault,
  edited,
  tablingFault,
  type Drafting,
  type DraftingAct,
} from '../../shared/record/drafting.ts';

const [NO, KE, BR] = ['p-no', 'p-ke', 'p-br'].map(participantId) as [never, never, never];
const ALL = [NO, KE, BR];
const FIRST: Drafting = { sponsors: [NO], invited: [], ready: [], rationale: '' };

interface Room {
  drafting: Drafting;
  text: number;
}

const digest = (text: number): string => String(text);

function give(room: Room, who: never, act: DraftingAct): string | null {
  const next = decideDrafting(room.drafting, who, act, {
    kindOf: (id) => (id.startsWith('p-') ? 'state' : id.startsWith('g-') ? 'group' : null),
    version: () => digest(room.text),
  });
  if (next.ok) room.drafting = next.value;
  return next.ok ? null : next.refusal.code;
}

const who = fc.constantFrom(...ALL);
const act: fc.Arbitrary<(room: Room) => DraftingAct | 'edit'> = fc.oneof(
  who.map((participant) => () => ({ act: 'invite' as const, participant })),
  who.map((participant) => () => ({ act: 'take-back-invitation' as const, participant })),
  fc.constantFrom('join' as const, 'decline' as const, 'leave' as const, 'not-ready' as const).map((one) => () => ({ act: one })),
  fc.boolean().map((late) => (room: Room) => ({
    act: 'ready' as const,
    version: digest(room.text - (late ? 1 : 0)),
    rationale: room.drafting.rationale,
  })),
  fc.constantFrom('', 'clearer').map((rationale) => () => ({ act: 'word-rationale' as const, rationale })),
  fc.constant(() => 'edit' as const),
);

describe('delegations that prepare a proposal together', () => {
  it('[U4] nobody is a sponsor who did not join, and nobody clears words but those that they saw, whatever comes in which order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(who, act), { maxLength: 40 }), (acts) => {
        const room: Room = { drafting: FIRST, text: 1 };
        const joined = new Set([NO]);
        /** What each delegation has last said that it clears: words, rationale, and with whom. */
        const cleared = new Map<never, string>();
        const present = (): string => `${room.text} ${room.drafting.rationale} ${room.drafting.sponsors.join(' ')}`;
        for (const [one, make] of acts) {
          const asked = make(room);
          if (asked === 'edit') {
            room.text += 1;
            room.drafting = edited(room.drafting);
          } else if (give(room, one, asked) === null) {
            if (asked.act === 'join') joined.add(one);
            if (asked.act === 'leave') joined.delete(one);
            if (asked.act === 'ready') cleared.set(one, present());
          }
          const { sponsors, invited, ready } = room.drafting;
          expect(new Set(sponsors)).toEqual(joined);
          expect(sponsors.length).toBeGreaterThan(0);
          expect(new Set([...sponsors, ...invited]).size).toBe(sponsors.length + invited.length);
          for (const id of ready) expect(cleared.get(id as never)).toBe(present());
          if (sponsors.length > 1 && tablingFault(room.drafting) === null)
            expect([...ready].toSorted()).toEqual([...sponsors].toSorted());
        }
      }),
    );
  });

  it('[U4] they are sponsors in the order in which they joined; who leaves is none', () => {
    const room: Room = { drafting: FIRST, text: 1 };
    expect(give(room, NO, { act: 'invite', participant: BR })).toBeNull();
    expect(give(room, NO, { act: 'invite', participant: KE })).toBeNull();
    expect(give(room, KE, { act: 'join' })).toBeNull();
    expect(give(room, BR, { act: 'join' })).toBeNull();
    expect(room.drafting.sponsors).toEqual([NO, KE, BR]);
    expect(give(room, NO, { act: 'leave' })).toBeNull();
    expect(room.drafting.sponsors).toEqual([KE, BR]);
    expect(discardingFault(room.drafting)?.code).toBe('other-sponsors');
    expect(give(room, NO, { act: 'ready', version: '1', rationale: '' })).toBe('not-a-sponsor');
  });

  it('[U4] what makes no sense is refused', () => {
    const room: Room = { drafting: { ...FIRST, invited: [KE] }, text: 1 };
    expect(give(room, NO, { act: 'invite', participant: KE })).toBe('sponsors-already');
    expect(give(room, NO, { act: 'invite', participant: participantId('g-nam') })).toBe('not-allowed');
    expect(give(room, NO, { act: 'invite', participant: participantId('nobody') })).toBe('unknown-participant');
    expect(give(room, KE, { act: 'invite', participant: BR })).toBe('not-a-sponsor');
    expect(give(room, NO, { act: 'leave' })).toBe('last-sponsor');
    expect(give(room, NO, { act: 'ready', version: '0', rationale: '' })).toBe('changed-since');
    expect(give(room, NO, { act: 'ready', version: '1', rationale: 'other' })).toBe('changed-since');
    expect(give(room, KE, { act: 'join' })).toBeNull();
    expect(tablingFault(room.drafting)?.code).toBe('not-ready');
    for (const one of [NO, KE]) expect(give(room, one, { act: 'ready', version: '1', rationale: '' })).toBeNull();
    expect(tablingFault(room.drafting)).toBeNull();
    expect(tablingFault(room.drafting, participantId('g-nam'))?.code).toBe('not-allowed');
  });
});
