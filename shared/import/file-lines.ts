import type { ProposalId } from '../base/ids.ts';
import { joinRuns, type Run } from '../text/clause.ts';
import { fateOf, type FileChoices, type FileParagraph, type FileWords } from './file-text.ts';

/** A paragraph as it stood before the delegation's changes, or stands after them: one of the file, or several that a struck end joins. */
export interface Line {
  /** Places of its paragraphs in the file. */
  readonly paragraphs: readonly number[];
  readonly text: string;
  readonly runs: readonly Run[];
  /** For each character the proposals within whose brackets it stands. */
  readonly within: readonly (readonly ProposalId[])[];
}

/** A file as it reads before and after the delegation's changes. */
export interface TwoReadings {
  readonly before: readonly Line[];
  readonly after: readonly Line[];
  /** Characters of each paragraph that stood before, that stand after, and that stand in both. */
  readonly stood: readonly number[];
  readonly comes: readonly number[];
  readonly kept: readonly number[];
}

/**
 * Reads a file twice. An end of a paragraph that somebody brought in parted nothing before; after, it does where it is the delegation's. One that
 * the delegation struck parts no longer.
 */
export function twoReadings(all: readonly FileParagraph[], choices: FileChoices): TwoReadings {
  const isOurs = (author: string | null): boolean => author !== null && choices.authors.includes(author);
  const paragraphs = all.map((one) => (isOurs(one.deletedBy) ? goneWhole(one, choices) : one));
  const counted = (counts: (words: FileWords) => boolean): number[] =>
    paragraphs.map(({ words }) => words.reduce((sum, one) => (counts(one) ? sum + one.text.trim().length : sum), 0));
  return {
    stood: counted((one) => fateOf(one, choices).before),
    comes: counted((one) => fateOf(one, choices).after),
    kept: counted((one) => fateOf(one, choices).before && fateOf(one, choices).after),
    before: lines(paragraphs, { stands: (one) => fateOf(one, choices).before, joins: (one) => one.insertedBy !== null }),
    after: lines(paragraphs, {
      stands: (one) => fateOf(one, choices).after,
      joins: (one) => isOurs(one.deletedBy) || (one.insertedBy !== null && !isOurs(one.insertedBy)),
    }),
  };
}

/** Where a paragraph was struck with all of it that could be, what another proposal wants out already was meant to go too. */
function goneWhole(paragraph: FileParagraph, choices: FileChoices): FileParagraph {
  const left = paragraph.words.filter((one) => fateOf(one, choices).after);
  if (left.length === paragraph.words.length || !left.every(({ isOut }) => isOut)) return paragraph;
  return { ...paragraph, words: paragraph.words.map((one) => (one.isOut ? { ...one, deletedBy: paragraph.deletedBy } : one)) };
}

interface Reading {
  readonly stands: (words: FileWords) => boolean;
  /** Whether a paragraph goes over into the next. */
  readonly joins: (paragraph: FileParagraph) => boolean;
}

function lines(paragraphs: readonly FileParagraph[], { stands, joins }: Reading): Line[] {
  const all: Line[] = [];
  let places: number[] = [];
  for (const [at, paragraph] of paragraphs.entries()) {
    places.push(at);
    if (joins(paragraph) && at < paragraphs.length - 1 && isOneCell(paragraph, paragraphs[at + 1])) continue;
    const words = places.flatMap((place) => paragraphs[place]?.words ?? []).filter(stands);
    all.push({
      paragraphs: places,
      text: words.map(({ text }) => text).join(''),
      runs: joinRuns(words.map(runOf)),
      within: words.flatMap(({ text, within }) => Array.from({ length: text.length }, () => within)),
    });
    places = [];
  }
  return all;
}

/** Between two cells of a table something parts, whatever becomes of the ends of their paragraphs. */
function isOneCell({ cell: a }: FileParagraph, next: FileParagraph | undefined): boolean {
  const b = next?.cell ?? null;
  return a === null || b === null ? a === b : a.table === b.table && a.row === b.row && a.column === b.column;
}

function runOf({ text, bold, italic, link }: FileWords): Run {
  return {
    text,
    insertions: [],
    deletions: [],
    ...(bold ? { bold: true as const } : {}),
    ...(italic ? { italic: true as const } : {}),
    ...(link === null ? {} : { link }),
  };
}

/** Which reading of the file each paragraph is in, by its place. */
export function lineOf(lines: readonly Line[]): number[] {
  const of: number[] = [];
  for (const [index, { paragraphs }] of lines.entries()) for (const at of paragraphs) of[at] = index;
  return of;
}

/**
 * Which line after the changes each line before them has become: the one with the clause's own paragraph, else the one that keeps the most of its
 * words; where none keeps any, what stands in its place. Null where nothing does: then it was taken out.
 */
export function successors(
  { before, after, stood, comes, kept }: TwoReadings,
  { isOwn, isClause }: { readonly isOwn: (paragraph: number) => boolean; readonly isClause: (line: number) => boolean },
): (number | null)[] {
  const [from, into] = [lineOf(before), lineOf(after)];
  const counts = new Map<string, { line: number; next: number; count: number; own: number }>();
  for (const [at, count] of kept.entries()) {
    const [line, next] = [from[at] ?? 0, into[at] ?? 0];
    const one = counts.get(`${line}:${next}`) ?? { line, next, count: 0, own: 0 };
    one.count += count;
    if (count > 0 && isOwn(at)) one.own = 1;
    counts.set(`${line}:${next}`, one);
  }
  const found: (number | null)[] = before.map(() => null);
  const taken = new Set<number>();
  const give = (line: number, next: number): void => {
    if (found[line] !== null || taken.has(next)) return;
    found[line] = next;
    taken.add(next);
  };
  for (const { line, next, count } of [...counts.values()].toSorted((a, b) => b.own - a.own || b.count - a.count))
    if (count > 0) give(line, next);
  // First where its new words stand in its own paragraph, then where they stand in one that it was joined with.
  for (const isNear of [(at: number) => (comes[at] ?? 0) > 0, () => true]) {
    for (const [line, { text, paragraphs }] of before.entries()) {
      if (text.trim() === '' && !isClause(line)) continue;
      for (const at of paragraphs) {
        const isThere = text.trim() === '' || (stood[at] ?? 0) > 0;
        const hasWords = (after[into[at] ?? 0]?.text ?? '').trim() !== '';
        if (isThere && hasWords && isNear(at)) give(line, into[at] ?? 0);
      }
    }
  }
  return found;
}
