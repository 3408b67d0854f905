import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import { participantId, type ClauseId } from '../../shared/base/ids.ts';
import { statusOf } from '../../shared/projection/status.ts';
import { openIn, standingWords } from '../../shared/proposals/clause-version.ts';
import { refusalOf } from '../../shared/policy/policy.ts';
import type { Command, Refusal } from '../../shared/record/command.ts';
import { agreementOn } from '../../shared/record/agreeing.ts';
import { replay } from '../../shared/record/evolve.ts';
import type { Entry } from '../../shared/record/event.ts';
import { overtakenBy, passedBy } from '../../shared/record/silence.ts';
import { EMPTY_STATE, outcomesOf } from '../../shared/record/state.ts';
import { givenBySilence } from '../../shared/record/status-given.ts';
import { readingOf, wholeVersion } from '../../shared/record/text-reading.ts';
import { Committee, steps, type Step } from './committee.ts';

const NOW = '2026-07-01T09:00:00.000Z';
const DEADLINE = '2026-07-04T09:00:00.000Z';
const times = { times: { now: NOW, leastDeadline: DEADLINE } };

function circulate(committee: Committee, clauses: readonly ClauseId[] | null, gives: string): Refusal | null {
  return committee.give({ type: 'begin-silence', clauses, deadline: DEADLINE, shortening: null, gives }, times);
}

/** What the server writes at the deadline. */
function pass(committee: Committee): void {
  const { state } = committee;
  for (const event of passedBy(state.silences, DEADLINE))
    committee.write([
      event,
      ...givenBySilence(state, event, {
        clauses: () => committee.clauses,
        outcomeOf: outcomesOf(state),
      }),
    ]);
}

function after(list: readonly Step[]): Committee {
  const committee = new Committee();
  for (const step of list) committee.do(step);
  return committee;
}

function placesOf({ clauses, state }: Committee): Map<ClauseId, number> {
  return new Map(clauses.map((clause) => [clause.id, statusOf(clause, state)?.place ?? -1]));
}

/** The clauses with words, and those of them that have brackets. */
function read({ clauses, state }: Committee): { readonly all: ClauseId[]; readonly bracketed: ClauseId[] } {
  const outcomeOf = outcomesOf(state);
  const standing = clauses.filter((clause) => standingWords(clause, outcomeOf).trim() !== '');
  return {
    all: standing.map(({ id }) => id),
    bracketed: standing.filter((clause) => openIn(clause, outcomeOf).size > 0).map(({ id }) => id),
  };
}

describe('the status that silence and votes give', () => {
  it('[L13] where silence passes, each clause comes to the rung that was said, and none off a higher one', () => {
    fc.assert(
      fc.property(steps, fc.nat(3), (list, pick) => {
        const committee = after(list);
        const { rungs } = committee.state.ladder;
        const place = pick % rungs.length;
        const { all, bracketed } = read(committee);
        const rung = must(rungs[place], 'a rung').id;
        if (bracketed.length > 0) expect(circulate(committee, null, rung)?.code).toBe('brackets-open');
        const sound = all.filter((id) => !bracketed.includes(id));
        if (sound.length === 0) return;
        const before = placesOf(committee);
        expect(circulate(committee, sound, rung)).toBeNull();
        expect(placesOf(committee)).toEqual(before);
        pass(committee);
        for (const [id, now] of placesOf(committee))
          expect(now).toBe(sound.includes(id) ? Math.max(place, before.get(id) ?? -1) : before.get(id));
        expect(replay(committee.events as unknown as Entry[]).ladder).toEqual(committee.state.ladder);
      }),
    );
  });

  it('[L1] [L13] whatever happens before the deadline, nothing comes to stand outside the ladder, with brackets or with other words', () => {
    let given = 0;
    fc.assert(
      fc.property(steps, steps, fc.nat(3), (list, meanwhile, pick) => {
        const committee = after(list);
        const { rungs } = committee.state.ladder;
        const { all, bracketed } = read(committee);
        const sound = all.filter((id) => !bracketed.includes(id));
        if (sound.length === 0) return;
        expect(circulate(committee, sound, must(rungs[pick % rungs.length], 'a rung').id)).toBeNull();
        for (const step of meanwhile.slice(0, 8)) {
          committee.do(step);
          // As the server has it: silence ends on words that are others now, in the same act.
          const reading = readingOf(committee.clauses, outcomesOf(committee.state));
          committee.write(overtakenBy(committee.state.silences, (id) => reading.versionOf(id)));
        }
        pass(committee);
        const { state, clauses, events } = committee;
        given += events.filter(({ event }) => event.type === 'ClauseAgreed' && event.by !== undefined).length;
        const ladder = state.ladder.rungs.map(({ id }) => id);
        for (const [id, agreement] of state.ladder.agreed) {
          const clause = clauses.find((one) => one.id === id);
          for (const { rung } of agreement.steps) expect(ladder).toContain(rung);
          expect(clause === undefined ? null : agreementOn(clause, state.ladder, outcomesOf(state))).toBe(agreement);
        }
      }),
      { numRuns: 300 },
    );
    expect(given).toBeGreaterThan(100);
  });

  it('[L13] a vote on the whole that carries puts every clause on the rung; one that does not, none', () => {
    fc.assert(
      fc.property(steps, fc.boolean(), (list, carries) => {
        const committee = after(list);
        const { all, bracketed } = read(committee);
        if (bracketed.length > 0 || all.length === 0) return;
        const { state, clauses } = committee;
        const rung = must(state.ladder.rungs.at(-1), 'a rung');
        const before = placesOf(committee);
        const version = wholeVersion(readingOf(clauses, outcomesOf(state)).all());
        const opening = { type: 'open-vote', question: { on: 'whole' }, version, method: 'show-of-hands' } as const;
        const refusal = committee.give({ ...opening, majority: 'two-thirds', members: null, gives: rung.id });
        if (refusal !== null) {
          expect(refusal.reason).toContain('nothing in it is open');
          return;
        }
        const vote = committee.state.last;
        const counts = { for: 120, against: carries ? 7 : 90, abstaining: 21, notParticipating: 0 };
        expect(committee.give({ type: 'count-votes', vote, counts })).toBeNull();
        expect(committee.give({ type: 'close-vote', vote, falls: [] })).toBeNull();
        const top = state.ladder.rungs.length - 1;
        for (const [id, place] of placesOf(committee)) expect(place).toBe(carries && all.includes(id) ? top : before.get(id));
        const given = committee.events.filter(({ event }) => event.type === 'ClauseAgreed' && event.by?.entry === vote);
        expect(given.length).toBe(carries ? all.filter((id) => before.get(id) !== top).length : 0);
      }),
    );
  });

  it('[L13] the ladder has the rung and keeps it until then; it is the chair who says it; a proposal comes to none', () => {
    const committee = new Committee();
    const [clause] = committee.clauses;
    const { id } = must(clause, 'c0');
    expect(circulate(committee, [id], 'nowhere')?.code).toBe('unknown-rung');
    expect(circulate(committee, [id], 'committee')).toBeNull();
    const lower = committee.state.ladder.rungs.filter((rung) => rung.id !== 'committee');
    expect(committee.give({ type: 'set-ladder', rungs: lower })?.code).toBe('rung-in-use');
    pass(committee);
    expect(committee.give({ type: 'set-ladder', rungs: lower })?.code).toBe('rung-in-use');
    expect(committee.give({ type: 'reopen-clauses', clauses: [id], reason: 'too soon' })).toBeNull();
    expect(committee.give({ type: 'set-ladder', rungs: lower })).toBeNull();
    const begin: Command = { type: 'begin-silence', clauses: null, deadline: DEADLINE, shortening: null, gives: 'adopted' };
    const may = (role: 'chair' | 'drafter', command: Command): boolean =>
      refusalOf({ role, participant: participantId('p-secretariat') }, command, EMPTY_STATE) === null;
    expect([may('chair', begin), may('drafter', begin), may('drafter', { ...begin, gives: undefined })]).toEqual([
      true,
      false,
      true,
    ]);
    committee.do({ act: 'floor', at: 1, pick: 0, more: true });
    const proposal = must([...committee.state.proposals.keys()][0], 'a proposal');
    const vote = {
      type: 'open-vote',
      version: '0'.repeat(64),
      method: 'roll-call',
      majority: 'simple',
      members: null,
    } as const;
    expect(committee.give({ ...vote, question: { on: 'proposal', proposal }, gives: 'adopted' })?.code).toBe('malformed');
  });
});
