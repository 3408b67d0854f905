import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { participantId, proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { lineOf } from '../../shared/projection/story.ts';
import { register } from '../../shared/projection/register.ts';
import { refusalOf } from '../../shared/policy/policy.ts';
import { outcomeOf as outcomeOfStatus } from '../../shared/proposals/proposal.ts';
import type { Command } from '../../shared/record/command.ts';
import { outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { joinRuns, withoutSlots, type Clause } from '../../shared/text/clause.ts';
import { clause, entriesOf, imported, REGISTRY } from '../projection/built.ts';
import { replay } from '../../shared/record/evolve.ts';
import { visible } from './characters.ts';
import { clauses } from './generated.ts';
import { acts, live, Negotiation } from './negotiation.ts';

const [NORWAY, KENYA, BRAZIL] = [participantId('p-no'), participantId('p-ke'), participantId('p-br')];
const [A, B, C] = ['q1', 'q2', 'q3'].map(proposalId) as [ProposalId, ProposalId, ProposalId];
/** Norway brought the first, Kenya the second, nobody is recorded to have brought the third. */
const TEXT: readonly Clause[] = [
  clause('c0', 'Each Party <q1 shall><q2 should> report <q3 yearly>.'),
  clause('c1', 'Reports are <-q1 secret><q1 public>.'),
];

function withdraw(proposal: ProposalId, participant = NORWAY): Command {
  return { type: 'withdraw', proposal, participant };
}

function takeUp(proposal: ProposalId, participant = BRAZIL): Command {
  return { type: 'reintroduce', proposal, participant, rationale: 'It was the better word.' };
}

const who = fc.constantFrom(NORWAY, KENYA, BRAZIL);

describe('what was withdrawn', () => {
  it('[R4] is never open again, nor in any other name than it had, whatever is done afterwards', () => {
    fc.assert(
      fc.property(clauses, acts, acts, (text, list, more) => {
        const one = new Negotiation(text);
        for (const command of list) one.give(command);
        const withdrawn = [...one.state.proposals.values()].filter(({ status }) => status.state === 'withdrawn');
        for (const command of more) one.give(command);
        for (const was of withdrawn) {
          expect(one.give({ type: 'reopen', proposal: was.id, reason: 'new facts' })).not.toBeNull();
          const { status, proposer, coProposers, onBehalfOf } = one.state.proposals.get(was.id)!;
          expect({ status, proposer, coProposers, onBehalfOf }).toEqual({
            status: was.status,
            proposer: was.proposer,
            coProposers: was.coProposers,
            onBehalfOf: was.onBehalfOf,
          });
        }
      }),
    );
  });

  it('[R4] is not reopened, and the refusal says what can be done', () => {
    const one = new Negotiation(TEXT);
    expect(one.give(withdraw(A))).toBeNull();
    expect(one.give({ type: 'reopen', proposal: A, reason: 'new facts' })).toMatchObject({
      code: 'not-allowed',
      reason: expect.stringContaining('reintroduce') as unknown,
    });
  });

  it('[R4] was withdrawn by whoever brought it, and by nobody else', () => {
    const one = new Negotiation(TEXT);
    expect(one.give(withdraw(A, KENYA))).toMatchObject({ code: 'not-a-sponsor' });
    expect(one.give(withdraw(C, KENYA))?.reason).toContain('Nobody is recorded');
    expect(one.give(withdraw(B, KENYA))).toBeNull();
    expect(one.entries.at(-1)?.event).toEqual({ type: 'ProposalWithdrawn', proposal: B, participant: KENYA });
  });

  it('[D9] is brought anew as it was: accepted it reads as that would have, dropped as if nothing had been', () => {
    fc.assert(
      fc.property(clauses, acts, fc.constantFrom(A, B, C), who, (text, list, id, participant) => {
        const one = new Negotiation(text);
        for (const command of list) one.give(command);
        const was = one.state.proposals.get(id);
        if (was?.status.state === 'open') one.give(withdraw(id, was.proposer ?? NORWAY));
        const [words, before] = [one.clauses, one.state];
        if (one.give(takeUp(id, participant)) !== null) {
          expect(one.clauses).toBe(words);
          expect(live(one.state)).toEqual(live(before));
          return;
        }
        const made = [...one.state.proposals.keys()].at(-1)!;
        expect(one.state.proposals.get(made)).toMatchObject({
          proposer: participant,
          reintroduces: id,
          coProposers: [],
          positions: new Map(),
          status: { state: 'open' },
        });
        expect((live(one.state) as unknown[]).slice(0, -1)).toEqual(live(before));
        const others = decidedAs(before, id);
        expect(visible(one.clauses, (other) => (other === made ? 'refused' : outcomesOf(before)(other)))).toBe(
          visible(words, outcomesOf(before)),
        );
        // Where all that is left of it is others', it has an empty place.
        expect(withoutSlots(visible(one.clauses, (other) => (other === made ? 'accepted' : others(other, 'refused'))))).toBe(
          withoutSlots(visible(words, (other) => others(other, 'accepted'))),
        );
        expect(one.clauses.map(({ runs }) => joinRuns(runs))).toEqual(one.clauses.map(({ runs }) => runs));
      }),
      { examples: [[[clause('c0', '<q1 <q2 the >><q2 <q3 the >>')], [], B, NORWAY]] },
    );
  });

  it('[D9] is taken up by one at a time, and again only once that was withdrawn in its turn', () => {
    const one = new Negotiation(TEXT);
    expect(one.give(takeUp(A))).toMatchObject({ code: 'not-closed' });
    one.give({ type: 'drop', proposal: B, version: '0'.repeat(64), ground: 'no agreement' });
    expect(one.give(takeUp(B))).toMatchObject({ code: 'not-allowed', reason: expect.stringContaining('record 2') as unknown });
    one.give(withdraw(A));
    expect(one.give(takeUp(A, participantId('o-unep')))).toMatchObject({ code: 'not-allowed' });
    expect(one.give(takeUp(A))).toBeNull();
    const first = [...one.state.proposals.keys()].at(-1)!;
    expect(one.give(takeUp(A, KENYA))).toMatchObject({ code: 'nothing-changes' });
    one.give({ type: 'drop', proposal: first, version: '0'.repeat(64), ground: 'no agreement' });
    expect(one.give(takeUp(A, KENYA))?.reason).toContain('Only the chair reopens it');
    one.give({ type: 'reopen', proposal: first, reason: 'new facts' });
    one.give(withdraw(first, BRAZIL));
    expect(one.give(takeUp(A, KENYA))).toBeNull();
    expect(one.give({ type: 'reintroduce', proposal: first, participant: NORWAY, rationale: '' })).toBeNull();
    const rows = register({ clauses: one.clauses, state: one.state, entries: one.entries, registry: REGISTRY });
    expect(rows.find(({ proposal }) => proposal === A)).toMatchObject({ outcome: 'withdrawn by Norway (noted by the chair)' });
    expect(rows.find(({ proposal }) => proposal === A)?.went).toMatch(/^reintroduced as no\. \d+, open$/);
  });

  it('[D9] is not taken up where the words that it would replace have gone', () => {
    const one = new Negotiation([clause('c0', 'Each <q2 Party <-q1 shall><q1 may> report>.')]);
    one.give(withdraw(A));
    one.give({ type: 'drop', proposal: B, version: '0'.repeat(64), ground: 'no agreement' });
    expect(one.give(takeUp(A))).toMatchObject({ code: 'nothing-to-table' });
  });

  it('[J4] is said so by its own seat, or noted by the secretariat; it is taken up in one’s own name, or noted', () => {
    const { state } = new Negotiation(TEXT);
    const seats = {
      norway: { role: 'delegate', participant: NORWAY },
      kenya: { role: 'delegate', participant: KENYA },
      chair: { role: 'chair', participant: participantId('p-chair') },
      secretariat: { role: 'drafter', participant: participantId('p-secretariat') },
      observer: { role: 'observer', participant: NORWAY },
      'for the group': { role: 'delegate', participant: BRAZIL, mandates: [NORWAY] },
    } as const;
    const may = (command: Command): string[] =>
      Object.entries(seats).flatMap(([name, seat]) => (refusalOf(seat, command, state) === null ? [name] : []));
    expect(may(withdraw(A))).toEqual(['norway', 'secretariat', 'for the group']);
    expect(may(withdraw(A, KENYA))).toEqual(['secretariat']);
    expect(may(takeUp(A, NORWAY))).toEqual(['norway', 'secretariat', 'for the group']);
    expect(may(takeUp(A, participantId('p-chair')))).toEqual(['chair', 'secretariat']);
  });

  it('[J4] each sentence says who noted what another said, and who spoke for a group', () => {
    const said = { proposal: A, participant: NORWAY } as const;
    const entries = entriesOf([
      imported('q1', 'q2', 'q3'),
      { type: 'PositionTaken', ...said, onBehalfOf: null, stance: 'support' },
      { type: 'PositionTaken', ...said, onBehalfOf: null, stance: 'prefer-another', preferred: B },
      { type: 'ProposalSponsored', ...said },
      { type: 'SponsorWithdrew', ...said },
      { type: 'ProposalWithdrawn', ...said },
    ]);
    const telling = {
      entries,
      state: replay(entries),
      registry: REGISTRY,
      wordsOf: (id: ProposalId) => id,
      notes: new Map(),
      bracketedBy: new Map(),
    };
    const by = (participant: typeof NORWAY, onBehalfOf: typeof NORWAY | null): string[] =>
      entries
        .slice(1)
        .map((entry) => lineOf({ ...entry, onBehalfOf, actor: { ...entry.actor, participant } }, telling, null).sentence);
    const plain = [
      'Norway supported “q1”.',
      'Norway preferred “q2” to “q1”.',
      'Norway joined the sponsors of “q1”.',
      'Norway left the sponsors of “q1”, which stayed with the others.',
      'Norway withdrew “q1”.',
    ];
    expect(by(NORWAY, null)).toEqual(plain);
    expect(by(participantId('p-secretariat'), null)).toEqual(
      plain.map((line) => line.replace(/\.$/, ' (noted by the secretariat).')),
    );
    expect(by(KENYA, NORWAY).slice(2)).toEqual([
      'Norway joined the sponsors of “q1” (Kenya speaking).',
      'Norway left the sponsors of “q1”, which stayed with the others (Kenya speaking).',
      'Kenya on behalf of Norway withdrew “q1”.',
    ]);
  });
});

/** Outcomes as decided, what is open refused, and one as said. */
function decidedAs(state: RecordState, id: ProposalId): (other: ProposalId, it: string) => string {
  return (other, it) => {
    const status = state.proposals.get(other)?.status;
    if (other === id) return it;
    return status === undefined || status.state === 'open' ? 'refused' : outcomeOfStatus(status);
  };
}
