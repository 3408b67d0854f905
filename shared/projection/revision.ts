import type { ClauseId, ProposalId } from '../base/ids.ts';
import { clauseIsOut, standing, type OutcomeOf } from '../proposals/standing.ts';
import type { IssuedText } from '../record/event.ts';
import { outcomesOf, type RecordState } from '../record/state.ts';
import { readingOf, wholeVersion } from '../record/text-reading.ts';
import { proposalsIn, SLOT, type Clause, type Run } from '../text/clause.ts';
import { textDigest } from '../text/digest.ts';
import { readsNothing } from '../text/punctuation.ts';
import { holdingOf } from './article.ts';
import { standingClauses, visibleRuns } from './drawing.ts';
import { isMended, mendedRuns } from './mending.ts';
import { goneNotes } from './footnotes.ts';
import { numbersOf } from './numbers.ts';
import { quotation } from './quotation.ts';
import { statuses } from './status.ts';

/**
 * The text with which the next revision begins: what is out is left behind, and so are spaces and commas that it would leave behind (`mendedRuns`);
 * marks are kept (they are the words' provenance), ids stay, and every number is frozen as issued, which is the one that a reader saw. Of a clause
 * that is gone and keeps its number, that goes on alone; one held by empty places alone keeps that it lost words (`tracesOfLoss`), and so does a footnote
 * that is out and of which marks stand. Told besides: the clauses that were mended.
 */
function revised(clauses: readonly Clause[], state: RecordState): { readonly clauses: Clause[]; readonly mended: ClauseId[] } {
  const outcomeOf = outcomesOf(state);
  const numbers = numbersOf(clauses, state);
  const stands = new Set(standingClauses(clauses, outcomeOf));
  // Once the text was renumbered, nothing is kept of what is gone but for its number.
  const isNumberAlone = ({ id, runs }: Clause): boolean => runs.length === 0 && state.numbering.kept.has(id);
  const lost = goneNotes(clauses, numbers.footnotes, outcomeOf);
  const kept = clauses.filter(
    (clause) => numbers.tombstones.has(clause.id) || lost.has(clause) || (stands.has(clause) && !isNumberAlone(clause)),
  );
  const mended = new Set<ClauseId>();
  const next = kept.map((clause): Clause => {
    if (lost.has(clause)) return { ...clause, runs: traceOf(clause, outcomeOf) };
    const standing = visibleRuns(clause, outcomeOf);
    const runs = numbers.tombstones.has(clause.id) ? [] : mendedRuns(clause, outcomeOf);
    if (runs.length > 0 && isMended(standing, runs)) mended.add(clause.id);
    return { ...clause, label: issuedLabel(clause, numbers.of), runs: [...runs, ...tracesOfLoss(clause, runs, outcomeOf)] };
  });
  return { clauses: next, mended: [...mended] };
}

/** The number that a clause takes along. One that stands twice may be a cell in one place alone, and has no number there. */
function issuedLabel({ id, kind, label, cell }: Clause, numbers: ReadonlyMap<ClauseId, string>): string {
  if (cell !== undefined) return '';
  return kind === 'footnote' ? label : (numbers.get(id) ?? '');
}

/**
 * Of a clause that has words out and goes on with open brackets in which nothing stands: an empty place that is out like them. For it is they by which
 * the clause is gone once those brackets are decided (`clauseIsOut`), and not one that was empty from the first.
 */
function tracesOfLoss(clause: Clause, kept: readonly Run[], outcomeOf: OutcomeOf): Run[] {
  return kept.length > 0 && kept.every(({ text }) => readsNothing(text)) ? traceOf(clause, outcomeOf) : [];
}

/** An empty place that is out by what took the first words of a clause away that are; none where no words are. */
function traceOf({ runs }: Clause, outcomeOf: OutcomeOf): Run[] {
  const lost = runs.find((run) => standing(run, outcomeOf) === 'out');
  if (lost === undefined) return [];
  const insertions = lost.insertions.filter((id) => outcomeOf(id) === 'refused');
  const deletions = lost.deletions.filter((id) => outcomeOf(id) === 'accepted');
  return [{ text: SLOT, insertions, deletions }];
}

/** A text and the record of its time. */
export interface TextWithRecord {
  readonly clauses: readonly Clause[];
  readonly state: RecordState;
}

/** What issuing a revision makes: the text of the next one, and what the record says of the one that is frozen. */
export interface NextRevision {
  readonly clauses: readonly Clause[];
  readonly issued: IssuedText;
}

/**
 * The revision after the present one. `restored`: the frozen text with which it is to begin instead, with the record just before its issue;
 * then what was closed by that time is left behind, and what has been decided since is decided of the words that came back, too.
 */
export function nextRevision(present: TextWithRecord, restored: TextWithRecord | null): NextRevision {
  const { clauses: frozen, state } = present;
  const source = restored ?? present;
  const { clauses, mended } = revised(source.clauses, source.state);
  const { tombstones } = numbersOf(source.clauses, source.state);
  const stones = clauses.filter(({ id }) => tombstones.has(id)).map(({ id }) => id);
  const inNext = proposalsIn(clauses);
  const known = [...state.proposals.values()];
  const holding = holdingOf(frozen);
  const lacking = restored === null ? closedAmongOut(source) : lackedByRestored(present, restored, inNext);
  return {
    clauses,
    issued: {
      clauses: frozen.filter((clause) => !clauseIsOut(clause, outcomesOf(state))).length,
      digest: textDigest(frozen),
      leftBehind: known
        .filter(({ id }) => lacking.has(id))
        .map(({ id }) => ({ proposal: id, words: quotation(holding.get(id) ?? [], id) || (state.leftBehind.get(id) ?? '') })),
      vanished: known.filter(({ id, vanished }) => !vanished && !inNext.has(id)).map(({ id }) => id),
      returned: known.filter(({ id, vanished }) => vanished && inNext.has(id)).map(({ id }) => id),
      ...(stones.length === 0 ? {} : { tombstones: stones }),
      ...(mended.length === 0 ? {} : { mended }),
      ...(restored === null ? {} : { ...unsettledBy(clauses, state), ...otherReading(frozen, clauses, state) }),
    },
  };
}

/** Agreed clauses that a restored text has with other words, with brackets, twice or not at all. */
function unsettledBy(restored: readonly Clause[], state: RecordState): Pick<IssuedText, 'unsettled' | 'resettled'> {
  const still = statuses(restored, state);
  const { agreed } = state.ladder;
  const unsettled = [...agreed.keys()].filter((clause) => !still.has(clause));
  const resettled = restored.flatMap((clause) => {
    const settles = still.has(clause.id) ? [...proposalsIn([clause])].toSorted() : [];
    return settles.every((id) => agreed.get(clause.id)?.settles.includes(id) === true) ? [] : [{ clause: clause.id, settles }];
  });
  return { ...(unsettled.length === 0 ? {} : { unsettled }), ...(resettled.length === 0 ? {} : { resettled }) };
}

function otherReading(
  frozen: readonly Clause[],
  restored: readonly Clause[],
  state: RecordState,
): Pick<IssuedText, 'readsOtherwise'> {
  const [was, is] = [frozen, restored].map((clauses) => wholeVersion(readingOf(clauses, outcomesOf(state)).all()));
  return was === is ? {} : { readsOtherwise: true };
}

function closedAmongOut({ clauses, state }: TextWithRecord): Set<ProposalId> {
  const outcomeOf = outcomesOf(state);
  const isLeft = (clause: Clause, run: Clause['runs'][number]): boolean =>
    standing(run, outcomeOf) === 'out' || clauseIsOut(clause, outcomeOf);
  const out = clauses.map((clause) => ({ ...clause, runs: clause.runs.filter((run) => isLeft(clause, run)) }));
  return new Set([...proposalsIn(out)].filter((id) => outcomeOf(id) !== 'open'));
}

/** What the restored text lacked when it was issued, and what has come into the record and was closed since. */
function lackedByRestored(present: TextWithRecord, restored: TextWithRecord, inNext: ReadonlySet<ProposalId>): Set<ProposalId> {
  const outcomeOf = outcomesOf(present.state);
  const lacked = new Set([...closedAmongOut(restored), ...restored.state.leftBehind.keys()]);
  for (const id of present.state.proposals.keys()) if (!inNext.has(id)) lacked.add(id);
  return new Set([...lacked].filter((id) => outcomeOf(id) !== 'open'));
}
