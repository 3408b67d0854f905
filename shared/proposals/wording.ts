import { diffArrays } from 'diff';
import { asSpelt, isSameText } from '../text/spelling.ts';
import { FOOTNOTE_MARK } from '../text/numbering.ts';

/** A replacement of words: `length` UTF-16 units from `at` on give way to `text`. */
export interface WordEdit {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

/**
 * How one wording becomes another, word by word, in ascending order and never touching each other. Whole words change, as people
 * read them (`shall` to `should`, never `al` to `ould`), and the mark of a footnote, a symbol or a number as one (`L.2` to `L.3`); a change of
 * many words that keeps but white space between them is one edit. Where next to nothing stays of a very long wording, all between its
 * unchanged beginning and end is one edit.
 */
export function wordEdits(before: string, after: string): WordEdit[] {
  return editsOf(before, after, (word) => word);
}

/** As `wordEdits`, of what a reader sees change: a word stays as it was where only its accents are written otherwise. What follows from them is no text. */
export function seenEdits(before: string, after: string): WordEdit[] {
  return isSameText(before, after) ? [] : editsOf(before, after, asSpelt);
}

/** How two words are compared. */
type Spelling = (word: string) => string;

function editsOf(before: string, after: string, spelt: Spelling): WordEdit[] {
  const edits: WordEdit[] = [];
  let at = 0;
  let open = false;
  for (const part of wordParts(before, after, spelt)) {
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
  return joinAcrossSpace(edits, before).map((edit) => withoutSharedSpace(edit, before));
}

interface WordPart {
  readonly value: string;
  readonly added: boolean;
  readonly removed: boolean;
}

/** What stays, what goes and what comes, in order. While it is looked for, one sign stands for each mark of a footnote, symbol and number. */
function wordParts(before: string, after: string, spelt: Spelling): readonly WordPart[] {
  const wholes = new Set([...wholesIn(before), ...wholesIn(after)]);
  if (wholes.size === 0) return differing(before, after, spelt);
  const taken = new Set((before + after).match(PRIVATE));
  const signs = new Map<string, string>();
  let code = FIRST_PRIVATE;
  for (const whole of wholes) {
    while (taken.has(String.fromCharCode(code))) code += 1;
    if (code > LAST_PRIVATE) break;
    signs.set(whole, String.fromCharCode(code));
    code += 1;
  }
  const bySign = new Map([...signs].map(([whole, sign]) => [sign, whole]));
  const signed = (text: string): string => text.replaceAll(WHOLE, (whole) => signs.get(whole) ?? whole);
  const written = (text: string): string => text.replaceAll(PRIVATE, (sign) => bySign.get(sign) ?? sign);
  return differing(signed(before), signed(after), spelt).map((part) => ({ ...part, value: written(part.value) }));
}

/** Marks of footnotes, and letters and figures that signs join: `A/C.1/L.2`, `5(b)`, `1,500`, `2026-07-10`. */
const WHOLE = new RegExp(
  `${FOOTNOTE_MARK.source}|(?<![\\p{Script=Latin}0-9])[\\p{Script=Latin}0-9]+(?:[/.,:–-][\\p{Script=Latin}0-9]+|\\([\\p{Script=Latin}0-9]{1,6}\\))+`,
  'gu',
);

/** What changes as a whole. Words that a stroke joins are words. */
function wholesIn(text: string): string[] {
  return (text.match(WHOLE) ?? []).filter((one) => one.startsWith('[^') || /[0-9]/.test(one));
}

/** The characters to which Unicode gives no meaning. */
const PRIVATE = /[\uE000-\uF8FF]/g;
const FIRST_PRIVATE = 0xe000;
const LAST_PRIVATE = 0xf8ff;

function differing(before: string, after: string, spelt: Spelling): readonly WordPart[] {
  const [were, are] = [wordsIn(before), wordsIn(after)];
  const parts = diffArrays(were.map(spelt), are.map(spelt), { maxEditLength: MOST_EDITS });
  if (parts === undefined) return apart(before, after);
  let [was, is] = [0, 0];
  return parts.map(({ count, added, removed }) => {
    const value = (added ? are.slice(is, is + count) : were.slice(was, was + count)).join('');
    if (!added) was += count;
    if (!removed) is += count;
    return { value, added, removed };
  });
}

/** Letters of scripts that part no words by spaces. */
const UNPARTED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
/** The end of a line; a letter that is a word of its own, with its marks; a word of any other script; white space; a sign. */
const WORDS = new RegExp(
  `\\r?\\n|[${UNPARTED}]\\p{M}*|(?:(?![${UNPARTED}])[\\p{L}\\p{M}\\p{N}_\\u00ad\\u200c\\u200d])+|[^\\S\\r\\n]+|[^]`,
  'gu',
);

/** The words of a text, its white space and its signs, each by itself and in order. */
export function wordsIn(text: string): string[] {
  return text.match(WORDS) ?? [];
}

/** The time that looking takes grows with the square of what differs, and a server looks while others wait. */
const MOST_EDITS = 800;

/** Whole words that both begin with and end with stay; what lies between goes and comes. */
function apart(before: string, after: string): WordPart[] {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  while (head > 0 && /\S/.test(before.charAt(head - 1))) head -= 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  while (tail > 0 && /\S/.test(before.charAt(before.length - tail))) tail -= 1;
  const stays = (value: string): WordPart => ({ value, added: false, removed: false });
  return [
    stays(before.slice(0, head)),
    { value: before.slice(head, before.length - tail), added: false, removed: true },
    { value: after.slice(head, after.length - tail), added: true, removed: false },
    stays(before.slice(before.length - tail)),
  ].filter(({ value }) => value !== '');
}

/**
 * "a b" to "c d" is one replacement, not two with a space left between; so is "presides over" to "directs". Edits of which all only add,
 * or all only strike, stay apart: what stands between them is nobody's proposal.
 */
function joinAcrossSpace(edits: readonly WordEdit[], before: string): WordEdit[] {
  const joined: WordEdit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    const gap = last === undefined ? '' : before.slice(last.at + last.length, edit.at);
    const strikes = last !== undefined && (last.length > 0 || edit.length > 0);
    const adds = last !== undefined && (last.text !== '' || edit.text !== '');
    if (last !== undefined && strikes && adds && /^\s+$/.test(gap)) {
      joined[joined.length - 1] = withSpaceOnce(last, edit, gap);
    } else joined.push(edit);
  }
  return joined;
}

function withSpaceOnce(last: WordEdit, edit: WordEdit, gap: string): WordEdit {
  return { at: last.at, length: edit.at + edit.length - last.at, text: last.text + gap + edit.text };
}

/**
 * White space that both wordings have at the edges of a replacement is part of neither: a word that is struck between two spaces is
 * struck, and not given way to for a space.
 */
function withoutSharedSpace({ at, length, text }: WordEdit, before: string): WordEdit {
  const gone = before.slice(at, at + length);
  const head = sharedSpace(gone, text, (one, index) => one.charAt(index));
  const [rest, left] = [gone.slice(head), text.slice(head)];
  const tail = sharedSpace(rest, left, (one, index) => one.charAt(one.length - 1 - index));
  return { at: at + head, length: rest.length - tail, text: left.slice(0, left.length - tail) };
}

/** How much white space two pieces have in common, from one end on. */
function sharedSpace(one: string, other: string, from: (piece: string, index: number) => string): number {
  let shared = 0;
  while (/\s/.test(from(one, shared)) && from(one, shared) === from(other, shared)) shared += 1;
  return shared;
}

/**
 * Moves edits made on one wording over to another that others have meanwhile made of it. Null where one of them touches words that
 * the others touched too, or puts words where the others put words: a clash that people must settle. What both did alike is done already.
 */
export function rebaseEdits<Edit extends WordEdit>(edits: readonly Edit[], others: readonly WordEdit[]): Edit[] | null {
  const moved: Edit[] = [];
  for (const edit of edits) {
    if (others.some((other) => other.at === edit.at && other.length === edit.length && other.text === edit.text)) continue;
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
