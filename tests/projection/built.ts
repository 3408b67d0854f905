import { clauseId, participantId, proposalId, seatId, type ProposalId } from '../../shared/base/ids.ts';
import { registry } from '../../shared/participants/registry.ts';
import { ROSTER } from '../../shared/participants/roster.ts';
import type { InheritedProposal } from '../../shared/proposals/inherited.ts';
import { GENESIS } from '../../shared/record/chain.ts';
import type { Actor, Entry, RecordEvent } from '../../shared/record/event.ts';
import { replay } from '../../shared/record/evolve.ts';
import type { RecordState } from '../../shared/record/state.ts';
import { joinRuns, type Clause, type ClauseKind, type Run } from '../../shared/text/clause.ts';

export const REGISTRY = registry(ROSTER);

/**
 * A clause from a notation: `<p …>` is an insertion of proposal p, `<-p …>` a deletion; they nest.
 * `clause('c1', 'Parties <a shall><b should> report')`.
 */
export function clause(id: string, notation: string, shape: { kind?: ClauseKind; level?: number; label?: string } = {}): Clause {
  const runs: Run[] = [];
  const stack: { role: 'insertion' | 'deletion'; id: ProposalId }[] = [];
  for (const token of notation.match(/<-?\w+ |>|[^<>]+/g) ?? []) {
    const opening = /^<(-?)(\w+) $/.exec(token);
    if (opening !== null) stack.push({ role: opening[1] === '-' ? 'deletion' : 'insertion', id: proposalId(opening[2] ?? '') });
    else if (token === '>') stack.pop();
    else {
      const of = (role: 'insertion' | 'deletion'): ProposalId[] =>
        stack
          .filter((one) => one.role === role)
          .map((one) => one.id)
          .toSorted();
      runs.push({ text: token, insertions: of('insertion'), deletions: of('deletion') });
    }
  }
  return {
    id: clauseId(id),
    kind: shape.kind ?? 'paragraph',
    level: shape.level ?? 0,
    label: shape.label ?? '',
    runs: joinRuns(runs),
  };
}

const DRAFTER: Actor = { seat: seatId('s-1'), user: 'A. Drafter', participant: participantId('p-secretariat'), role: 'drafter' };

/** An entry of an event, unchained. */
export function unchained(number: number, event: RecordEvent, actor: Actor, at: string): Entry {
  return {
    ...{ number, at, actor, event },
    onBehalfOf: null,
    meeting: null,
    salt: '',
    text: { revision: 1, number: 0, hash: GENESIS },
    previousHash: '',
    hash: '',
  };
}

/** Entries of these events, by one drafter at one moment. */
export function entriesOf(events: readonly RecordEvent[]): Entry[] {
  return events.map((event, index) => unchained(index + 1, event, DRAFTER, '2026-07-06T10:00:00.000Z'));
}

/** A bracket that a draft came with, of which nothing is known but where it opens. */
export function inherited(id: string, clause: string): InheritedProposal {
  return {
    id: proposalId(id),
    clause: clauseId(clause),
    holdsNumber: false,
    proposer: null,
    onBehalfOf: null,
    coProposers: [],
    positions: [],
    prefix: '',
    suffix: '',
  };
}

/** The import of a draft with these brackets, each opening in `c1`. */
export function imported(...ids: string[]): RecordEvent {
  return {
    type: 'DraftImported',
    title: 'Draft',
    form: 'plain',
    source: { name: 'draft.txt', sha256: GENESIS },
    clauses: 1,
    inherited: ids.map((id) => inherited(id, 'c1')),
  };
}

export function stateOf(...events: RecordEvent[]): RecordState {
  return replay(entriesOf(events));
}
