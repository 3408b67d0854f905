import { proposalId, type ClauseId, type ProposalId } from '../../shared/base/ids.ts';
import { ok, refuse, type Result } from '../../shared/base/result.ts';
import { inapplicable, type Inapplicable } from '../../shared/record/applicability.ts';
import { prospect, repairs, type Repair } from '../../shared/projection/prospect.ts';
import { amend } from '../../shared/proposals/amend.ts';
import type { Command } from '../../shared/record/command.ts';
import { decide } from '../../shared/record/decide.ts';
import { evolve } from '../../shared/record/evolve.ts';
import { outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { changeText } from '../../shared/text/change.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import { presentPieces } from '../points/reading.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import type { Intent } from '../points/DraftDesk.ts';

/** Stands for the amendment in a preview; the real one gets its id from the server. */
const PREVIEW = proposalId('preview-of-an-amendment');

/** A decision as it is being made. */
export interface DecisionForm {
  readonly intent: Intent;
  readonly proposal: ProposalId;
  readonly falls: ReadonlySet<ProposalId>;
  /** Whether a drop is for lack of support. */
  readonly noSupport: boolean;
  /** Ground of the decision, also for what falls with it; reason of a reopening. */
  readonly ground: string;
  /** Why it is accepted though it waits for something undecided. */
  readonly despite: string;
  /** For an amendment: how each piece is to read, by `pieceKey`. */
  readonly wording: ReadonlyMap<string, string>;
}

/** A decision as it begins. Exclusive rivals fall with an acceptance unless the chair says otherwise. */
export function newForm(snapshot: DraftSnapshot, intent: Intent, proposal: ProposalId): DecisionForm {
  return {
    intent,
    proposal,
    falls: new Set(intent === 'accept' || intent === 'amend' ? fallingWith(snapshot, proposal) : []),
    noSupport: false,
    ground: '',
    despite: '',
    wording: new Map(),
  };
}

/** What falls with the acceptance of a proposal unless the chair says otherwise: what cannot stand beside it, and what the chair's text draws on. */
export function fallingWith({ rivals, state }: DraftSnapshot, proposal: ProposalId): ProposalId[] {
  const drawsOn = state.proposals.get(proposal)?.drawsOn ?? [];
  return openOf(state, new Set([...(rivals.get(proposal) ?? []), ...drawsOn]));
}

/** What is shown beside a proposal to fall with it, or to stay: those at its place, and what cannot stand beside it elsewhere. What it draws on goes in any case. */
export function rivalsShown({ pointOf, rivals, state }: DraftSnapshot, proposal: ProposalId): ProposalId[] {
  const replaced = state.proposals.get(proposal)?.drawsOn ?? [];
  const all = new Set([...(pointOf.get(proposal)?.proposals ?? []), ...(rivals.get(proposal) ?? [])]);
  return [...all].filter((id) => id !== proposal && !replaced.includes(id));
}

/** Of some proposals those that are open still: what was decided meanwhile cannot fall any more. */
function openOf({ proposals }: DraftSnapshot['state'], ids: Iterable<ProposalId>): ProposalId[] {
  return [...ids].filter((id) => proposals.get(id)?.status.state === 'open');
}

/** What the chair saw when the decision began, and stands by. */
export interface Seen {
  readonly version: string;
  readonly words: string;
}

/** What is to be seen of a proposal now. */
export function seeNow(snapshot: DraftSnapshot, proposal: ProposalId): Seen {
  const words = presentPieces(snapshot, proposal)
    .map((piece) => piece.text)
    .join(' … ');
  return { version: proposalVersion(snapshot.holding.get(proposal) ?? [], proposal), words };
}

/** What is to be seen now of each of some proposals. */
export function seeEach(snapshot: DraftSnapshot, proposals: Iterable<ProposalId>): ReadonlyMap<ProposalId, Seen> {
  return new Map([...proposals].map((id) => [id, seeNow(snapshot, id)]));
}

/** Names a piece within a decision. */
export function pieceKey(piece: { readonly clause: ClauseId; readonly at: number }): string {
  return `${piece.clause}:${piece.at}`;
}

/** How one clause reads now, would read then, and would read without what is being accepted. */
export interface Outlook {
  readonly clause: ClauseId;
  readonly now: string;
  readonly then: string;
  readonly without: string;
  /** What of punctuation and spacing it would leave out. */
  readonly repairs: readonly Repair[];
}

/** How each clause that a decision touches would read, or why it cannot be said. */
export function outlooks(snapshot: DraftSnapshot, form: DecisionForm): Result<readonly Outlook[], string> {
  const future = futureOf(snapshot, form);
  if (!future.ok) return future;
  const { clauses, state, supposed } = future.value;
  const touched = new Set(
    [form.proposal, ...form.falls].flatMap((id) => (snapshot.holding.get(id) ?? []).map((clause) => clause.id)),
  );
  return ok(
    [...touched]
      .toSorted((a, b) => (snapshot.placeOf.get(a) ?? 0) - (snapshot.placeOf.get(b) ?? 0))
      .map((clause) => ({
        clause,
        now: prospect(snapshot.clauses, snapshot.state, clause, new Map()),
        then: prospect(clauses, state, clause, supposed),
        without: prospect(
          snapshot.clauses,
          snapshot.state,
          clause,
          new Map([form.proposal, ...form.falls].map((id) => [id, 'refused'])),
        ),
        repairs: repairs(clauses, state, clause, supposed),
      })),
  );
}

interface Future {
  readonly clauses: readonly Clause[];
  readonly state: RecordState;
  readonly supposed: ReadonlyMap<ProposalId, 'accepted' | 'refused'>;
}

function futureOf(snapshot: DraftSnapshot, form: DecisionForm): Result<Future, string> {
  const { clauses, state } = snapshot;
  const falls = [...form.falls].map((id) => [id, 'refused'] as const);
  switch (form.intent) {
    case 'accept':
      return ok({ clauses, state, supposed: new Map([[form.proposal, 'accepted'], ...falls]) });
    case 'drop':
      return ok({ clauses, state, supposed: new Map([[form.proposal, 'refused']]) });
    case 'amend': {
      const amended = amend({
        clauses,
        proposal: form.proposal,
        amendment: PREVIEW,
        wording: wordingOf(snapshot, form),
        outcomeOf: outcomesOf(state),
      });
      if (!amended.ok) return amended;
      const supposed = new Map<ProposalId, 'accepted' | 'refused'>([
        [form.proposal, 'accepted'],
        [PREVIEW, 'accepted'],
        ...falls,
      ]);
      return ok({ clauses: changeText(clauses, amended.value.changes), state, supposed });
    }
    case 'reopen': {
      const facts = { versionOf: () => '', hasText: () => true };
      const decision = decide(
        state,
        { type: 'reopen', proposal: form.proposal, reason: 'to look at it' },
        { facts, nextNumber: state.last + 1, kindOf: () => 'state' },
      );
      if (!decision.ok) return refuse(decision.refusal.reason);
      const reopened = decision.value.reduce((before, event) => evolve(before, { number: state.last + 1, event }), state);
      return ok({ clauses, state: reopened, supposed: new Map() });
    }
  }
}

/** The open proposals that could no longer apply after a decision, and can now, with the reason. */
export function overtaken(snapshot: DraftSnapshot, form: DecisionForm): ReadonlyMap<ProposalId, Inapplicable> {
  const future = futureOf(snapshot, form);
  if (!future.ok) return new Map();
  const { clauses, state, supposed } = future.value;
  return new Map([...inapplicable(clauses, state, supposed)].filter(([id]) => !snapshot.cannot.has(id)));
}

/** What the record wants besides, in words; null where a form has all. */
export function wantingIn({ intent, ground, noSupport }: DecisionForm): string | null {
  if (ground.trim() !== '') return null;
  if (intent === 'reopen') return 'Say why it is reopened.';
  return intent === 'drop' && !noSupport ? 'Say on what ground, or that it had no support.' : null;
}

/** The command that a form asks for, on the words as they were seen. `rivals`: those of what may fall. */
export function commandOf(
  snapshot: DraftSnapshot,
  form: DecisionForm,
  seen: Seen,
  rivals: ReadonlyMap<ProposalId, Seen> = new Map(),
): Command {
  const { proposal } = form;
  const { version } = seen;
  const fallen = openOf(snapshot.state, form.falls);
  const versions = fallen.flatMap((id) => {
    const rival = rivals.get(id);
    return rival === undefined ? [] : [{ proposal: id, version: rival.version }];
  });
  const falls = { falls: fallen, ...(versions.length === 0 ? {} : { seen: versions }) };
  const despite = form.despite.trim() === '' ? {} : { despite: form.despite };
  const ground = form.ground.trim() === '' ? {} : { ground: form.ground };
  switch (form.intent) {
    case 'accept':
      return { type: 'accept', proposal, version, ...falls, ...despite, ...ground };
    case 'amend': {
      const wording = wordingOf(snapshot, form);
      // Left as it was, it is accepted as it is.
      return wording.length === 0
        ? { type: 'accept', proposal, version, ...falls, ...despite, ...ground }
        : { type: 'accept-as-amended', proposal, version, wording, ...falls, ...despite, ...ground };
    }
    case 'drop':
      return { type: 'drop', proposal, version, ground: form.ground, ...(form.noSupport ? { basis: 'no-support' } : {}) };
    case 'reopen':
      return { type: 'reopen', proposal, reason: form.ground };
  }
}

function wordingOf(snapshot: DraftSnapshot, form: DecisionForm): { clause: ClauseId; at: number; text: string }[] {
  return presentPieces(snapshot, form.proposal).flatMap((piece) => {
    const text = form.wording.get(pieceKey(piece));
    const before = piece.role === 'insertion' ? piece.text : '';
    return text === undefined || text === before ? [] : [{ clause: piece.clause, at: piece.at, text }];
  });
}
