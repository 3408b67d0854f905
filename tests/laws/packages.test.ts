import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ProposalId, participantId, proposalId } from '../../shared/base/ids.ts';
import { cleanText } from '../../shared/projection/clean.ts';
import type { Command } from '../../shared/record/command.ts';
import { packageOf } from '../../shared/record/packages.ts';
import { outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { type JointDecision } from '../../shared/record/together.ts';

import { clauses, proposals } from './generated.ts';
import { Negotiation, VERSION, openVote } from './negotiation.ts';
import { some, one, how, wholePackage, chaired, negotiated, held, A, B, C, TEXT, tie, accept, together, as } from './chaired.ts';

function wholePackageWithout(state: RecordState, entry: number, left: ProposalId): Command {
  const command = wholePackage(state, entry, ['drop']) as Extract<Command, { type: 'decide-together' }>;
  return { ...command, decisions: command.decisions.filter(({ proposal }) => proposal !== left) };
}

describe('packages', () => {
  it('[G1] what is in an open package is open, in no other, and decided in no way alone', () => {
    fc.assert(
      fc.property(clauses, chaired, (text, list) => {
        const negotiation = negotiated(text, list);
        const { state } = negotiation;
        const members = [...state.instruments.packages.values()].flatMap((each) =>
          each.status.state === 'open' ? each.proposals : [],
        );
        expect(new Set(members).size).toBe(members.length);
        for (const id of members) {
          expect(state.proposals.get(id)?.status.state).toBe('open');
          const other = proposals.find((proposal) => proposal !== id)!;
          for (const command of [
            accept(id),
            { type: 'drop', proposal: id, version: VERSION, ground: 'no agreement' },
            together(null, [as(id, 'drop')]),
            {
              type: 'merge',
              into: { proposal: other, version: VERSION },
              merged: [{ proposal: id, version: VERSION }],
              wording: [],
            },
          ] as Command[]) {
            expect(negotiation.give(command)).not.toBeNull();
            expect(negotiation.state).toBe(state);
          }
        }
        for (const each of state.instruments.packages.values())
          if (each.status.state === 'open') expect(each.proposals.length).toBeGreaterThan(1);
      }),
    );
  });

  it('[G1] says which package, and what can be done; nor does a rival’s acceptance, or the chair’s text, take one out of it', () => {
    const negotiation = new Negotiation(TEXT);
    expect(negotiation.give(tie(A, C))).toBeNull();
    expect(negotiation.give(accept(A))).toMatchObject({
      code: 'in-package',
      reason:
        'It is in the package “Finance” (record 2), which is decided together or not at all. Decide the package, or take the proposal out of it first.',
    });
    expect(negotiation.give({ ...accept(B), falls: [A] } as Command)?.code).toBe('in-package');
    const wording = [{ clause: 'c0' as never, at: 0, text: 'will' }];
    expect(negotiation.give({ type: 'bridge', proposal: A, version: VERSION, drawsOn: [], wording, rationale: '' })).toBeNull();
    expect(negotiation.give(accept([...negotiation.state.proposals.keys()].at(-1)!))?.code).toBe('in-package');
    const vote = openVote(A);
    expect(negotiation.give(vote)?.code).toBe('in-package');
    expect(negotiation.give({ type: 'dissolve-package', package: 2, reason: 'B stands for it' })).toBeNull();
    expect(negotiation.give(vote)).toBeNull();
    expect(negotiation.give(tie(A, C))?.reason).toContain('A vote is open on it');
  });

  it('[G2] a package is decided whole, and reopening the decision gives back exactly the state before (invariant 7)', () => {
    let decided = 0;
    fc.assert(
      fc.property(clauses, chaired, some, fc.array(how, { minLength: 1, maxLength: 3 }), (text, list, ids, ways) => {
        const negotiation = negotiated(text, list);
        negotiation.give(tie(...ids));
        for (const { entry, status, proposals: members } of negotiation.state.instruments.packages.values()) {
          if (status.state !== 'open') continue;
          const { state } = negotiation;
          const words = cleanText(negotiation.clauses, outcomesOf(state));
          expect(negotiation.give(wholePackageWithout(state, entry, members[0]!))).not.toBeNull();
          if (negotiation.give(wholePackage(state, entry, ways as JointDecision['how'][])) !== null) {
            expect(negotiation.state).toBe(state);
            continue;
          }
          decided += 1;
          for (const id of members) {
            expect(negotiation.state.proposals.get(id)?.status.state).not.toBe('open');
            expect(negotiation.give({ type: 'reopen', proposal: id, reason: 'new facts' })?.code).toBe('in-package');
          }
          const act = state.last + 1;
          expect(negotiation.give({ type: 'reopen-together', together: act, reason: 'new facts' })).toBeNull();
          expect(held(negotiation.state)).toEqual(held(state));
          expect(cleanText(negotiation.clauses, outcomesOf(negotiation.state))).toBe(words);
        }
      }),
    );
    expect(decided).toBeGreaterThan(5);
  });

  it('[G2] accept or drop, then reopen, gives back exactly the state before, in the middle of packages, waits and acts on several', () => {
    fc.assert(
      fc.property(clauses, chaired, one, fc.boolean(), some, (text, list, proposal, accepts, falls) => {
        const negotiation = negotiated(text, list);
        const { state } = negotiation;
        const command: Command = accepts
          ? { type: 'accept', proposal, version: VERSION, falls, despite: 'now' }
          : { type: 'drop', proposal, version: VERSION, ground: 'no agreement' };
        if (negotiation.give(command) !== null) {
          expect(negotiation.state).toBe(state);
          return;
        }
        expect(negotiation.give({ type: 'reopen', proposal, reason: 'new facts' })).toBeNull();
        expect(held(negotiation.state)).toEqual(held(state));
      }),
    );
  });

  it('[G3] nobody is made to stay: a withdrawal leaves the package to two at least, or ends it, and the record says so', () => {
    const negotiation = new Negotiation(TEXT);
    negotiation.give(tie(A, B, C));
    expect(negotiation.give({ type: 'withdraw', proposal: A, participant: participantId('p-no') })).toBeNull();
    expect(negotiation.entries.at(-1)?.event).toMatchObject({ type: 'PackageReduced', proposal: A, cause: 'withdrawal' });
    expect(packageOf(negotiation.state.instruments.packages, B)?.proposals).toEqual([B, C]);
    expect(negotiation.give({ type: 'reduce-package', package: 2, proposal: B, reason: 'no' })?.reason).toContain(
      'dissolved instead',
    );
    expect(negotiation.give({ type: 'withdraw', proposal: B, participant: participantId('p-ke') })).toBeNull();
    expect(negotiation.entries.at(-1)?.event).toMatchObject({ type: 'PackageDissolved', cause: 'withdrawal' });
    expect(negotiation.give(accept(C))).toBeNull();
  });

  it('[G3] several come in one act, each with its entry, and all of them or none', () => {
    const negotiation = new Negotiation(TEXT);
    const extend = (...proposals: readonly ProposalId[]): Command => ({
      type: 'extend-package',
      package: 2,
      proposals,
      reason: 'so asked',
    });
    const [D, E] = [proposalId('q4'), proposalId('q5')];
    negotiation.give(tie(A, B));
    expect(negotiation.give(extend(C, B))?.code).toBe('in-package');
    expect(negotiation.give(extend())?.code).toBe('malformed');
    expect(packageOf(negotiation.state.instruments.packages, C)).toBeUndefined();
    expect(negotiation.give(extend(D, C, E, C))).toBeNull();
    expect(negotiation.entries.slice(-3).map(({ event }) => event)).toMatchObject(
      [D, C, E].map((proposal) => ({ type: 'PackageExtended', package: 2, proposal, reason: 'so asked' })),
    );
    expect(packageOf(negotiation.state.instruments.packages, C)?.proposals).toEqual([A, B, D, C, E]);
  });

  it('[G3] a member comes and goes with a reason, and only what is open comes', () => {
    const negotiation = new Negotiation(TEXT);
    negotiation.give(tie(A, B));
    expect(negotiation.give({ type: 'extend-package', package: 2, proposals: [C], reason: ' ' })?.code).toBe('malformed');
    expect(negotiation.give({ type: 'extend-package', package: 2, proposals: [C], reason: 'goes with it' })).toBeNull();
    expect(negotiation.give(tie(C, proposalId('q4')))?.code).toBe('in-package');
    expect(negotiation.give({ type: 'reduce-package', package: 2, proposal: A, reason: 'stands alone' })).toBeNull();
    expect(negotiation.give(accept(A))).toBeNull();
    expect(negotiation.give({ type: 'extend-package', package: 2, proposals: [A], reason: 'again' })?.code).toBe('not-open');
    expect(packageOf(negotiation.state.instruments.packages, B)?.proposals).toEqual([B, C]);
  });
});
