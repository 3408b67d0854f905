import * as Y from 'yjs';
import type { ClauseId, ProposalId } from '../base/ids.ts';
import { addTo } from '../base/group-by.ts';
import { beginningOf, endOf } from '../base/shortened.ts';
import { sortedIds, withoutSlots, type Run } from './clause.ts';
import { markedProposal } from './marks.ts';
import { footnoteKey } from './numbering.ts';
import { readClause, textOf } from './reading.ts';

/** Characters by their Yjs ids: of each client, stretches of its clock. */
export type CharacterIds = ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>;

/** Words that stand, or stood, side by side in one clause, with the place they belong to. */
export interface Passage {
  readonly words: string;
  /** The words by the brackets in which they stand, or stood: runs of insertions and nothing else. */
  readonly runs: readonly Run[];
  /** The clause; null where it cannot be known any more. */
  readonly clause: ClauseId | null;
  /** The nearest clause before it that still stands; null where there is none. */
  readonly beside: ClauseId | null;
  /** The key of the footnote that the clause is, or was; null where it is none. */
  readonly note: string | null;
  /** The words right before and after in the clause, `AROUND` characters at most. */
  readonly before: string;
  readonly after: string;
  /** Id of the first character and the clock behind the last, for joining what is typed letter by letter. */
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

/** How many characters are kept of the words on either side of a passage. */
const AROUND = 60;

interface Piece {
  readonly text: string;
  readonly insertions: readonly ProposalId[];
  readonly id: Y.ID;
  readonly isAsked: boolean;
}

/**
 * The passages that these characters make, also in clauses that are gone. Characters that went out of a clause that stands are left out,
 * as are empty places. The document must keep what is deleted (`gc: false`). `isPassed`: clauses that stand in this document alone, so that no other can say
 * of words that they belong behind them.
 */
export function passagesOf(doc: Y.Doc, ids: CharacterIds, isPassed: IsPassed = () => false): Passage[] {
  const asked = new Map([...ids].map(([client, ranges]) => [client, inOrder(ranges)]));
  const texts = new Set<Y.XmlText>();
  for (const item of wordsAmong(doc, asked)) if (item.parent instanceof Y.XmlText) texts.add(item.parent);
  return [...texts].flatMap((text) => passagesIn(doc, text, { ids: asked, isPassed }));
}

type IsPassed = (clause: Y.Item) => boolean;

interface Range {
  readonly clock: number;
  readonly len: number;
}

/** Stretches in order, those that touch or overlap as one: days of work letter by letter are thousands. */
function inOrder(ranges: readonly Range[]): readonly Range[] {
  const all: { clock: number; len: number }[] = [];
  for (const { clock, len } of ranges.toSorted((a, b) => a.clock - b.clock)) {
    const last = all.at(-1);
    if (last === undefined || clock > last.clock + last.len) all.push({ clock, len });
    else last.len = Math.max(last.len, clock + len - last.clock);
  }
  return all;
}

/** Of stretches in order the place of the first that ends behind a clock. */
function firstBehind(ranges: readonly Range[], clock: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range === undefined || range.clock + range.len > clock) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The items of words, standing or gone, that hold any of these characters. */
export function* wordsAmong(doc: Y.Doc, ids: CharacterIds): Iterable<Y.Item> {
  for (const [client, ranges] of ids) {
    const structs = doc.store.clients.get(client) ?? [];
    const known = Y.getState(doc.store, client);
    for (const { clock, len } of ranges) {
      if (len === 0 || clock >= known) continue;
      for (let at = Y.findIndexSS(structs, clock); at < structs.length; at += 1) {
        const struct = structs[at];
        if (struct === undefined || struct.id.clock >= clock + len) break;
        if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) yield struct;
      }
    }
  }
}

function passagesIn(
  doc: Y.Doc,
  text: Y.XmlText,
  { ids, isPassed }: { readonly ids: CharacterIds; readonly isPassed: IsPassed },
): Passage[] {
  const element = text.parent instanceof Y.XmlElement ? text.parent : null;
  const isGone = text._item?.deleted !== false;
  const pieces = [...piecesOf(text, ids, isGone)];
  const place = {
    clause: element === null ? null : clauseIdOf(element),
    beside: element === null ? null : standingBefore(doc, element, isPassed),
    note: element === null ? null : footnoteKey(attributeOf(element, 'label')),
  };
  const passages: Passage[] = [];
  for (let at = 0; at < pieces.length; at += 1) {
    const first = pieces[at];
    if (first?.isAsked !== true) continue;
    let end = at + 1;
    while (isRowWith(first, pieces[end])) end += 1;
    const row = pieces.slice(at, end);
    const last = row.at(-1) ?? first;
    const words = joined(row);
    if (words !== '')
      passages.push({
        ...place,
        words,
        runs: runsOf(row),
        before: wordsBefore(pieces, at),
        after: wordsFrom(pieces, end),
        client: first.id.client,
        from: first.id.clock,
        to: last.id.clock + last.text.length,
      });
    at = end - 1;
  }
  return passages;
}

/** A passage is of one client, and so of one person. */
function isRowWith(first: Piece, next: Piece | undefined): boolean {
  return next?.isAsked === true && next.id.client === first.id.client;
}

function* piecesOf(text: Y.XmlText, ids: CharacterIds, isGone: boolean): Iterable<Piece> {
  const marks = new Map<string, ProposalId>();
  for (let item: Y.Item | null = text._start; item !== null; item = item.right) {
    if (item.content instanceof Y.ContentFormat && (!item.deleted || isGone)) follow(marks, item.content);
    if (!(item.content instanceof Y.ContentString) || (item.deleted && !isGone)) continue;
    const { str } = item.content;
    const { client, clock } = item.id;
    let at = 0;
    while (at < str.length) {
      const isAsked = isAmong(ids, client, clock + at);
      let end = at + 1;
      while (end < str.length && isAmong(ids, client, clock + end) === isAsked) end += 1;
      yield { text: str.slice(at, end), insertions: sortedIds([...marks.values()]), id: Y.createID(client, clock + at), isAsked };
      at = end;
    }
  }
}

/** What a mark that begins or ends here does to those that words behind it carry. */
function follow(marks: Map<string, ProposalId>, { key, value }: Y.ContentFormat): void {
  const mark = markedProposal(key, value);
  if (mark?.role === 'insertion') marks.set(key, mark.proposal);
  else marks.delete(key);
}

function runsOf(row: readonly Piece[]): Run[] {
  const runs: Run[] = [];
  for (const { text, insertions } of row) {
    const words = withoutSlots(text);
    const last = runs.at(-1);
    if (words === '') continue;
    if (last !== undefined && last.insertions.join(' ') === insertions.join(' '))
      runs[runs.length - 1] = { ...last, text: last.text + words };
    else runs.push({ text: words, insertions, deletions: [] });
  }
  return runs;
}

/** `ids`: in order. */
function isAmong(ids: CharacterIds, client: number, clock: number): boolean {
  const ranges = ids.get(client) ?? [];
  const range = ranges[firstBehind(ranges, clock)];
  return range !== undefined && range.clock <= clock;
}

function wordsBefore(pieces: readonly Piece[], end: number): string {
  let words = '';
  for (let at = end - 1; at >= 0 && words.length < AROUND; at -= 1) words = withoutSlots(pieces[at]?.text ?? '') + words;
  return endOf(words, AROUND);
}

function wordsFrom(pieces: readonly Piece[], start: number): string {
  let words = '';
  for (let at = start; at < pieces.length && words.length < AROUND; at += 1) words += withoutSlots(pieces[at]?.text ?? '');
  return beginningOf(words, AROUND);
}

function joined(pieces: readonly Piece[]): string {
  return withoutSlots(pieces.map((piece) => piece.text).join(''));
}

/** The id of the clause that an element is, or was. */
export function clauseIdOf(element: Y.XmlElement): ClauseId | null {
  const standing = element._item?.deleted === false ? readClause(element) : null;
  if (standing !== null) return standing.id;
  const value = attributeOf(element, 'id');
  return value === '' ? null : (value as ClauseId);
}

/** The key of the footnote that a clause was which is gone; null where it was none, or nothing of it is here. Costs the clauses of the text. */
export function goneNote(doc: Y.Doc, clause: ClauseId): string | null {
  for (let item = textOf(doc)._start; item !== null; item = item.right) {
    const element = item.deleted && item.content instanceof Y.ContentType ? item.content.type : null;
    const key =
      element instanceof Y.XmlElement && clauseIdOf(element) === clause ? footnoteKey(attributeOf(element, 'label')) : null;
    if (key !== null) return key;
  }
  return null;
}

/** An attribute in words that an element has, or had: a deleted one has lost its attributes to every reading but this. Empty where it is none. */
function attributeOf(element: Y.XmlElement, name: string): string {
  const item = element._map.get(name);
  const value: unknown = item?.content.getContent()[item.length - 1];
  return typeof value === 'string' ? value : '';
}

function standingBefore(doc: Y.Doc, element: Y.XmlElement, isPassed: IsPassed): ClauseId | null {
  let item = element._item?.left ?? null;
  for (; item !== null; item = item.left) {
    if (item.deleted || isPassed(item) || !(item.content instanceof Y.ContentType) || item.parent !== textOf(doc)) continue;
    const clause = item.content.type instanceof Y.XmlElement ? readClause(item.content.type) : null;
    if (clause !== null) return clause.id;
  }
  return null;
}

/** The first ids less the second. */
export function withoutIds(ids: CharacterIds, less: CharacterIds): CharacterIds {
  const left = new Map<number, { clock: number; len: number }[]>();
  for (const [client, ranges] of ids) {
    const gone = inOrder(less.get(client) ?? []);
    const rest = ranges.flatMap(({ clock, len }) => {
      const parts: { clock: number; len: number }[] = [];
      let at = clock;
      for (let next = firstBehind(gone, clock); next < gone.length; next += 1) {
        const range = gone[next];
        if (range === undefined || range.clock >= clock + len) break;
        if (range.clock > at) parts.push({ clock: at, len: range.clock - at });
        at = range.clock + range.len;
      }
      parts.push({ clock: at, len: clock + len - at });
      return parts.filter((part) => part.len > 0);
    });
    if (rest.length > 0) left.set(client, rest);
  }
  return left;
}

/** The characters that an update brings, also those that it deletes itself. Throws where it does not decode. */
export function charactersOf(update: Uint8Array): CharacterIds {
  const { structs } = Y.decodeUpdate(update);
  const ids = new Map<number, { clock: number; len: number }[]>();
  for (const struct of structs) {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue;
    const { client, clock } = struct.id;
    addTo(ids, client, { clock, len: struct.length });
  }
  return ids;
}
