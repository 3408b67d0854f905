import fc from 'fast-check';
import { participantId, proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { adjoining } from '../../shared/projection/adjoining.ts';
import { bridge } from '../../shared/proposals/bridge.ts';
import { piecesOf } from '../../shared/proposals/pieces.ts';
import { reintroduce } from '../../shared/proposals/reintroduce.ts';
import { GENESIS } from '../../shared/record/chain.ts';
import type { Command, Refusal } from '../../shared/record/command.ts';
import { decide } from '../../shared/record/decide.ts';
import type { WrittenChange } from '../../shared/record/written-change.ts';
import type { Entry, RecordEvent } from '../../shared/record/event.ts';
import { evolve } from '../../shared/record/evolve.ts';
import { EMPTY_STATE, outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { changeText, type TextChange } from '../../shared/text/change.ts';
import { proposalsIn, type Clause } from '../../shared/text/clause.ts';
import { inherited, REGISTRY, unchained } from '../projection/built.ts';
import { CHAIR, commands, proposals } from './generated.ts';

/** The version that every proposal of a generated negotiation has. */
export const VERSION = '0'.repeat(64);

const NORWAY = participantId('p-no');
const KENYA = participantId('p-ke');

/** A draft under negotiation, text and record, without a server: what a command brings with it is written as the server writes it. */
export class Negotiation {
  clauses: readonly Clause[];
  readonly entries: Entry[] = [];
  state: RecordState = EMPTY_STATE;
  private made = 0;

  constructor(clauses: readonly Clause[]) {
    this.clauses = clauses;
    const present = proposalsIn(clauses);
    this.write([
      {
        type: 'DraftImported',
        title: 'Draft',
        form: 'plain',
        source: { name: 'draft.txt', sha256: GENESIS },
        clauses: clauses.length,
        inherited: proposals
          .filter((id) => present.has(id))
          .map((id, index) => ({ ...inherited(id, 'c0'), proposer: [NORWAY, KENYA, null][index % 3] ?? null })),
      },
    ]);
  }

  /** Gives a command: null, or why it was refused. */
  give(command: Command): Refusal | null {
    const id = proposalId(`n${this.made}`);
    const planned = this.plan(command, id);
    const decision = decide(this.state, command, {
      facts: { versionOf: () => VERSION, hasText: (one) => proposalsIn(this.clauses).has(one) },
      nextNumber: this.entries.length + 1,
      kindOf: (id) => REGISTRY.byId.get(id)?.kind ?? (id.startsWith('o-') ? 'observer' : 'state'),
      written: planned?.written,
      adjoiningOf: (id) => adjoining(this.clauses, this.state, id),
      clauses: () => this.clauses,
    });
    if (!decision.ok) return decision.refusal;
    if (planned !== null) {
      this.clauses = changeText(this.clauses, planned.changes);
      this.made += 1;
    }
    this.write(decision.value);
    return null;
  }

  /** A drafter opens a bracket on words that stand in the text already. */
  table(proposal: ProposalId): void {
    const words = { rationale: '', clauses: [], inserted: [], deleted: [], holdsNumber: false, amends: null } as const;
    this.write([{ type: 'ProposalTabled', proposal, origin: 'floor', proposer: null, ...words }]);
  }

  private plan(
    command: Command,
    id: ProposalId,
  ): { readonly changes: readonly TextChange[]; readonly written: WrittenChange } | null {
    if (command.type === 'reintroduce') return this.reintroduction(command.proposal, id);
    if (command.type !== 'bridge' && (command.type !== 'merge' || command.wording.length === 0)) return null;
    const model = command.type === 'bridge' ? command.proposal : command.into.proposal;
    const others = command.type === 'bridge' ? command.drawsOn : command.merged.map(({ proposal }) => proposal);
    // The first piece is reworded, wherever it stands now.
    const [piece] = piecesOf(this.clauses, model, outcomesOf(this.state));
    if (piece === undefined || this.state.proposals.get(model)?.status.state !== 'open') return null;
    const wording = [{ clause: piece.clause, at: piece.at, text: command.wording[0]?.text ?? 'may ' }];
    const planned = bridge({
      clauses: this.clauses,
      model,
      insteadOf: new Set([model, ...others]),
      proposal: id,
      wording,
      outcomeOf: outcomesOf(this.state),
    });
    if (!planned.ok || planned.value.changes.length === 0) return null;
    const { changes, ...written } = planned.value;
    return { changes, written: { ...written, proposal: id, proposer: CHAIR.participant } };
  }

  private reintroduction(withdrawn: ProposalId, id: ProposalId): ReturnType<Negotiation['plan']> {
    const outcomeOf = outcomesOf(this.state);
    const holdsNumber = this.state.proposals.get(withdrawn)?.holdsNumber ?? false;
    const planned = reintroduce({ clauses: this.clauses, withdrawn, proposal: id, holdsNumber, outcomeOf });
    if (!planned.ok || planned.value.changes.length === 0) return null;
    const { changes, ...written } = planned.value;
    return { changes, written: { ...written, proposal: id, proposer: CHAIR.participant } };
  }

  private write(events: readonly RecordEvent[]): void {
    for (const event of events) {
      const number = this.entries.length + 1;
      this.entries.push(unchained(number, event, CHAIR, '2026-07-01T09:00:00.000Z'));
      this.state = evolve(this.state, { number, event });
    }
  }
}

/** What the record holds of proposals, apart from how far it has come. */
export function live(state: RecordState): unknown {
  return [...state.proposals.values()].map((proposal) => ({ ...proposal, positions: [...proposal.positions] }));
}

const one = fc.constantFrom(...proposals);
const seen = one.map((proposal) => ({ proposal, version: VERSION }));
const who = fc.constantFrom(NORWAY, KENYA, participantId('p-br'));

const outcomesAndSponsors: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constant('refer' as const),
    proposal: one,
    body: fc.constant('Drafting Committee'),
    note: fc.constant(''),
  }),
  fc.record({
    type: fc.constant('park' as const),
    proposal: one,
    owner: fc.constant('Ms Adeyemi'),
    returns: fc.constant('2026-07-10'),
    reason: fc.constant(''),
  }),
  fc.record({ type: fc.constant('reserve' as const), proposal: one, participant: who, reason: fc.constant('') }),
  fc.record({ type: fc.constant('call-back' as const), proposal: one, note: fc.constant('') }),
  fc.record({ type: fc.constantFrom('sponsor' as const, 'leave' as const), proposal: one, participant: who }),
  fc.record({ type: fc.constant('withdraw' as const), proposal: one, participant: who }),
  fc.record({ type: fc.constant('reintroduce' as const), proposal: one, participant: who, rationale: fc.constant('') }),
  fc.record({
    type: fc.constant('merge' as const),
    into: seen,
    merged: fc.array(seen, { minLength: 1, maxLength: 2 }),
    wording: fc.constant([]),
  }),
  fc.record({
    type: fc.constant('merge' as const),
    into: seen,
    merged: fc.array(seen, { minLength: 1, maxLength: 2 }),
    wording: fc.constantFrom('may ', 'in good faith ').map((text) => [{ clause: 'c0' as never, at: 0, text }]),
  }),
  fc.record({
    type: fc.constant('bridge' as const),
    proposal: one,
    version: fc.constant(VERSION),
    drawsOn: fc.uniqueArray(one, { maxLength: 2 }),
    wording: fc.constantFrom('may ', '').map((text) => [{ clause: 'c0' as never, at: 0, text }]),
    rationale: fc.constant(''),
  }),
);

/** Acts of every kind on the six proposals, many of which make no sense where they come. */
export const acts: fc.Arbitrary<Command[]> = fc
  .tuple(commands, fc.array(outcomesAndSponsors, { maxLength: 15 }), fc.array(fc.nat(40), { maxLength: 15 }))
  .map(([list, more, at]) =>
    more.reduce((all, command, index) => all.toSpliced((at[index] ?? 0) % (all.length + 1), 0, command), list),
  );

/** Puts a proposal to the vote. */
export function openVote(proposal: ProposalId): Command {
  return {
    type: 'open-vote',
    question: { on: 'proposal', proposal },
    version: VERSION,
    method: 'roll-call',
    majority: 'simple',
    members: null,
  };
}
