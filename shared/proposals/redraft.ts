import type { ClauseId, ProposalId } from '../base/ids.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { TextChange, TextEdit } from '../text/change.ts';
import { cellOf } from '../text/cell.ts';
import { SLOT, plainText, sortedIds, type Clause, type Run } from '../text/clause.ts';
import { withMovesAsNew } from './moved-clauses.ts';
import { enclosingEach, nesting, nestingBetween, writtenInto, type NewWords } from './nesting.ts';
import { settled } from './settling.ts';
import { standing, type OutcomeOf } from './standing.ts';
import { rebaseEdits, wordEdits, type WordEdit } from './wording.ts';

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

/** Where a prepared change and the text as it stands now do not fit together. */
export interface Clash {
  readonly clause: ClauseId;
  /** The words when the preparation began, as prepared, and as they stand now (null: gone). */
  readonly base: string;
  readonly yours: string;
  readonly now: string | null;
  readonly why: string;
}

export interface RedraftInput {
  /** The clauses concerned when the preparation began, what was out left out. */
  readonly base: readonly Clause[];
  /** The same, with new ones in between, as the delegation has edited them. */
  readonly edited: readonly Clause[];
  /** The text as it stands now. */
  readonly current: readonly Clause[];
  readonly outcomeOf: OutcomeOf;
  readonly proposal: ProposalId;
}

/**
 * What a delegation changed in private, written as marks on the text as it stands now: words it struck get a `deletion`, words it added
 * stand there with an `insertion`, a clause it added is a clause all of whose characters are an insertion, and one that it moved is both: struck
 * where it stood, new where it stands. Where the text moved
 * meanwhile the change moves along; where both touched the same words it is refused with every clash. An empty redraft has no changes.
 */
export function redraft(prepared: RedraftInput): Result<Redraft, readonly Clash[]> {
  const input = withMovesAsNew(prepared);
  const baseById = new Map(input.base.map((clause) => [clause.id, clause]));
  const editedById = new Map(input.edited.map((clause) => [clause.id, clause]));
  const currentById = new Map(input.current.map((clause) => [clause.id, clause]));
  const clashes: Clash[] = [];
  const changes: TextChange[] = [];
  const clauses: ClauseId[] = [];
  const inserted: string[] = [];
  const deleted: string[] = [];

  for (const base of input.base) {
    const before = words(base);
    const after = editedById.has(base.id) ? words(editedById.get(base.id)) : '';
    const edits = carrying(wordsChanged(base, editedById.get(base.id)), editedById.get(base.id));
    if (edits.length === 0) continue;
    const placed = place(base, edits, currentById.get(base.id), input);
    if (!placed.ok) {
      clashes.push({
        clause: base.id,
        base: before,
        yours: after,
        now: currentById.has(base.id) ? visibleWords(currentById.get(base.id), input.outcomeOf) : null,
        why: placed.refusal,
      });
      continue;
    }
    const { edits: placedEdits, words: now } = placed.value;
    if (placedEdits.length === 0) continue;
    const current = currentById.get(base.id);
    if (current === undefined) continue;
    changes.push({
      type: 'edit',
      clause: base.id,
      edits: placedEdits.flatMap((edit) => markEdit(current, edit, { ...input, replacing: true })),
    });
    clauses.push(base.id);
    inserted.push(...placedEdits.map((edit) => edit.text).filter((text) => text !== ''));
    deleted.push(...placedEdits.map((edit) => now.slice(edit.at, edit.at + edit.length)).filter((text) => text !== ''));
  }

  const added = newClauses(input, baseById, currentById);
  if (!added.ok) clashes.push(...added.refusal);
  else {
    changes.push(...added.value);
    for (const change of added.value) {
      if (change.type !== 'insert') continue;
      clauses.push(change.clause.id);
      inserted.push(plainText(change.clause));
    }
  }
  if (clashes.length > 0) return refuse(clashes);
  return ok({
    changes,
    clauses,
    inserted,
    deleted,
    holdsNumber: changes.length > 0 && changes.every((change) => change.type === 'insert'),
  });
}

/** The edits of one clause moved over to its present words; or why they do not fit. */
function place(
  base: Clause,
  edits: readonly WordEdit[],
  current: Clause | undefined,
  input: RedraftInput,
): Result<{ edits: readonly WordEdit[]; words: string }, string> {
  if (current === undefined) return refuse('The clause is no longer in the text.');
  const now = visibleWords(current, input.outcomeOf);
  if (now === '' && words(base) !== '') return refuse('The clause is out of the text.');
  const others = wordEdits(words(base), now);
  const rebased = rebaseEdits(edits, others);
  if (rebased === null) return refuse('The same words have been changed in the text since you began.');
  if (edits.some((edit) => rebaseEdits([edit], others)?.some((moved) => runsTogether({ edit, base: words(base), moved, now }))))
    return refuse('The space beside your words has gone from the text since you began.');
  return ok({ edits: rebased, words: now });
}

/** Whether new words, where they come to stand, would run into others from which a space parted them. */
function runsTogether({ edit, base, moved, now }: Record<'edit' | 'moved', WordEdit> & Record<'base' | 'now', string>): boolean {
  const meets = (inner: string, was: string, is: string): boolean =>
    /[\p{L}\p{N}]/u.test(inner) && /\s/.test(was) && /[\p{L}\p{N}]/u.test(is);
  return (
    meets(edit.text.charAt(0), base.charAt(edit.at - 1), now.charAt(moved.at - 1)) ||
    meets(edit.text.at(-1) ?? '', base.charAt(edit.at + edit.length), now.charAt(moved.at + moved.length))
  );
}

/** How a clause's words were changed, each edit where the marks say that it was made. */
function wordsChanged(base: Clause, edited: Clause | undefined): WordEdit[] {
  const [before, after] = [words(base), words(edited)];
  const edits = wordEdits(before, after);
  if (edits.length === 0 || base.runs.length < 2) return edits;
  const [was, is] = [enclosingEach(base), enclosingEach(edited)];
  return settled(edits, { before, after, stays: (from, to) => sameSets(was[from], is[to]) });
}

function sameSets(a: readonly ProposalId[] | undefined, b: readonly ProposalId[] | undefined): boolean {
  return a !== undefined && b !== undefined && a.length === b.length && a.every((id) => b.includes(id));
}

/** The edits, each with the proposals into whose words the delegation wrote. */
function carrying(
  edits: readonly WordEdit[],
  edited: Clause | undefined,
): (WordEdit & { readonly carried: readonly ProposalId[] })[] {
  let shift = 0;
  return edits.map((edit) => {
    const from = edit.at + shift;
    shift += edit.text.length - edit.length;
    return { ...edit, carried: edit.text === '' ? [] : writtenInto(edited, from, from + edit.text.length) };
  });
}

/**
 * One replacement on a clause's visible words: marks on the words that go, and the new words behind them. `replacing`: words put for words
 * of an open proposal belong to it, as an amendment to it.
 */
export function markEdit(
  clause: Clause,
  edit: WordEdit & { readonly carried?: readonly ProposalId[] },
  input: { readonly outcomeOf: OutcomeOf; readonly proposal: ProposalId; readonly replacing?: boolean },
): TextEdit[] {
  const map = visibleOffsets(clause, input.outcomeOf);
  const edits: TextEdit[] = [];
  const struck = spansOf(map, edit.at, edit.at + edit.length);
  for (const [from, to] of struck) {
    edits.push({ type: 'mark', at: from, length: to - from, role: 'deletion', proposal: input.proposal });
  }
  if (edit.text !== '') {
    const at = edit.at + edit.length === 0 ? (map[0] ?? 0) : (map[edit.at + edit.length - 1] ?? -1) + 1;
    const words = { at, struck: input.replacing === true ? struck : [], carried: edit.carried ?? [] };
    edits.push({ type: 'insert', at, run: newRun(clause, { ...words, text: edit.text }, input) });
  }
  return edits;
}

/** New words take part in whatever they nest in, and in each style that the characters on both sides carry. */
function newRun(
  clause: Clause,
  words: NewWords & { readonly text: string },
  input: { readonly outcomeOf: OutcomeOf; readonly proposal: ProposalId },
): Run {
  const { insertions, deletions, bold, italic } = nesting(clause, words, input.outcomeOf);
  return {
    text: words.text,
    insertions: sortedIds([...insertions, input.proposal]),
    deletions: deletions.filter((id) => id !== input.proposal),
    ...(bold ? { bold: true as const } : {}),
    ...(italic ? { italic: true as const } : {}),
  };
}

/** Clauses that the delegation added, each behind the nearest clause before it that the draft has. */
function newClauses(
  input: RedraftInput,
  baseById: ReadonlyMap<ClauseId, Clause>,
  currentById: ReadonlyMap<ClauseId, Clause>,
): Result<TextChange[], Clash[]> {
  const changes: TextChange[] = [];
  const clashes: Clash[] = [];
  let after: ClauseId | null = null;
  /** The clause of the text as it stands behind which all that is new comes. */
  let place: ClauseId | null = clauseBefore(input.current, input.base[0]?.id);
  for (const clause of input.edited) {
    if (baseById.has(clause.id)) {
      after = clause.id;
      place = clause.id;
      continue;
    }
    const text = words(clause);
    if (text.trim() === '' && !isProposedCell(clause, input.edited, baseById)) continue;
    if (currentById.has(clause.id)) {
      clashes.push({
        clause: clause.id,
        base: '',
        yours: text,
        now: words(currentById.get(clause.id)),
        why: 'A new clause cannot take the place of one that is in the text.',
      });
      continue;
    }
    const anchor = after ?? place;
    if (anchor !== null && !currentById.has(anchor) && baseById.has(anchor)) {
      clashes.push({
        clause: anchor,
        base: words(baseById.get(anchor)),
        yours: text,
        now: null,
        why: 'The clause after which yours should stand is no longer in the text.',
      });
      continue;
    }
    const around = nestingBetween(input.current, place, input.outcomeOf);
    const insertions = sortedIds([...around.insertions, input.proposal]);
    const written = clause.runs.length > 0 ? clause.runs : [{ text: SLOT, insertions, deletions: [] }];
    const runs = written.map((run) => ({ ...run, insertions, deletions: around.deletions }));
    changes.push({
      type: 'insert',
      after: anchor,
      clause: { ...clause, label: clause.kind === 'footnote' ? clause.label : '', runs },
    });
    after = clause.id;
  }
  return clashes.length > 0 ? refuse(clashes) : ok(changes);
}

/** An empty cell is proposed where it comes with a new row or column that has words: its place is held by a slot. */
function isProposedCell({ cell }: Clause, edited: readonly Clause[], baseById: ReadonlyMap<ClauseId, Clause>): boolean {
  if (cell === undefined) return false;
  const { table, row, column } = cellOf(cell);
  return edited.some((other) => {
    if (other.cell === undefined || baseById.has(other.id) || words(other).trim() === '') return false;
    const beside = cellOf(other.cell);
    return beside.table === table && (beside.row === row || beside.column === column);
  });
}

function clauseBefore(clauses: readonly Clause[], id: ClauseId | undefined): ClauseId | null {
  const index = clauses.findIndex((clause) => clause.id === id);
  return clauses[index - 1]?.id ?? null;
}

function words(clause: Clause | undefined): string {
  return (clause?.runs ?? [])
    .map((run) => run.text)
    .join('')
    .replaceAll(SLOT, '');
}

function visibleWords(clause: Clause | undefined, outcomeOf: OutcomeOf): string {
  return (clause?.runs ?? [])
    .filter((run) => standing(run, outcomeOf) !== 'out')
    .map((run) => run.text)
    .join('')
    .replaceAll(SLOT, '');
}

/** For each visible character (slots left out) its offset in the clause. */
function visibleOffsets(clause: Clause, outcomeOf: OutcomeOf): number[] {
  const offsets: number[] = [];
  let at = 0;
  for (const run of clause.runs) {
    if (standing(run, outcomeOf) !== 'out') {
      for (let index = 0; index < run.text.length; index += 1) if (run.text[index] !== SLOT) offsets.push(at + index);
    }
    at += run.text.length;
  }
  return offsets;
}

/** Unbroken [from, to) spans of clause offsets for visible characters `from` to `to`. */
function spansOf(offsets: readonly number[], from: number, to: number): [number, number][] {
  const spans: [number, number][] = [];
  for (const offset of offsets.slice(from, to)) {
    const last = spans.at(-1);
    if (last !== undefined && last[1] === offset) last[1] = offset + 1;
    else spans.push([offset, offset + 1]);
  }
  return spans;
}
