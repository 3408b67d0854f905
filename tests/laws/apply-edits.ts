import type { WordEdit } from '../../shared/proposals/wording.ts';

/** A wording after edits that are in ascending order and do not overlap. */
export function applyEdits(before: string, edits: readonly WordEdit[]): string {
  let after = '';
  let at = 0;
  for (const edit of edits) {
    after += before.slice(at, edit.at) + edit.text;
    at = edit.at + edit.length;
  }
  return after + before.slice(at);
}
