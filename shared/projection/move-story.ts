import type { ClauseEvent, Place } from '../record/clause-events.ts';
import { listed } from './naming.ts';
import { excerpt } from './telling.ts';

/** The sentence that tells of a clause that was moved. `focus`: whether it is told of one clause. */
export function moveSentence(event: Extract<ClauseEvent, { type: 'ClauseMoved' }>, who: string, focus: boolean): string {
  const { words, from, to } = event;
  const what = focus ? 'this clause' : words === '' ? 'a clause' : `“${excerpt(words)}”`;
  const where = `from ${placesTold(from)} to ${placesTold(to)}`;
  if (to.length > 1) return `${who} moved ${what}, which was being moved by another too, and it stands twice: ${where}.`;
  return from.length > 1 ? `${who} took ${what}, which stood twice, ${where}.` : `${who} moved ${what} ${where}.`;
}

function placesTold(places: readonly Place[]): string {
  return listed(places.map(placeTold));
}

function placeTold({ behind, words }: Place): string {
  if (behind === null) return 'the beginning';
  return words === '' ? 'behind an empty clause' : `behind “${words}”`;
}
