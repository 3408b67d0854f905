import * as Y from 'yjs';
import type { Entry } from '../../shared/record/event.ts';
import { replay } from '../../shared/record/evolve.ts';
import { outcomesOf as outcomesOfState } from '../../shared/record/state.ts';
import { cleanText } from '../../shared/projection/clean.ts';
import { numbersOf } from '../../shared/projection/numbers.ts';
import { shownText } from '../../shared/projection/shown-text.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { readText } from '../../shared/text/reading.ts';
import { charactersOf, outcomesOf, standingOf, type Character, type Outcome } from './naive.ts';
import { holds } from './violation.ts';
import { docOf, type World } from './world.ts';

/**
 * Each revision that was issued is still what was issued, on the disk and as it is read; and the next began with each of its characters that
 * was not out, or with those of the one restored, without the blanks and commas that what was out left behind, and no others (R10, R13, R18).
 */
export function checkRevisions(world: World, entries: readonly Entry[]): void {
  const standing = new Map<number, readonly string[]>();
  for (const [index, { event }] of entries.entries()) {
    if (event.type !== 'RevisionIssued') continue;
    const { revision, restores, digest } = event;
    const frozen = world.durableOf(world.textRoom(revision)).doc;
    holds(textDigest(readText(frozen)) === digest, 'a revision stays as it was issued', () => `${revision}`);
    const room = world.rooms.revision(world.draft, revision);
    const read = room === null ? null : textDigest(readText(docOf(room)));
    holds(read === digest, 'an issued revision is read as it was issued', () => `${revision}`);
    const outcomes = outcomesOf(entries.slice(0, index));
    standing.set(revision, mended(frozen, outcomes).map(tell));
    const expected = standing.get(restores ?? revision) ?? [];
    const next = beginningOf(world, revision + 1);
    const began = charactersOf(next).map(tell);
    if (restores === null) {
      const [was, is] = [readings(frozen, entries.slice(0, index)), readings(next, entries.slice(0, index + 1))];
      const at = was.findIndex((line, number) => line !== is[number]);
      holds(
        at === -1 && was.length === is.length,
        'nothing that a reader sees changes with a revision',
        () => `${revision}: ${is[at]} instead of ${was[at]}`,
      );
    }
    holds(
      JSON.stringify(began) === JSON.stringify(expected),
      'a revision begins with the words that stood in the one before or in the one restored',
      () => `${revision + 1}: ${began.join(' ')} instead of ${expected.join(' ')}`,
    );
  }
}

/** What goes on, block by block. */
function mended(doc: Y.Doc, outcomes: ReadonlyMap<string, Outcome>): Character[] {
  const clauses = readText(doc);
  const blocks: Character[][] = clauses.map(() => []);
  for (const one of charactersOf(doc)) blocks[one.block]?.push(one);
  const notes = goneNotes(clauses, blocks, outcomes);
  return blocks.flatMap((block, at) => {
    const { kept, lost, isGone } = leftOf(block, outcomes);
    if (lost !== undefined && isGone) return notes.has(at) ? [traceOf(lost, outcomes)] : [];
    const left = block.some(isMarked) ? withoutRemains(kept, block) : kept;
    return lost !== undefined && left.every(isUnread) ? [...left, traceOf(lost, outcomes)] : left;
  });
}

/** What of a block stands, one that does not, and whether nothing is left of it. */
function leftOf(block: readonly Character[], outcomes: ReadonlyMap<string, Outcome>) {
  const kept = block.filter((one) => standingOf(one, outcomes) !== 'out');
  const lost = block.find((one) => standingOf(one, outcomes) === 'out');
  const isRead = kept.some((one) => standingOf(one, outcomes) === 'open' || !isUnread(one));
  return { kept, lost, isGone: lost !== undefined && !isRead };
}

/** The blocks of footnotes that are gone while words stand that refer to them: each tells that its marks are not shown. */
function goneNotes(
  clauses: readonly Clause[],
  blocks: readonly Character[][],
  outcomes: ReadonlyMap<string, Outcome>,
): ReadonlySet<number> {
  const left = blocks.map((block) => leftOf(block, outcomes));
  const keys = clauses.map(({ kind, label }) => (kind === 'footnote' ? /^\[\^([^\s[\]^]+)\]:$/.exec(label)?.[1] : undefined));
  const standing = left.filter(({ isGone }) => !isGone).map(({ kept }) => kept.map(({ character }) => character).join(''));
  // Whatever goes of the words from now on, they would be read as its mark.
  const isMarked = (key: string): boolean => standing.some((words) => signs(key).test(words));
  const there = new Set(keys.filter((_, at) => left[at]?.isGone === false));
  return new Set(
    keys.flatMap((key, at) => (key !== undefined && isMarked(key) && !there.has(key) && keys.indexOf(key) === at ? at : [])),
  );
}

function signs(key: string): RegExp {
  return new RegExp([...`[^${key}]`].map((sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`).join('.*'), 'su');
}

/** Where nothing is read but open brackets, an empty place tells that there was something else, by what took that away. */
function traceOf(lost: Character, outcomes: ReadonlyMap<string, Outcome>): Character {
  const insertions = lost.insertions.filter((id) => outcomes.get(id) === 'refused');
  return { ...lost, character: '\u2060', insertions, deletions: lost.deletions.filter((id) => outcomes.get(id) === 'accepted') };
}

/** Blanks and commas, and an empty place, of which nothing is read where all else of a clause is out: it is gone with it. */
function isUnread({ character }: Character): boolean {
  return /[\s,\u2060]/.test(character);
}

function isMarked({ insertions, deletions }: Character): boolean {
  return insertions.length > 0 || deletions.length > 0;
}

/** Stands where something was between two characters. */
const GAP = '§';

/** A character that goes, as long as there is one: where there was a gap the second of two blanks or commas, and what comes before a stop; and what stands at an edge. */
const REMAINS = new RegExp(
  [
    '(?<=\\s§+)\\s',
    '\\s(?=\\s*§[\\s§]*[.,;:)])',
    '(?<=§[\\s§]*)\\s(?=[\\s§]*[.,;:)])',
    '(?<=,\\s*§[\\s§]*),',
    ',(?=[\\s,]*§[\\s§]*[.;:])',
    '(?<=^§*)[\\s,]',
    '\\s(?=§*$)',
  ].join('|'),
);

/** Takes one character after the other, among those without marks. Of a row of them at the edge not all go; alone, they are nothing. */
function withoutRemains(kept: readonly Character[], block: readonly Character[]): Character[] {
  const rows: Character[][] = [];
  for (const [index, one] of kept.entries()) {
    if (isMarked(one)) continue;
    if (index > 0 && !isMarked(kept[index - 1]!)) rows.at(-1)?.push(one);
    else rows.push([one]);
  }
  const gone = new Set<Character>();
  for (const row of rows) {
    const left: (Character | null)[] = row.flatMap((one, index) => {
      const isNext = index === 0 || block.indexOf(one) === block.indexOf(row[index - 1]!) + 1;
      const here = one.character === '\u2060' ? [] : [one];
      return isNext ? here : [null, ...here];
    });
    const before = row[0] === kept[0] ? '' : `*${GAP}`;
    const after = row.at(-1) === kept.at(-1) ? '' : `${GAP}*`;
    const taken: Character[] = [];
    for (;;) {
      const text = `${before}${left.map((one) => one?.character ?? GAP).join('')}${after}`;
      const found = text.search(REMAINS);
      if (found === -1) break;
      taken.push(...left.splice(found - before.length, 1).filter((one) => one !== null));
    }
    if (taken.length < row.length) for (const one of taken) gone.add(one);
    else if (row.length === kept.length) return [{ ...row[0]!, character: '\u2060' }];
  }
  return kept.filter((one) => !gone.has(one));
}

/** A text as it is read, with its brackets and clean. */
function readings(doc: Y.Doc, entries: readonly Entry[]): string[] {
  const text = { clauses: readText(doc), state: replay(entries) };
  const numbers = numbersOf(text.clauses, text.state);
  const clean = cleanText(text.clauses, outcomesOfState(text.state), numbers).split('\n\n');
  return [...shownText(text).map((one) => JSON.stringify(one)), ...clean];
}

function beginningOf(world: World, revision: number): Y.Doc {
  const [first] = world.disk.drafts.updates(world.draft, 0, revision);
  const doc = new Y.Doc({ gc: false });
  if (first !== undefined) Y.applyUpdate(doc, first.bytes);
  return doc;
}

function tell({ character, clause, insertions, deletions }: Character): string {
  return `${character}${clause}+${[...new Set(insertions)].toSorted().join()}-${[...new Set(deletions)].toSorted().join()}`;
}
