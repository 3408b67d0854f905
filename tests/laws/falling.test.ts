import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { ruledRelation } from '../../shared/record/contests.ts';
import type { Command } from '../../shared/record/command.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { decide } from '../../shared/record/decide.ts';
import { replay } from '../../shared/record/evolve.ts';
import type { RecordState } from '../../shared/record/state.ts';
import { clause, entriesOf, imported } from '../projection/built.ts';
import { proposals } from './generated.ts';
import { Negotiation, VERSION } from './negotiation.ts';
import { rowOf, told } from './told.ts';

const [A, B, C] = ['q1', 'q2', 'q3'].map(proposalId) as [ProposalId, ProposalId, ProposalId];
const TEXT: readonly Clause[] = [clause('c0', 'Each Party <q1 shall><q2 should> report <q3 yearly>.')];
const SIX: readonly Clause[] = [clause('c0', proposals.map((id) => `<${id} word>`).join(' '))];

function accept(proposal: ProposalId, more: Partial<Extract<Command, { type: 'accept' }>> = {}): Command {
  return { type: 'accept', proposal, version: VERSION, falls: [], ...more };
}

const AMENDMENT = proposalId('n0');
const FACTS = { versionOf: () => VERSION, hasText: () => true };

/** A record in which A was accepted as amended, by entry 3, and what came after that. */
function amendedThen(...since: RecordEvent[]): RecordState {
  const tabled = { origin: 'amendment', proposer: null, rationale: '', inserted: [], deleted: [], holdsNumber: false } as const;
  return replay(
    entriesOf([
      imported('q1', 'q2'),
      { type: 'ProposalTabled', proposal: AMENDMENT, ...tabled, clauses: [], amends: A },
      { type: 'ProposalAcceptedAsAmended', proposal: A, version: VERSION, amendment: AMENDMENT },
      ...since,
    ]),
  );
}

const chairs = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant('relate' as const),
      proposals: fc.uniqueArray(fc.constantFrom(...proposals), { minLength: 2, maxLength: 3 }),
      relation: fc.constantFrom('exclusive' as const, 'exclusive' as const, 'independent' as const, null),
    }),
    fc.constantFrom(...proposals).map((proposal) => accept(proposal)),
    fc.constantFrom(...proposals).map((proposal) => ({ type: 'reopen' as const, proposal, reason: 'new facts' })),
    fc.uniqueArray(fc.constantFrom(...proposals), { minLength: 1, maxLength: 3 }).map((ids) => ({
      type: 'decide-together' as const,
      package: null,
      decisions: ids.map((proposal) => ({ proposal, version: VERSION, how: 'accept' as const })),
      ground: 'no agreement',
    })),
  ),
  { maxLength: 20 },
);

describe('what falls', () => {
  it('[D11] has the chair’s ground, what it fell for, and where its words went', () => {
    const one = new Negotiation(TEXT);
    expect(one.give(accept(A, { falls: [B], ground: ' agreed language ' }))).toBeNull();
    expect(one.entries.at(-1)?.event).toEqual({
      type: 'ProposalFell',
      proposal: B,
      because: 2,
      by: A,
      ground: 'agreed language',
    });
    expect(told(one)).toBe('“q2” of Kenya fell when its rival “q1” was accepted (record 2), giving as ground: agreed language.');
    expect(rowOf(one, B)).toMatchObject({
      outcome: 'fell with the acceptance of no. 1 (record 2)',
      went: 'out of the text, in favour of no. 1',
      ground: 'agreed language',
    });
    one.give({ type: 'reopen', proposal: A, reason: 'new facts' });
    one.give(accept(A, { falls: [B] }));
    expect(one.entries.at(-1)?.event).toEqual({ type: 'ProposalFell', proposal: B, because: 5, by: A });
  });

  it('[D11] has it too where it was replaced, or was to be dropped in the act in which another was accepted', () => {
    const one = new Negotiation(TEXT);
    const wording = [{ clause: 'c0' as never, at: 0, text: 'may' }];
    one.give({ type: 'bridge', proposal: A, version: VERSION, drawsOn: [B], wording, rationale: '' });
    const made = [...one.state.proposals.keys()].at(-1)!;
    one.give({ type: 'tie-package', name: 'Reports', proposals: [made, A, B, C], reason: '' });
    const decisions = [
      { proposal: made, version: VERSION, how: 'accept' as const },
      ...[A, B, C].map((proposal) => ({ proposal, version: VERSION, how: 'drop' as const })),
    ];
    expect(one.give({ type: 'decide-together', package: 3, decisions, ground: 'the deal' })).toBeNull();
    for (const id of [A, B, C]) expect(rowOf(one, id)).toMatchObject({ ground: 'the deal' });
    expect(one.state.proposals.get(A)?.status).toMatchObject({ state: 'replaced', by: made, ground: 'the deal' });
  });

  it('[G6] is not accepted and replaced in one act, in whichever order the two are named', () => {
    const one = new Negotiation(TEXT);
    const wording = [{ clause: 'c0' as never, at: 0, text: 'may' }];
    one.give({ type: 'bridge', proposal: A, version: VERSION, drawsOn: [], wording, rationale: '' });
    const made = [...one.state.proposals.keys()].at(-1)!;
    for (const ids of [
      [A, made],
      [made, A],
    ]) {
      const decisions = ids.map((proposal) => ({ proposal, version: VERSION, how: 'accept' as const }));
      expect(one.give({ type: 'decide-together', package: null, decisions, ground: 'no agreement' })).toMatchObject({
        code: 'not-together',
        each: [{ proposal: A, reason: 'It would be replaced by what is accepted with it.' }],
      });
    }
  });

  it('[R3] an amendment that was reopened and accepted by itself stays so when what it was accepted with is reopened', () => {
    const state = amendedThen(
      { type: 'ProposalReopened', proposal: AMENDMENT, reason: '', revived: [] },
      { type: 'ProposalAccepted', proposal: AMENDMENT, version: VERSION },
      { type: 'ProposalFell', proposal: B, because: 5, by: AMENDMENT },
    );
    const reopened = decide(
      state,
      { type: 'reopen', proposal: A, reason: 'new facts' },
      { facts: FACTS, nextNumber: 7, kindOf: () => 'state' },
    );
    expect(reopened).toMatchObject({ ok: true, value: [{ type: 'ProposalReopened', proposal: A, revived: [] }] });
  });

  it('[R3] rivals rise with that to which they fell, and not with the words in which it was accepted', () => {
    const state = amendedThen({ type: 'ProposalFell', proposal: B, because: 3, by: A });
    const revived = (proposal: ProposalId): unknown =>
      decide(state, { type: 'reopen', proposal, reason: 'new facts' }, { facts: FACTS, nextNumber: 5, kindOf: () => 'state' });
    expect(revived(AMENDMENT)).toMatchObject({ value: [{ proposal: AMENDMENT, revived: [] }] });
    expect(revived(A)).toMatchObject({ value: [{ proposal: A, revived: [B, AMENDMENT] }] });
  });

  it('[D5] never is one of two accepted where the other was, and the chair said that one of them can stand', () => {
    fc.assert(
      fc.property(chairs, (list) => {
        const one = new Negotiation(SIX);
        for (const command of list) {
          one.give(command);
          const accepted = [...one.state.proposals.values()].filter(({ status }) => status.state === 'accepted');
          for (const [index, { id }] of accepted.entries())
            for (const other of accepted.slice(index + 1))
              expect(ruledRelation(one.state.rulings, [id, other.id])).not.toBe('exclusive');
        }
      }),
    );
  });

  it('[D5] the refusal names what was accepted, and once that is reopened the other can be', () => {
    const one = new Negotiation(TEXT);
    one.give({ type: 'relate', proposals: [A, C], relation: 'exclusive' });
    one.give(accept(A));
    expect(one.give(accept(C))).toMatchObject({
      code: 'clash',
      reason:
        'No. 1 of the register was accepted (record 3), and one of the two can stand, as the chair said. Reopen that first.',
    });
    one.give({ type: 'relate', proposals: [A, B], relation: 'independent' });
    expect(one.give(accept(B))).toBeNull();
    one.give({ type: 'reopen', proposal: A, reason: 'new facts' });
    expect(one.give(accept(C))).toBeNull();
  });

  it('[G1] a name is one package’s, also where that was decided and can be reopened', () => {
    const one = new Negotiation(TEXT);
    const tie = (name: string, ...ids: ProposalId[]): Command => ({ type: 'tie-package', name, proposals: ids, reason: '' });
    one.give(tie('Reports', A, B));
    const decisions = [A, B].map((proposal) => ({ proposal, version: VERSION, how: 'drop' as const }));
    one.give({ type: 'decide-together', package: 2, decisions, ground: 'no agreement' });
    one.give({ type: 'attribute', proposal: C, proposer: 'p-no' as never, onBehalfOf: null });
    expect(one.give(tie('reports', C, C))).not.toBeNull();
    const wording = [{ clause: 'c0' as never, at: 0, text: 'monthly' }];
    one.give({ type: 'bridge', proposal: C, version: VERSION, drawsOn: [], wording, rationale: '' });
    const made = [...one.state.proposals.keys()].at(-1)!;
    // As it is seen: whatever letters and signs without width it is written with.
    for (const twin of [' reports', 'Re\u200bports', 'Re\u034fports\ufe0f', 'Ｒｅｐｏｒｔｓ', 'Rep\u043erts'])
      expect(one.give(tie(twin, C, made))).toMatchObject({ reason: expect.stringContaining('record 2') as unknown });
    expect(one.give(tie('\u2060\u200b', C, made))?.code).toBe('malformed');
    expect(one.give({ type: 'reopen-together', together: 3, reason: 'new facts' })).toBeNull();
    expect(one.give({ type: 'dissolve-package', package: 2, reason: 'no deal' })).toBeNull();
    expect(one.give(tie('Reports', C, made))).toBeNull();
  });
});
