import { diffArrays } from 'diff';
import { sameMarks, type Run } from '../../shared/text/clause.ts';

/** Characters `from` to `to` of the old text give way to characters `newFrom` to `newTo` of the new one. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** Characters of the new text that stood in the old one too, and carry other marks there. */
export interface MarkChange {
  readonly from: number;
  readonly to: number;
  readonly before: Run;
  readonly after: Run;
}

/** Beyond so many changed words a passage counts as rewritten. */
const MAX_EDITS = 200;

/**
 * The smallest ranges that differ, in ascending order: whole words, and never across the edge of a run, so that a passage that
 * stays in the middle of what goes (such as words that are out) is not taken away and written anew.
 */
export function textChanges(before: readonly Run[], after: readonly Run[]): TextChange[] {
  const old = before.map((run) => run.text).join('');
  const now = after.map((run) => run.text).join('');
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  if (start === old.length && start === now.length) return [];
  if (isInsidePair(old, start) || isInsidePair(now, start)) start -= 1;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old[old.length - 1 - end] === now[now.length - 1 - end])
    end += 1;
  if (isInsidePair(old, old.length - end) || isInsidePair(now, now.length - end)) end -= 1;
  const whole: TextChange = { from: start, to: old.length - end, newFrom: start, newTo: now.length - end };
  if (whole.from === whole.to || whole.newFrom === whole.newTo) return [whole];
  return finer(whole, words(before, whole.from, whole.to), words(after, whole.newFrom, whole.newTo));
}

/** Where marks changed on characters that stay, in places of the new text, ascending. */
export function markChanges(before: readonly Run[], after: readonly Run[], changes: readonly TextChange[]): MarkChange[] {
  const found: MarkChange[] = [];
  const starts = startsOf(before);
  let shift = 0;
  let at = 0;
  const compare = (until: number): void => {
    let index = runAt(starts, at - shift);
    for (const run of spans(after, at, until)) {
      for (let from = run.from; from < run.to;) {
        while ((starts[index + 1] ?? Infinity) <= from - shift) index += 1;
        const old = before[index];
        const to = Math.min(run.to, (starts[index + 1] ?? Infinity) + shift);
        if (old !== undefined && !sameMarks(old, run.run)) found.push({ from, to, before: old, after: run.run });
        from = to;
      }
    }
  };
  for (const change of changes) {
    compare(change.newFrom);
    at = change.newTo;
    shift = change.newTo - change.to;
  }
  compare(Infinity);
  return found;
}

/** The parts of runs that lie between two offsets. */
export function spans(
  runs: readonly Run[],
  from: number,
  to: number,
): { readonly run: Run; readonly from: number; readonly to: number }[] {
  const found: { run: Run; from: number; to: number }[] = [];
  let start = 0;
  for (const run of runs) {
    const end = start + run.text.length;
    if (Math.max(from, start) < Math.min(to, end)) found.push({ run, from: Math.max(from, start), to: Math.min(to, end) });
    start = end;
  }
  return found;
}

function finer(whole: TextChange, old: string[], now: string[]): TextChange[] {
  const pieces = diffArrays(old, now, { maxEditLength: MAX_EDITS });
  if (pieces === undefined) return [whole];
  const changes: TextChange[] = [];
  let { from: at, newFrom } = whole;
  let open = false;
  for (const piece of pieces) {
    const length = piece.value.reduce((sum, word) => sum + word.length, 0);
    const last = changes.at(-1);
    if (!piece.added && !piece.removed) {
      at += length;
      newFrom += length;
      open = false;
      continue;
    }
    const to = at + (piece.removed ? length : 0);
    const newTo = newFrom + (piece.added ? length : 0);
    if (open && last !== undefined) changes[changes.length - 1] = { ...last, to, newTo };
    else changes.push({ from: at, to, newFrom, newTo });
    at = to;
    newFrom = newTo;
    open = true;
  }
  return changes;
}

function words(runs: readonly Run[], from: number, to: number): string[] {
  return spans(runs, from, to).flatMap(({ run, from: start, to: end }) => {
    const offset = startOf(runs, run);
    return run.text.slice(start - offset, end - offset).match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? [];
  });
}

function startOf(runs: readonly Run[], wanted: Run): number {
  let start = 0;
  for (const run of runs) {
    if (run === wanted) return start;
    start += run.text.length;
  }
  return start;
}

function startsOf(runs: readonly Run[]): number[] {
  let start = 0;
  return runs.map((run) => {
    const here = start;
    start += run.text.length;
    return here;
  });
}

function runAt(starts: readonly number[], offset: number): number {
  let index = 0;
  while ((starts[index + 1] ?? Infinity) <= offset) index += 1;
  return index;
}

function isInsidePair(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}
