import type { ClauseId, ProposalId } from '../base/ids.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { TextChange } from '../text/change.ts';
import { plainText, type Clause } from '../text/clause.ts';
import { looking, markEdits } from './marking.ts';
import { withMovesAsNew } from './moved-clauses.ts';
import { isSameText } from '../text/spelling.ts';
import { carrying, enclosingEach } from './nesting.ts';
import { newClauses } from './new-clauses.ts';
import { placeEdits, type Clash, type Prepared } from './placing.ts';
import { settled } from './settling.ts';
import { wordEdits, type WordEdit } from './wording.ts';

/** A prepared change as it goes into the text: what is written there, and what the record says of it. */
export interface Redraft {
  readonly changes: readonly TextChange[];
  /** Clauses of the draft that it changes or adds, in document order. */
  readonly clauses: readonly ClauseId[];
  readonly inserted: readonly string[];
  readonly deleted: readonly string[];
  /** True where it consists of new clauses only: their existence is what is proposed. */
  readonly holdsNumber: boolean;
}

/**
 * What a delegation changed in private, written as marks on the text as it stands now: words it struck get a `deletion`, words it added
 * stand there with an `insertion`, a clause it added is a clause all of whose characters are an insertion, and one that it moved is both: struck
 * where it stood, new where it stands. Where the text moved meanwhile the change moves along; where both touched the same words it is refused
 * with every clash. An empty redraft has no changes.
 */
export function redraft(asEdited: Prepared): Result<Redraft, readonly Clash[]> {
  const prepared = withMovesAsNew(asEdited);
  const { outcomeOf, proposal } = prepared;
  const editedById = new Map(prepared.edited.map((clause) => [clause.id, clause]));
  // Of one that stands twice the first, which is the one that is written.
  const currentById = new Map(prepared.current.toReversed().map((clause) => [clause.id, clause]));
  const { then = plainText } = prepared.reads ?? {};
  const reads = (clause: Clause, words: string): string => (words === '' ? '' : (prepared.reads?.now(clause) ?? words));
  const clashes: Clash[] = [];
  const changes: TextChange[] = [];
  const clauses: ClauseId[] = [];
  const inserted: string[] = [];
  const deleted: string[] = [];

  for (const base of prepared.base) {
    const edited = editedById.get(base.id);
    const changed = wordsChanged(base, edited);
    if (changed.length === 0) continue;
    const current = currentById.get(base.id);
    const placed = placeEdits(base, looking(carrying(changed, enclosingEach(edited)), edited), { current, outcomeOf });
    if (!placed.ok) {
      const yours = edited === undefined ? '' : then(edited);
      const now = placed.refusal.now === null || current === undefined ? placed.refusal.now : reads(current, placed.refusal.now);
      clashes.push({ clause: base.id, base: then(base), yours, why: placed.refusal.why, now });
      continue;
    }
    const { clause, words, edits } = placed.value;
    if (edits.length === 0) continue;
    const marked = markEdits(clause, edits, { outcomeOf, proposal, replacing: true });
    changes.push({ type: 'edit', clause: clause.id, edits: marked });
    clauses.push(clause.id);
    inserted.push(...edits.map(({ text }) => text).filter((text) => text !== ''));
    deleted.push(...edits.map(({ at, length }) => words.slice(at, at + length)).filter((text) => text !== ''));
  }

  const added = newClauses(prepared);
  if (!added.ok) clashes.push(...added.refusal);
  if (!added.ok || clashes.length > 0) return refuse(clashes);
  for (const { clause } of added.value) {
    clauses.push(clause.id);
    inserted.push(plainText(clause));
  }
  const holdsNumber = changes.length === 0 && added.value.length > 0;
  return ok({ changes: [...changes, ...added.value], clauses, inserted, deleted, holdsNumber });
}

/** How a clause's words were changed, each edit where the marks say that it was made. */
function wordsChanged(base: Clause, edited: Clause | undefined): WordEdit[] {
  const [before, after] = [plainText(base), wordsOf(edited)];
  if (isSameText(before, after)) return [];
  const edits = wordEdits(before, after);
  if (edits.length === 0 || base.runs.length < 2) return edits;
  const [was, is] = [enclosingEach(base), enclosingEach(edited)];
  return settled(edits, { before, after, stays: (from, to) => sameSets(was[from], is[to]) });
}

function sameSets(a: readonly ProposalId[] | undefined, b: readonly ProposalId[] | undefined): boolean {
  return a !== undefined && b !== undefined && a.length === b.length && a.every((id) => b.includes(id));
}

/** The words of a clause that may be gone. */
function wordsOf(clause: Clause | undefined): string {
  return clause === undefined ? '' : plainText(clause);
}
