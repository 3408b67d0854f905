import type { ClauseId } from '../base/ids.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { clauseVersion, openIn, standingWords } from '../proposals/clause-version.ts';
import type { OutcomeOf } from '../proposals/standing.ts';
import { proposalsIn, type Clause } from '../text/clause.ts';
import { clauseNames, clausesListed } from './clause-names.ts';
import type { Refusal } from './command.ts';
import {
  ladderFault,
  placeOnLadder,
  rungOf,
  type Agreement,
  type LadderCommand,
  type LadderEvent,
  type LadderState,
} from './ladder.ts';
import type { NumberingState } from './numbering.ts';

/** What deciding on clauses looks at: the text as it stands, and what became of its proposals. */
export interface ClauseSources {
  readonly clauses: readonly Clause[];
  readonly outcomeOf: OutcomeOf;
  readonly numbering: NumberingState;
  /** Rungs that silences and votes under way, and open packages, are to give. */
  readonly promised?: readonly string[];
}

type Decision = Result<LadderEvent[], Refusal>;

/** What a command about the ladder becomes, or why it is refused. */
export function decideLadder(state: LadderState, command: LadderCommand, sources: ClauseSources): Decision {
  switch (command.type) {
    case 'set-ladder': {
      const rungs = command.rungs.map((rung) => ({
        ...rung,
        name: rung.name.trim(),
        body: rung.body.trim(),
        tag: rung.tag.trim(),
      }));
      const fault = ladderFault(rungs, state, state.rungs, sources.promised);
      return fault === null ? ok([{ type: 'LadderSet', rungs }]) : refuse(fault);
    }
    case 'agree':
      return agree(state, command, sources);
    case 'reopen-clauses':
      return reopen(state, command, sources);
  }
}

function agree(state: LadderState, command: Extract<LadderCommand, { type: 'agree' }>, sources: ClauseSources): Decision {
  const { outcomeOf } = sources;
  const place = placeOnLadder(state.rungs, command.rung);
  if (place === -1) return refuse({ code: 'unknown-rung', reason: 'The ladder of this draft has no such rung.' });
  const wanted = new Map(command.clauses.map(({ clause, version }) => [clause, version]));
  if (wanted.size === 0) return refuse({ code: 'unknown-clause', reason: 'There is no clause to agree.' });
  const clauses = sources.clauses.filter((clause) => wanted.has(clause.id) && standingWords(clause, outcomeOf).trim() !== '');
  const twice = standsTwice(clauses);
  if (twice !== null)
    return refuse({
      code: 'clash',
      reason: `${clauseNames(sources)(twice)} stands twice in the text, since two drafters moved it at once. Once one of the two is removed, it can be agreed.`,
    });
  if (clauses.length < wanted.size)
    return refuse({
      code: 'unknown-clause',
      reason: 'One of the clauses does not stand in the text any more. Look again, then agree.',
    });
  const among = (fails: (clause: Clause) => boolean): ClauseId[] => clauses.filter(fails).map(({ id }) => id);
  const bracketed = among((clause) => openIn(clause, outcomeOf).size > 0);
  if (bracketed.length > 0)
    return refuse({
      code: 'brackets-open',
      reason: `Brackets are still open in what is to be agreed: ${clausesListed(bracketed, sources)}.`,
    });
  const changed = among((clause) => clauseVersion(clause, outcomeOf) !== wanted.get(clause.id));
  if (changed.length > 0)
    return refuse({
      code: 'changed-since',
      reason: `The words have changed since you looked: ${clausesListed(changed, sources)}. Look again, then agree.`,
    });
  const there = among((clause) => reached(state, clause, outcomeOf) >= place);
  if (there.length > 0)
    return refuse({
      code: 'agreed',
      reason: `These stand as high on the ladder already, or higher: ${clausesListed(there, sources)}.`,
    });
  return ok(clauses.map((clause) => agreedEvent(clause, command.rung, outcomeOf)));
}

/** That a clause as it stands comes to a rung. */
export function agreedEvent(clause: Clause, rung: string, outcomeOf: OutcomeOf): Extract<LadderEvent, { type: 'ClauseAgreed' }> {
  return {
    type: 'ClauseAgreed',
    clause: clause.id,
    rung,
    version: clauseVersion(clause, outcomeOf) ?? '',
    settles: [...proposalsIn([clause])].filter((id) => outcomeOf(id) !== 'open').toSorted(),
  };
}

/** The first of the clauses that stands there a second time, since two drafters moved it at once; else null. */
export function standsTwice(clauses: readonly Clause[]): ClauseId | null {
  const seen = new Set<ClauseId>();
  for (const { id } of clauses) {
    if (seen.has(id)) return id;
    seen.add(id);
  }
  return null;
}

/**
 * What was agreed of a clause as it stands: the record says so, its words are the ones that were agreed, and no bracket stands in it.
 * Null: it is open. While an edit is still being written the record may not know of it yet; the words do.
 */
export function agreementOn(clause: Clause, state: LadderState, outcomeOf: OutcomeOf): Agreement | null {
  const agreement = state.agreed.get(clause.id);
  if (agreement === undefined || agreement.version !== clauseVersion(clause, outcomeOf)) return null;
  return openIn(clause, outcomeOf).size > 0 ? null : agreement;
}

/** The place on the ladder that a clause has come to; -1 where it is open. */
export function reached(state: LadderState, clause: Clause, outcomeOf: OutcomeOf): number {
  const agreement = agreementOn(clause, state, outcomeOf);
  const rung = agreement === null ? null : rungOf(agreement, state.rungs);
  return rung === null ? -1 : placeOnLadder(state.rungs, rung.id);
}

function reopen(
  state: LadderState,
  command: Extract<LadderCommand, { type: 'reopen-clauses' }>,
  sources: ClauseSources,
): Decision {
  const clauses = [...new Set(command.clauses)];
  const reason = command.reason.trim();
  if (clauses.length === 0) return refuse({ code: 'unknown-clause', reason: 'There is no clause to reopen.' });
  if (reason === '') return refuse({ code: 'malformed', reason: 'What was agreed is reopened with a reason, for the record.' });
  const open = clauses.filter((clause) => !state.agreed.has(clause));
  if (open.length > 0)
    return refuse({ code: 'not-agreed', reason: `Not agreed, so not to be reopened: ${clausesListed(open, sources)}.` });
  return ok(clauses.map((clause) => ({ type: 'ClauseReopened', clause, reason })));
}
