import type { ProposalId } from '../base/ids.ts';
import { ok, refuse } from '../base/result.ts';
import { lowered } from '../base/phrases.ts';
import { openIn, standingWords } from '../proposals/clause-version.ts';
import { registerNumber, type EntryNumber, type ProposalStatus } from '../proposals/proposal.ts';
import { standing, type OutcomeOf } from '../proposals/standing.ts';
import { proposalsIn, type Clause } from '../text/clause.ts';
import { clauseNames } from './clause-names.ts';
import type { Refusal } from './command.ts';
import { isSameMatter, matterKey, type Matter } from './matter.ts';
import { unknownProposal, type Decision } from './open-proposal.ts';
import { outcomesOf, type RecordState } from './state.ts';

/** That a matter waits for another: "pending 12 bis". Named by the entry that said so. */
export interface Pending {
  readonly entry: EntryNumber;
  readonly matter: Matter;
  readonly awaits: Matter;
  readonly reason: string;
}

export type Pendings = ReadonlyMap<EntryNumber, Pending>;

export type PendingEvent =
  | { readonly type: 'PendingBegan'; readonly matter: Matter; readonly awaits: Matter; readonly reason: string }
  /** It need not wait any more, as the chair says. */
  | {
      readonly type: 'PendingLifted';
      readonly pending: EntryNumber;
      readonly matter: Matter;
      readonly awaits: Matter;
      readonly reason: string;
    };

export type PendingCommand =
  | { readonly type: 'make-pending'; readonly matter: Matter; readonly awaits: Matter; readonly reason: string }
  | { readonly type: 'lift-pending'; readonly pending: EntryNumber; readonly reason: string };

/** What became of what is waited for: not decided yet; or decided, how and where in the record. */
export type Awaited =
  | { readonly state: 'undecided' }
  | { readonly state: Exclude<ProposalStatus['state'], 'open'>; readonly entry: EntryNumber }
  /**
   * No bracket is open in the clause any more; or it does not stand in the text any more; or it waits in its turn, by what was reopened or tabled since,
   * for what waits for it.
   */
  | { readonly state: 'settled' | 'gone' | 'round' };

/** The text as far as waiting goes. */
export interface PendingSources {
  readonly state: RecordState;
  readonly clauses: readonly Clause[];
}

/** What became of a matter that is waited for, by the record, or by what it would come to. */
export function awaitedState(
  awaits: Matter,
  { state, clauses }: PendingSources,
  outcomeOf: OutcomeOf = outcomesOf(state),
): Awaited {
  if (awaits.on === 'proposal') {
    const status = state.proposals.get(awaits.proposal)?.status;
    if (status !== undefined && status.state !== 'open') return { state: status.state, entry: status.entry };
    return { state: outcomeOf(awaits.proposal) === 'open' ? 'undecided' : 'settled' };
  }
  const stands = clauses.filter(({ id }) => id === awaits.clause);
  if (stands.some((clause) => openIn(clause, outcomeOf).size > 0)) return { state: 'undecided' };
  return { state: stands.some((clause) => standingWords(clause, outcomeOf).trim() !== '') ? 'settled' : 'gone' };
}

/** What was said of a matter, and of the clauses in which a proposal has words; the earliest first. */
export function pendingsOf(matter: Matter, { state, clauses }: PendingSources): Pending[] {
  const { pendings } = state.instruments;
  if (pendings.size === 0) return [];
  const own = new Set([matterKey(matter)]);
  if (matter.on === 'proposal') {
    const waiting = new Set([...pendings.values()].flatMap((one) => (one.matter.on === 'clause' ? [one.matter.clause] : [])));
    for (const clause of clauses)
      if (waiting.has(clause.id) && proposalsIn([clause]).has(matter.proposal))
        own.add(matterKey({ on: 'clause', clause: clause.id }));
  }
  return [...pendings.values()].filter((one) => own.has(matterKey(one.matter)));
}

/** What became of what a matter waits for. What comes round to it holds it up no longer, so that all can be accepted in some order. */
export function waitingState(
  matter: Matter,
  awaits: Matter,
  sources: PendingSources,
  outcomeOf: OutcomeOf = outcomesOf(sources.state),
): Awaited {
  const now = awaitedState(awaits, sources, outcomeOf);
  if (now.state !== 'undecided' || matter.on === 'clause') return now;
  const { proposal } = matter;
  const ahead = [...openParts(awaits, sources, outcomeOf)].filter((id) => id !== proposal);
  return ahead.every((id) => leadsTo([id], new Set([proposal]), sources, outcomeOf)) ? { state: 'round' } : now;
}

/** Why a matter cannot be accepted or agreed yet; null where nothing that it waits for is undecided. */
export function pendingFault(matter: Matter, sources: PendingSources, outcomeOf?: OutcomeOf): Refusal | null {
  const waits = pendingsOf(matter, sources).filter(
    ({ awaits }) => waitingState(matter, awaits, sources, outcomeOf).state === 'undecided',
  );
  const [first] = waits;
  if (first === undefined) return null;
  const name = namesOf(sources);
  const more = waits.length === 1 ? '' : `, and for ${waits.length - 1} more`;
  return {
    code: 'pending',
    reason: `${matter.on === 'proposal' ? 'It' : name(matter)} waits for ${lowered(name(first.awaits))} (record ${first.entry}: ${first.reason})${more}. ${matter.on === 'proposal' ? 'It can be dropped; to accept it all the same, say why.' : 'It is agreed once that is decided, or need not wait any more.'}`,
  };
}

export function decidePending(sources: PendingSources, command: PendingCommand): Decision {
  const { state } = sources;
  const reason = command.reason.trim();
  if (reason === '') return refuse({ code: 'malformed', reason: 'Say for the record why.' });
  if (command.type === 'lift-pending') {
    const one = state.instruments.pendings.get(command.pending);
    if (one === undefined) return refuse({ code: 'not-open', reason: 'Nothing waits by that entry of the record.' });
    return ok([{ type: 'PendingLifted', pending: one.entry, matter: one.matter, awaits: one.awaits, reason }]);
  }
  const { matter, awaits } = command;
  for (const one of [matter, awaits]) {
    const fault = absent(one, sources);
    if (fault !== null) return fault;
  }
  const name = namesOf(sources);
  if (awaitedState(awaits, sources).state !== 'undecided')
    return refuse({ code: 'not-open', reason: `${name(awaits)} is decided: there is nothing to wait for.` });
  if (awaitedState(matter, sources).state !== 'undecided' && matter.on === 'proposal')
    return refuse({ code: 'not-open', reason: `${name(matter)} is decided, so it waits for nothing.` });
  const { pendings } = state.instruments;
  if ([...pendings.values()].some((one) => isSameMatter(one.matter, matter) && isSameMatter(one.awaits, awaits)))
    return refuse({ code: 'nothing-changes', reason: `${name(matter)} waits for ${lowered(name(awaits))} already.` });
  if (waitsFor(awaits, matter, sources))
    return refuse({
      code: 'clash',
      reason: `${name(awaits)} waits for ${lowered(name(matter))} itself, or is part of it: neither could ever be decided.`,
    });
  return ok([{ type: 'PendingBegan', matter, awaits, reason }]);
}

function absent(matter: Matter, { state, clauses }: PendingSources): Decision | null {
  if (matter.on === 'proposal') return state.proposals.has(matter.proposal) ? null : unknownProposal();
  const outcomeOf = outcomesOf(state);
  const stands = clauses.some(({ id, runs }) => id === matter.clause && runs.some((run) => standing(run, outcomeOf) !== 'out'));
  return stands ? null : refuse({ code: 'unknown-clause', reason: 'There is no such clause in the text.' });
}

/**
 * Whether a matter, to be decided, waits for another, also by way of others. A clause that is waited for waits for each proposal in it, and a
 * proposal waits for what its clauses wait for.
 */
function waitsFor(from: Matter, to: Matter, sources: PendingSources): boolean {
  const outcomeOf = outcomesOf(sources.state);
  return leadsTo(openParts(from, sources, outcomeOf), openParts(to, sources, outcomeOf), sources, outcomeOf);
}

/** The open proposals that a matter is made of. */
function openParts(matter: Matter, { clauses }: PendingSources, outcomeOf: OutcomeOf): ReadonlySet<ProposalId> {
  if (matter.on === 'proposal') return new Set(outcomeOf(matter.proposal) === 'open' ? [matter.proposal] : []);
  return new Set(clauses.flatMap((clause) => (clause.id === matter.clause ? [...openIn(clause, outcomeOf)] : [])));
}

/** Whether one of some proposals is among others, or waits for one of them, also by way of others that are open. */
function leadsTo(
  from: Iterable<ProposalId>,
  to: ReadonlySet<ProposalId>,
  sources: PendingSources,
  outcomeOf: OutcomeOf,
): boolean {
  const seen = new Set<ProposalId>();
  const ahead = [...from];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    if (to.has(id)) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    for (const { awaits } of pendingsOf({ on: 'proposal', proposal: id }, sources))
      ahead.push(...openParts(awaits, sources, outcomeOf));
  }
  return false;
}

/** How refusals name matters. */
function namesOf({ state, clauses }: PendingSources): (matter: Matter) => string {
  const clause = clauseNames({ clauses, outcomeOf: outcomesOf(state), numbering: state.numbering });
  return (matter) =>
    matter.on === 'clause'
      ? clause(matter.clause)
      : `No. ${registerNumber(state.proposals.get(matter.proposal))} of the register`;
}

export function evolvePendings(pendings: Pendings, event: PendingEvent, entry: EntryNumber): Pendings {
  const next = new Map(pendings);
  if (event.type === 'PendingLifted') next.delete(event.pending);
  else next.set(entry, { entry, matter: event.matter, awaits: event.awaits, reason: event.reason });
  return next;
}
