import type { ProposalId } from '../base/ids.ts';
import type { TextEdit } from '../text/change.ts';
import { sliceRuns, SLOT, sortedIds, withoutSlots, type Clause, type Run } from '../text/clause.ts';
import { nesting, type CarryingEdit, type NewWords } from './nesting.ts';
import { standing, type OutcomeOf } from './standing.ts';
import type { WordEdit } from './wording.ts';

/** How new words look: their text, in runs that are alike. */
interface Looking {
  readonly looks: readonly Run[];
}

/** Edits with how their words look in the clause that they lead to. */
export function looking<Edit extends WordEdit>(edits: readonly Edit[], edited: Clause | undefined): (Edit & Looking)[] {
  const runs = (edited?.runs ?? []).map((run) => ({ ...run, text: withoutSlots(run.text) }));
  let shift = 0;
  return edits.map((edit) => {
    const from = edit.at + shift;
    shift += edit.text.length - edit.length;
    return { ...edit, looks: sliceRuns(runs, from, from + edit.text.length) };
  });
}

interface Marking {
  readonly outcomeOf: OutcomeOf;
  readonly proposal: ProposalId;
  readonly replacing?: boolean;
}

/**
 * One replacement on a clause's visible words: marks on the words that go, and the new words behind them. `replacing`: words put for words
 * of an open proposal belong to it, as an amendment to it.
 */
export function markEdit(clause: Clause, edit: WordEdit & Partial<CarryingEdit & Looking>, input: Marking): TextEdit[] {
  return markEdits(clause, [edit], input);
}

/** The same of several, in ascending order. */
export function markEdits(
  clause: Clause,
  list: readonly (WordEdit & Partial<CarryingEdit & Looking>)[],
  input: Marking,
): TextEdit[] {
  const map = visibleOffsets(clause, input.outcomeOf);
  const edits: TextEdit[] = [];
  for (const edit of list) {
    const struck = spansOf(map, edit.at, edit.at + edit.length);
    for (const [from, to] of struck) {
      edits.push({ type: 'mark', at: from, length: to - from, role: 'deletion', proposal: input.proposal });
    }
    if (edit.text === '') continue;
    const at = edit.at + edit.length === 0 ? (map[0] ?? 0) : (map[edit.at + edit.length - 1] ?? -1) + 1;
    const words = { at, struck: input.replacing === true ? struck : [], carried: edit.carried ?? [] };
    const run = newRun(clause, { ...words, text: edit.text }, input);
    const { insertions, deletions } = run;
    const runs = edit.looks?.map((look) => ({ ...look, insertions, deletions })) ?? [run];
    edits.push(...runs.map((one) => ({ type: 'insert', at, run: one }) as const));
  }
  return edits;
}

/** New words take part in whatever they nest in, and, unless it is known how they look, in each style that the characters on both sides carry. */
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
