import type { ProposalId } from '../base/ids.ts';
import type { CarryingEdit } from '../proposals/nesting.ts';
import { settled } from '../proposals/settling.ts';
import type { WordEdit } from '../proposals/wording.ts';
import { joinRuns, SLOT, sliceRuns, sortedIds, type Run } from '../text/clause.ts';

type Within = readonly (readonly ProposalId[])[];

/** Edits where the brackets of the file say that they were made: `stood` and `stands` tell of each character which ones hold it. */
export function settledIn(
  edits: readonly WordEdit[],
  {
    before,
    stood,
    after,
    stands,
  }: { readonly before: string; readonly stood: Within; readonly after: string; readonly stands: Within },
): WordEdit[] {
  if (stood.length === 0 || stands.length === 0) return [...edits];
  // What was accepted encloses words of the text, and has no bracket in a file.
  const drawn = new Set(stands.flat());
  const key = (ids: readonly ProposalId[] | undefined): string => sortedIds((ids ?? []).filter((id) => drawn.has(id))).join(' ');
  return settled(edits, { before, after, stays: (from, to) => key(stood[from]) === key(stands[to]) });
}

/** Runs with their words changed; empty places do not count, and stay. */
export function applied(runs: readonly Run[], edits: readonly CarryingEdit[]): Run[] {
  const known = new Set(runs.flatMap(({ insertions }) => insertions));
  const all: Run[] = [];
  let at = 0;
  const left = [...edits];
  const put = (): void => {
    const edit = left[0];
    if (edit === undefined || at < edit.at + edit.length) return;
    left.shift();
    if (edit.text !== '')
      all.push({ text: edit.text, insertions: sortedIds(edit.carried.filter((id) => known.has(id))), deletions: [] });
    put();
  };
  put();
  for (const run of runs) {
    for (const character of run.text) {
      if (character === SLOT) {
        all.push({ ...run, text: character });
        continue;
      }
      for (const unit of character.split('')) {
        const edit = left[0];
        if (edit === undefined || at < edit.at) all.push({ ...run, text: unit });
        at += 1;
        put();
      }
    }
  }
  return joinRuns(all);
}

/** Runs without white space at their end. */
export function trimmedEnd(runs: readonly Run[]): Run[] {
  const text = runs.map((run) => run.text).join('');
  return sliceRuns(runs, 0, text.trimEnd().length);
}
