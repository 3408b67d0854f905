import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { participantId, type ProposalId } from '../../shared/base/ids.ts';
import { adoptionNote, adoptionWords } from '../../shared/projection/adoption.ts';
import { replay } from '../../shared/record/evolve.ts';
import { openProposals, outcomesOf } from '../../shared/record/state.ts';
import { readingOf, wholeVersion } from '../../shared/record/text-reading.ts';
import { Committee, steps } from './committee.ts';

const SEEN = '0'.repeat(64);

function versionOf({ clauses, state }: Committee): string {
  return wholeVersion(readingOf(clauses, outcomesOf(state)).all());
}

/** Drops what is open, and adopts the whole text by a vote. Whether there was anything to adopt. */
function adopt(committee: Committee): boolean {
  for (const { id } of openProposals(committee.state))
    committee.give({ type: 'drop', proposal: id, version: SEEN, ground: 'no agreement' });
  const how = { method: 'roll-call', majority: 'simple', members: null } as const;
  const fault = committee.give({ type: 'open-vote', question: { on: 'whole' }, version: versionOf(committee), ...how });
  if (fault !== null) return false;
  const vote = committee.events.length;
  committee.give({ type: 'cast-vote', vote, participant: participantId('p-no'), choice: 'for' });
  expect(committee.give({ type: 'close-vote', vote, falls: [] })).toBeNull();
  return true;
}

describe('an agreed clause', () => {
  it('[L2] is open again by the reopening of a proposal whose words came back with a restored text', () => {
    const committee = new Committee();
    const at = { at: 1, pick: 0, more: true };
    committee.do({ act: 'floor', ...at });
    committee.do({ act: 'issue', ...at });
    const [proposal] = [...committee.state.proposals.keys()] as [ProposalId];
    committee.give({ type: 'drop', proposal, version: SEEN, ground: 'no agreement' });
    committee.do({ act: 'issue', ...at });
    const clause = committee.clauses[1]!;
    expect(committee.agree([clause], 'ad-ref')).toBeNull();
    committee.do({ act: 'restore', ...at, more: false });
    expect(committee.events.at(-1)?.event).toMatchObject({ resettled: [{ clause: clause.id, settles: [proposal] }] });
    expect(committee.state.ladder.agreed.has(clause.id)).toBe(true);
    expect(committee.give({ type: 'reopen', proposal, reason: 'new facts' })).toBeNull();
    expect(committee.state.ladder.agreed.has(clause.id)).toBe(false);
  });
});

describe('an adopted text', () => {
  it('[Y9] reads as adopted until an entry of the record changes it, and the adoption stays in the record for ever', () => {
    fc.assert(
      fc.property(steps, steps, (before, after) => {
        const committee = new Committee();
        for (const step of before) committee.do(step);
        if (!adopt(committee)) return;
        const [adopted] = committee.state.adoptions.slice(-1);
        expect(adopted).toMatchObject({ version: versionOf(committee), changed: null });
        let ended: number | null = null;
        for (const step of after) {
          committee.do(step);
          const now = committee.state.adoptions.at(-1)!;
          expect({ ...now, changed: null }).toEqual(adopted);
          if (ended === null && now.changed === null) expect(versionOf(committee)).toBe(adopted!.version);
          else expect(now.changed).toBe(ended ?? now.changed);
          ended = now.changed;
          const words = adoptionWords(committee.state, committee.clauses);
          expect(words).toBe(
            `Adopted 1–0–0 (record ${now.entry})${ended === null ? '' : `; changed since adoption, record ${ended}`}`,
          );
          if (ended !== null) expect(adoptionNote(ended, committee.state)).toContain('no longer as it had been adopted');
        }
        expect(replay(committee.events).adoptions).toEqual(committee.state.adoptions);
      }),
      { numRuns: 200 },
    );
  });

  it('[Y9] is changed by any edit, bracket and reopening, and adopted anew by another vote', () => {
    const committee = new Committee();
    adopt(committee);
    const first = committee.state.adoptions[0]!;
    committee.do({ act: 'reserve', at: 1, pick: 0, more: false });
    expect(committee.state.adoptions).toEqual([{ ...first, changed: first.entry + 1 }]);
    adopt(committee);
    expect(committee.state.adoptions).toHaveLength(2);
    const [proposal] = committee.state.proposals.keys();
    committee.give({ type: 'reopen', proposal: proposal!, reason: 'new facts' });
    expect(committee.state.adoptions.map(({ changed }) => changed)).toEqual([first.entry + 1, committee.events.length]);
  });

  it('[Y9] is changed by going back to a text that reads otherwise, and by no other revision', () => {
    const changed = (...acts: readonly ('edit' | 'issue' | 'restore')[]): number | null => {
      const committee = new Committee();
      const at = { at: 1, pick: 0, more: false };
      committee.do({ act: 'issue', ...at });
      for (const act of acts) committee.do({ act, ...at });
      adopt(committee);
      committee.do({ act: 'issue', ...at });
      expect(committee.state.adoptions[0]?.changed).toBeNull();
      committee.do({ act: 'restore', ...at });
      expect(committee.events.at(-1)?.event).toMatchObject({ type: 'RevisionIssued', restores: 1 });
      return committee.state.adoptions[0]!.changed;
    };
    expect(changed()).toBeNull();
    expect(changed('edit')).not.toBeNull();
  });

  it('[Y9] is adopted too where silence on all of it passed that was to give it the highest rung', () => {
    const told = (gives: string | undefined, whole = true): number => {
      const committee = new Committee();
      const circulated = readingOf(committee.clauses, outcomesOf(committee.state)).all();
      const deadline = '2026-07-10T00:00:00.000Z';
      committee.write([
        { type: 'SilenceBegan', whole, circulated, deadline, shortened: null, ...(gives === undefined ? {} : { gives }) },
        { type: 'SilencePassed', silence: 1, clauses: circulated.map(({ clause }) => clause), deadline },
      ]);
      const { adoptions } = committee.state;
      if (adoptions.length > 0)
        expect([adoptions, adoptionWords(committee.state, committee.clauses)]).toEqual([
          [{ by: { on: 'silence', entry: 1 }, entry: 2, version: versionOf(committee), changed: null }],
          'Adopted by silence (record 2)',
        ]);
      return adoptions.length;
    };
    expect(told('adopted')).toBe(1);
    expect(told('committee')).toBe(0);
    expect(told(undefined)).toBe(0);
    expect(told('adopted', false)).toBe(0);
    // A clause that came meanwhile was not circulated, so the text that stands is not what nobody objected to.
    const committee = new Committee();
    const circulated = readingOf(committee.clauses, outcomesOf(committee.state)).all();
    const deadline = '2026-07-10T00:00:00.000Z';
    committee.write([
      { type: 'SilenceBegan', whole: true, circulated, deadline, shortened: null, gives: 'adopted' },
      { type: 'ClauseEdited', clause: 'c9' as never, before: null, after: 'One more.' },
      { type: 'SilencePassed', silence: 1, clauses: circulated.map(({ clause }) => clause), deadline },
    ]);
    expect(committee.state.adoptions).toEqual([]);
  });
});
