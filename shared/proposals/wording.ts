import { diffWordsWithSpace } from 'diff';

/** A replacement of words: `length` UTF-16 units from `at` on give way to `text`. */
export interface WordEdit {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

/**
 * How one wording becomes another, word by word, in ascending order and never touching each other. Whole words change, as people
 * read them (`shall` to `should`, never `al` to `ould`); a change of many words that keeps but white space between them is one edit.
 */
export function wordEdits(before: string, after: string): WordEdit[] {
  const edits: WordEdit[] = [];
  let at = 0;
  let open = false;
  for (const part of diffWordsWithSpace(before, after)) {
    if (!part.added && !part.removed) {
      at += part.value.length;
      open = false;
      continue;
    }
    const last = edits.at(-1);
    if (!open || last === undefined) edits.push({ at, length: 0, text: '' });
    const current = edits.at(-1);
    if (current !== undefined) {
      edits[edits.length - 1] = part.added
        ? { ...current, text: current.text + part.value }
        : { ...current, length: current.length + part.value.length };
    }
    if (part.removed) at += part.value.length;
    open = true;
  }
  return joinAcrossSpace(edits, before);
}

/** "a b" to "c d" is one replacement, not two with a space left between. */
function joinAcrossSpace(edits: readonly WordEdit[], before: string): WordEdit[] {
  const joined: WordEdit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    const gap = last === undefined ? '' : before.slice(last.at + last.length, edit.at);
    const bothReplace = last !== undefined && last.length > 0 && last.text !== '' && edit.length > 0 && edit.text !== '';
    if (last !== undefined && bothReplace && /^\s+$/.test(gap)) {
      joined[joined.length - 1] = { at: last.at, length: edit.at + edit.length - last.at, text: last.text + gap + edit.text };
    } else joined.push(edit);
  }
  return joined;
}

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

/**
 * Moves edits made on one wording over to another that others have meanwhile made of it. Null where one of them touches words that
 * the others touched too, or puts words where the others put words: a clash that people must settle.
 */
export function rebaseEdits(edits: readonly WordEdit[], others: readonly WordEdit[]): WordEdit[] | null {
  const moved: WordEdit[] = [];
  for (const edit of edits) {
    let shift = 0;
    for (const other of others) {
      if (other.at + other.length < edit.at || (other.at + other.length === edit.at && !meet(edit, other)))
        shift += other.text.length - other.length;
      else if (other.at < edit.at + edit.length || meet(edit, other)) return null;
    }
    moved.push({ ...edit, at: edit.at + shift });
  }
  return moved;
}

/** Whether two edits put words into the same place, so that nothing says which come first. */
function meet(a: WordEdit, b: WordEdit): boolean {
  const aInserts = a.text !== '';
  const bInserts = b.text !== '';
  return (
    aInserts &&
    bInserts &&
    (a.at === b.at || (a.at === b.at + b.length && a.length === 0) || (b.at === a.at + a.length && b.length === 0))
  );
}
