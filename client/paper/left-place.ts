import { clauseId, isId, type DraftId } from '../../shared/base/ids.ts';
import type { ReadingPlace } from './kept-place.ts';

/** So many clauses that may stand for the one that was read: a browser has room for some million characters, and a draft for a million clauses. */
const NEAREST = 200;

/** Keeps, for as long as the tab is there, where a draft was left. */
export function leaveAt(draft: DraftId, { clauses, below }: ReadingPlace): void {
  try {
    sessionStorage.setItem(kept(draft), [below, ...clauses.slice(0, NEAREST)].join(' '));
  } catch {
    // Where the browser keeps nothing, or has no room, a draft begins at its beginning.
  }
}

/** Where a draft was left in this tab; null where it was not, or at its beginning. */
export function leftAt(draft: DraftId): ReadingPlace | null {
  const [below = '', ...clauses] = (read(kept(draft)) ?? '').split(' ');
  return clauses.length === 0 ? null : { below: Number(below) || 0, clauses: clauses.filter(isId).map(clauseId) };
}

function kept(draft: DraftId): string {
  return `travaux-left-at ${draft}`;
}

function read(name: string): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}
