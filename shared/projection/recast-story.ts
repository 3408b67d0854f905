import type { ClauseEvent } from '../record/clause-events.ts';
import { cellOf, type CellPlace } from '../text/cell.ts';
import type { ClauseKind } from '../text/clause.ts';
import type { Look, Recast } from '../text/setting.ts';
import { listed } from './naming.ts';
import { excerpt, MOST_NAMES } from './telling.ts';

/** The sentence that tells how a clause was set otherwise. `focus`: whether it is told of one clause. */
export function recastSentence(event: Extract<ClauseEvent, { type: 'ClauseRecast' }>, who: string, focus: boolean): string {
  return `${who} changed how ${focus ? 'this clause' : 'a clause'} is set: ${recastWords(event).join('; ')}.`;
}

/** What of a clause is set otherwise, part by part. */
export function recastWords({ before, after }: Recast): string[] {
  return [
    ...(before.kind === undefined || after.kind === undefined
      ? []
      : [`from ${KIND_NAMES[before.kind]} to ${KIND_NAMES[after.kind]}`]),
    ...(before.level === undefined || after.level === undefined ? [] : [`from level ${before.level} to level ${after.level}`]),
    ...(before.label === undefined || after.label === undefined ? [] : [relabelled(before.label, after.label)]),
    ...(before.cell === undefined || after.cell === undefined ? [] : [replaced(before.cell, after.cell)]),
    ...(before.looks === undefined || after.looks === undefined ? [] : relooked(before.looks, after.looks)),
  ];
}

/** What a clause of each kind is called in a sentence. */
const KIND_NAMES: Readonly<Record<ClauseKind, string>> = {
  title: 'a title',
  part: 'the heading of a part',
  article: 'the heading of an article',
  heading: 'a heading',
  paragraph: 'a paragraph',
  subparagraph: 'a subparagraph',
  text: 'an unnumbered paragraph',
  option: 'the label of an option',
  note: 'a note',
  footnote: 'a footnote',
};

function relabelled(before: string, after: string): string {
  if (before === '') return `now under the number “${after}”`;
  return after === '' ? `no longer under the number “${before}”` : `from the number “${before}” to “${after}”`;
}

function replaced(before: CellPlace | null, after: CellPlace | null): string {
  if (before === null || after === null) return after === null ? 'out of its table' : 'into a table';
  const [was, is] = [cellOf(before), cellOf(after)];
  if (was.table !== is.table) return 'into another table';
  if (was.row !== is.row || was.column !== is.column) return 'to another place in its table';
  return is.isHead ? 'as a heading of its table' : 'no longer as a heading of its table';
}

/** Those that look otherwise than before: as they look now, and plain what looked otherwise then. */
function relooked(before: readonly Look[], after: readonly Look[]): string[] {
  const isIn = (looks: readonly Look[], one: Look): boolean =>
    looks.some((other) => other.at === one.at && other.words === one.words && lookWords(other) === lookWords(one));
  const now = after.filter((one) => !isIn(before, one)).map((one) => `“${excerpt(one.words)}” ${lookWords(one)}`);
  const gone = before
    .filter((one) => !isIn(after, one) && !after.some(({ words }) => words === one.words))
    .map((one) => `“${excerpt(one.words)}” no longer ${lookWords(one)}`);
  const all = [...now, ...gone];
  return all.length === 0
    ? ['the looks of its words']
    : [`${listed(all.slice(0, MOST_NAMES))}${all.length > MOST_NAMES ? ' and more' : ''}`];
}

function lookWords({ bold, italic, link }: Look): string {
  return listed([
    ...(bold === undefined ? [] : ['in bold']),
    ...(italic === undefined ? [] : ['in italics']),
    ...(link === undefined ? [] : [`as a link to ${excerpt(link)}`]),
  ]);
}
