import type { ClauseEvent, Move, Place } from '../record/clause-events.ts';
import { ordinal } from '../record/meetings.ts';
import { listed } from './naming.ts';
import { excerpt } from './telling.ts';

/** The sentence that tells of a clause that was moved. `focus`: whether it is told of one clause. */
export function moveSentence(event: Extract<ClauseEvent, { type: 'ClauseMoved' }>, who: string, focus: boolean): string {
  const { words, from, to } = event;
  const what = focus ? 'this clause' : words === '' ? 'a clause' : `“${excerpt(words)}”`;
  const where = `from ${placesTold(from)} to ${placesTold(to)}`;
  if (isAlong(event)) return `${who} moved ${what}; it stands ${placesTold(to)} as before.`;
  if (to.length > 1) return `${who} moved ${what}, which was being moved by another too, and it stands twice: ${where}.`;
  return from.length > 1 ? `${who} took ${what}, which stood twice, ${where}.` : `${who} moved ${what} ${where}.`;
}

/** Whether it stands behind the same one, in the same of its places: they were moved together. */
function isAlong({ from, to }: Move): boolean {
  return from.length === to.length && from.every(({ behind, nth }, at) => behind === to[at]?.behind && nth === to[at]?.nth);
}

function placesTold(places: readonly Place[]): string {
  return listed(places.map(placeTold));
}

function placeTold({ behind, words, nth }: Place): string {
  if (behind === null) return 'the beginning';
  const which = nth === undefined ? '' : ` (${ordinal(nth)} place)`;
  return `behind ${words === '' ? 'an empty clause' : `“${words}”`}${which}`;
}
