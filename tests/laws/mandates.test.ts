import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { participantId, preparationId, proposalId, seatId } from '../../shared/base/ids.ts';
import { mandateFault } from '../../shared/participants/mandates.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { refusalOf } from '../../shared/policy/policy.ts';
import type { Command } from '../../shared/record/command.ts';
import type { Actor, EntryBody } from '../../shared/record/event.ts';
import { evolveMandates, NO_MANDATES, withoutMandate } from '../../shared/record/mandates.ts';
import { EMPTY_STATE } from '../../shared/record/state.ts';
import { mandateNews } from '../../server/rooms/mandate-notes.ts';
import { REGISTRY } from '../projection/built.ts';

const KENYA = participantId('p-ke');
const AGN = participantId('g-african');
const NAM = participantId('g-nam');
const SEAT: Seat = { id: seatId('kenya'), name: 'W. Kamau', role: 'delegate', participant: KENYA, mandates: [AGN] };
const proposal = proposalId('q1');

const SEATS = [SEAT.id, seatId('kenya-2')];
const GROUPS = [AGN, NAM];
const SECRETARIAT: Actor = {
  seat: seatId('drafter-1'),
  user: 'A. Osei',
  participant: participantId('p-secretariat'),
  role: 'drafter',
};
const ACT = { at: '2026-07-06T08:00:00.000Z', by: SECRETARIAT };
const SPOKEN = { type: 'ProposalSponsored', proposal, participant: AGN } as const;
type Told = Pick<EntryBody, 'number' | 'event' | 'actor' | 'onBehalfOf' | 'mandate'>;

/** What a delegation says for a group. */
const FOR: Readonly<Record<string, (group: typeof AGN) => Command>> = {
  'take-position': (onBehalfOf) => ({ type: 'take-position', proposal, participant: KENYA, onBehalfOf, stance: 'support' }),
  table: (onBehalfOf) => ({ type: 'table', preparation: preparationId('w-1'), rationale: '', onBehalfOf }),
  sponsor: (participant) => ({ type: 'sponsor', proposal, participant }),
  leave: (participant) => ({ type: 'leave', proposal, participant }),
  'break-silence': (participant) => ({ type: 'break-silence', silence: 2, clauses: null, participant, reason: 'no' }),
};

describe('speaking for a group', () => {
  it.each(Object.entries(FOR))('[U5] is a right of the seat: %s', (_, make) => {
    expect(refusalOf(SEAT, make(AGN), EMPTY_STATE)).toBeNull();
    expect(refusalOf(SEAT, make(NAM), EMPTY_STATE)?.code).toBe('not-allowed');
    const { mandates: _none, ...without } = SEAT;
    expect(refusalOf(without, make(AGN), EMPTY_STATE)?.code).toBe('not-allowed');
    expect(refusalOf({ ...SEAT, role: 'observer' }, make(AGN), EMPTY_STATE)?.code).toBe('not-allowed');
  });

  it('[U5] a group does not vote', () => {
    const vote = (participant: typeof AGN): Command => ({ type: 'cast-vote', vote: 2, participant, choice: 'for' });
    expect(refusalOf(SEAT, vote(AGN), EMPTY_STATE)?.code).toBe('not-allowed');
    expect(refusalOf(SEAT, vote(KENYA), EMPTY_STATE)).toBeNull();
  });

  it('[U5] is given to the seats of delegations, for groups', () => {
    expect(mandateFault(SEAT, [AGN, NAM], REGISTRY)).toBeNull();
    expect(mandateFault(SEAT, [], REGISTRY)).toBeNull();
    expect(mandateFault({ role: 'chair' }, [AGN], REGISTRY)).toContain('delegation');
    expect(mandateFault(SEAT, [participantId('p-no')], REGISTRY)).toContain('groups alone');
    expect(mandateFault(SEAT, [AGN, AGN], REGISTRY)).toContain('twice');
  });

  it('[U8] [R1] an entry that speaks for a group names a mandate in force of its seat, and no other does, on any history', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ act: fc.constantFrom('give', 'take', 'speak'), seat: fc.nat(1), group: fc.nat(1) })),
        (acts) => {
          const entries: Told[] = [];
          const held = new Map<string, number>();
          for (const { act, seat, group } of acts) {
            const [who, whom] = [SEATS[seat]!, GROUPS[group]!];
            const number = entries.length + 1;
            const mandate = held.get(`${seat}${group}`);
            const silent = { number, actor: SECRETARIAT, onBehalfOf: null };
            if (act === 'give' && mandate === undefined) {
              held.set(`${seat}${group}`, number);
              entries.push({
                ...silent,
                event: { type: 'MandateGiven', seat: who, user: 'W. Kamau', participant: KENYA, onBehalfOf: whom, given: ACT },
              });
            }
            if (act === 'take' && mandate !== undefined) {
              held.delete(`${seat}${group}`);
              entries.push({ ...silent, event: { type: 'MandateTakenBack', mandate, taken: ACT } });
            }
            if (act === 'speak' && mandate !== undefined)
              entries.push({ number, mandate, actor: { ...SECRETARIAT, seat: who }, onBehalfOf: whom, event: SPOKEN });
          }
          expect(withoutMandate(entries)).toBeNull();
          for (const [index, entry] of entries.entries()) {
            const put = (other: Told): Told[] => entries.with(index, other);
            if (entry.mandate === undefined) {
              expect(withoutMandate(put({ ...entry, mandate: 1 }))).toBe(entry.number);
              continue;
            }
            const { mandate: _mandate, ...without } = entry;
            expect(withoutMandate(put(without))).toBe(entry.number);
            expect(withoutMandate(put({ ...entry, mandate: entry.mandate + 1 }))).toBe(entry.number);
            expect(withoutMandate(put({ ...entry, onBehalfOf: null }))).toBe(entry.number);
            expect(withoutMandate(put({ ...entry, actor: { ...entry.actor, seat: seatId('other') } }))).toBe(entry.number);
          }
        },
      ),
    );
  });
});

it('[U8] of mandates that were given, taken back and given again within one moment the latest is in force', () => {
  const event = {
    type: 'MandateGiven',
    seat: SEAT.id,
    user: SEAT.name,
    participant: KENYA,
    onBehalfOf: AGN,
    given: ACT,
  } as const;
  const first = evolveMandates(NO_MANDATES, event, 5);
  const again = evolveMandates(evolveMandates(first, { type: 'MandateTakenBack', mandate: 5, taken: ACT }, 6), event, 7);
  const given = { seat: SEAT.id, group: AGN, given: ACT };
  const process = {
    mandates: () => [
      { ...given, taken: ACT },
      { ...given, taken: null },
    ],
    seat: () => SEAT,
  };
  expect(mandateNews({ mandates: again }, process, null)).toEqual([]);
  expect(mandateNews({ mandates: again }, { ...process, mandates: () => [{ ...given, taken: ACT }] }, null)).toEqual([
    { type: 'MandateTakenBack', mandate: 7, taken: ACT },
  ]);
});
