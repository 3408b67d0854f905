import fc from 'fast-check';
import { clauseId, proposalId, type ClauseId, type ProposalId } from '../../shared/base/ids.ts';
import { nextRevision, type TextWithRecord } from '../../shared/projection/revision.ts';
import { clauseVersion } from '../../shared/proposals/clause-version.ts';
import { clauseEvents } from '../../shared/record/clause-events.ts';
import { decide } from '../../shared/record/decide.ts';
import type { Command, Refusal } from '../../shared/record/command.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { evolve } from '../../shared/record/evolve.ts';
import { USUAL_LADDER } from '../../shared/record/ladder.ts';
import { EMPTY_STATE, outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { joinRuns, type Clause, type Run } from '../../shared/text/clause.ts';
import { CHAIR } from './generated.ts';

/** Something done in a committee, by number, so that it fits whatever text stands. */
export interface Step {
  readonly act: (typeof ACTS)[number];
  readonly at: number;
  readonly pick: number;
  readonly more: boolean;
}

const ACTS = [
  ...['edit', 'recast', 'floor', 'reserve', 'reserve', 'table', 'table', 'accept', 'accept', 'drop', 'drop', 'reopen', 'reopen'],
  ...['agree', 'agree', 'agree', 'agree', 'agree-all', 'reopen-clause', 'ladder', 'strike', 'return', 'issue', 'restore'],
] as const;

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ act: fc.constantFrom(...ACTS), at: fc.nat(3), pick: fc.nat(7), more: fc.boolean() }),
  { maxLength: 40 },
);

/** A text and its record, kept together as the server keeps them: what changes the text is told in the record, in the same act. */
export class Committee {
  readonly events: { readonly number: number; readonly event: RecordEvent }[] = [];
  state: RecordState = EMPTY_STATE;
  clauses: Clause[] = [0, 1, 2, 3].map((n) => ({
    id: clauseId(`c${n}`),
    kind: n === 0 ? 'heading' : 'paragraph',
    level: 0,
    label: '',
    runs: [{ text: `Words of ${n}.`, insertions: [], deletions: [] }],
  }));
  /** Words that a drafter took out, with their marks, to be brought back by undo. */
  private struck: { readonly clause: ClauseId; readonly runs: readonly Run[] }[] = [];
  private issued: TextWithRecord[] = [];
  private made = 0;

  give(command: Command, rest: Partial<Parameters<typeof decide>[2]> = {}): Refusal | null {
    const decision = decide(this.state, command, {
      facts: { versionOf: () => VERSION, hasText: (id) => this.holding(id).length > 0 },
      nextNumber: this.events.length + 1,
      kindOf: () => 'state',
      clauses: () => this.clauses,
      ...rest,
    });
    if (!decision.ok) return decision.refusal;
    this.write(decision.value);
    return null;
  }

  write(events: readonly RecordEvent[]): void {
    for (const event of events) {
      const entry = { number: this.events.length + 1, event };
      this.events.push(entry);
      this.state = evolve(this.state, entry);
    }
  }

  agree(clauses: readonly Clause[], rung: string): Refusal | null {
    const outcomeOf = outcomesOf(this.state);
    return this.give({
      type: 'agree',
      rung,
      clauses: clauses.map((clause) => ({ clause: clause.id, version: clauseVersion(clause, outcomeOf) ?? '' })),
    });
  }

  do({ act, at, pick, more }: Step): void {
    const clause = this.clauses[at % Math.max(1, this.clauses.length)];
    if (clause === undefined) return;
    const proposals = [...this.state.proposals.keys()];
    const proposal = proposals[pick % Math.max(1, proposals.length)] ?? proposalId('none');
    const { rungs } = this.state.ladder;
    switch (act) {
      case 'edit':
        return this.rewrite(clause, (runs) => [...runs, { text: more ? ' More.' : ' Less.', insertions: [], deletions: [] }]);
      case 'recast':
        return this.recast(clause, pick, more);
      case 'floor':
        return this.propose('floor', [clause], (runs, id) => [
          ...runs,
          { text: more ? ' new' : '\u2060', insertions: [id], deletions: [] },
        ]);
      case 'reserve':
        return this.propose('floor', more ? this.clauses.slice(at % 4, (at % 4) + 2) : [clause], marked);
      case 'table': {
        const id = this.nextProposal();
        const tabling = {
          proposal: id,
          proposer: CHAIR.participant,
          clauses: [clause.id],
          inserted: [],
          deleted: [],
          holdsNumber: false,
        };
        if (this.give({ type: 'table', preparation: 'p' as never, rationale: '' }, { tabling }) === null)
          this.put(clause, joinRuns(marked(clause.runs, id)));
        return undefined;
      }
      case 'accept':
        return void this.give({
          type: 'accept',
          proposal,
          version: VERSION,
          falls: more ? proposals.filter((id) => id !== proposal) : [],
        });
      case 'drop':
        return void this.give({ type: 'drop', proposal, version: VERSION, ground: 'no agreement' } as Command);
      case 'reopen':
        return void this.give({ type: 'reopen', proposal, reason: 'new facts' });
      case 'agree':
        return void this.agree([clause], rungs[pick % rungs.length]?.id ?? '');
      case 'agree-all':
        return void this.agree(this.clauses, rungs[pick % rungs.length]?.id ?? '');
      case 'reopen-clause':
        return void this.give({ type: 'reopen-clauses', clauses: [clause.id], reason: 'new facts' });
      case 'ladder':
        return void this.give({
          type: 'set-ladder',
          rungs: more ? USUAL_LADDER.toReversed() : USUAL_LADDER.slice(0, 1 + (pick % 4)),
        });
      case 'strike':
        return this.strike(proposal);
      case 'return':
        return this.bringBack();
      case 'issue':
        return this.issue(null, more);
      case 'restore':
        return this.issue(pick % Math.max(1, this.issued.length), more);
    }
  }

  private issue(index: number | null, twice: boolean): void {
    const restored = index === null ? null : this.issued[index];
    if (restored === undefined || (index !== null && twice)) return;
    const present: TextWithRecord = { clauses: this.clauses, state: this.state };
    const next = nextRevision(present, restored);
    const symbol = `Rev.${this.issued.length}`;
    const command: Command =
      index === null ? { type: 'issue-revision', symbol } : { type: 'restore-revision', revision: index + 1, symbol };
    if (this.give(command, { issue: next.issued }) !== null) return;
    this.issued.push(present);
    this.clauses = [...next.clauses];
    this.struck = [];
  }

  private strike(proposal: ProposalId): void {
    const carries = (run: Run): boolean => run.insertions.includes(proposal) || run.deletions.includes(proposal);
    for (const clause of this.holding(proposal)) {
      this.struck.push({ clause: clause.id, runs: clause.runs });
      this.rewrite(clause, (runs) =>
        runs
          .filter((run) => !(carries(run) && run.insertions.includes(proposal)))
          .map((run) => ({ ...run, deletions: run.deletions.filter((id) => id !== proposal) })),
      );
    }
  }

  private bringBack(): void {
    const last = this.struck.pop();
    const clause = this.clauses.find(({ id }) => id === last?.clause);
    if (last !== undefined && clause !== undefined) this.rewrite(clause, () => last.runs);
  }

  private propose(
    origin: 'floor',
    clauses: readonly Clause[],
    change: (runs: readonly Run[], id: ProposalId) => readonly Run[],
  ): void {
    const id = this.nextProposal();
    if (clauses.every((clause) => clause.runs.length === 0)) return;
    for (const clause of clauses) this.put(clause, joinRuns(change(clause.runs, id)));
    const held = this.holding(id).map((clause) => clause.id);
    if (held.length === 0) return;
    this.write([
      {
        type: 'ProposalTabled',
        proposal: id,
        origin,
        proposer: null,
        rationale: '',
        clauses: held,
        inserted: [],
        deleted: [],
        holdsNumber: false,
        amends: null,
      },
    ]);
    for (const clause of clauses) this.tellEdit(clause);
  }

  /** Changes words as a drafter does, with what the server derives from it: existence first, the edit once it rests. */
  private rewrite(clause: Clause, change: (runs: readonly Run[]) => readonly Run[]): void {
    this.put(clause, joinRuns(change(clause.runs)));
    for (const { id, vanished } of this.state.proposals.values()) {
      const stands = this.holding(id).length > 0;
      if (!vanished && !stands) this.write([{ type: 'TextVanished', proposal: id }]);
      if (vanished && stands) this.write([{ type: 'TextReturned', proposal: id }]);
    }
    this.tellEdit(clause);
  }

  /** Sets a clause otherwise than it is, as a drafter does: its depth, what it is, its number, or how its first words look. */
  private recast(clause: Clause, pick: number, more: boolean): void {
    const [first, ...others] = clause.runs;
    const { bold, ...plain } = first ?? { text: '', insertions: [], deletions: [] };
    const looked: Run = bold === undefined ? { ...plain, bold: true } : plain;
    const ways: Partial<Clause>[] = [
      { level: clause.level + 1 },
      { kind: clause.kind === 'note' ? 'paragraph' : 'note' },
      { label: `${clause.label}${more ? 'bis' : 'x'}` },
      ...(first === undefined ? [] : [{ runs: joinRuns([looked, ...others]) }]),
    ];
    const cast = { ...clause, ...ways[pick % ways.length] };
    this.clauses = this.clauses.map((one) => (one.id === clause.id ? cast : one));
    this.tellEdit(clause);
  }

  private tellEdit(before: Clause): void {
    this.write(clauseEvents(before.id, before, this.clauses.find(({ id }) => id === before.id) ?? null));
  }

  private put(clause: Clause, runs: readonly Run[]): void {
    this.clauses = this.clauses.map((one) => (one.id === clause.id ? { ...one, runs } : one));
  }

  private holding(proposal: ProposalId): Clause[] {
    return this.clauses.filter(({ runs }) =>
      runs.some((run) => run.insertions.includes(proposal) || run.deletions.includes(proposal)),
    );
  }

  private nextProposal(): ProposalId {
    this.made += 1;
    return proposalId(`q${this.made}`);
  }
}

const VERSION = '0'.repeat(64);

function marked(runs: readonly Run[], id: ProposalId): Run[] {
  return runs.map((run) => ({ ...run, deletions: [...run.deletions, id] }));
}
