import type * as Y from 'yjs';
import type { Run } from '../../shared/text/clause.ts';
import { textsOf } from './clause-writing.ts';
import type { TextChange } from './text-changes.ts';

/** Tells where the words of a clause changed; null where that is not known. */
export type Told = (element: Y.XmlElement) => readonly TextChange[] | null;

type Events = NonNullable<ReturnType<Y.Transaction['changedParentTypes']['get']>>;

/**
 * What others changed, as they changed it. From the words alone, before and after, it can only be guessed: a caret between words that are struck on both
 * sides would be put before what was just typed there, and undo would not find that again.
 */
export function toldBy({ changedParentTypes }: Y.Transaction): Told {
  return (element) => {
    const events = (changedParentTypes as ReadonlyMap<unknown, Events>).get(element) ?? [];
    // Places for characters that come or go are of no use here: a clause has one but where two people began it at once.
    if (events.some(({ target, changes }) => (target as unknown) === element && changes.delta.length > 0)) return null;
    const changes: TextChange[] = [];
    let at = { old: 0, now: 0 };
    for (const text of textsOf(element)) {
      const end = at.now + text.length;
      const event = events.find(({ target }) => (target as unknown) === text);
      for (const { retain, insert, delete: gone } of event?.delta ?? []) {
        const kept = retain ?? 0;
        at = { old: at.old + kept, now: at.now + kept };
        const came = insert === undefined ? 0 : typeof insert === 'string' ? insert.length : 1;
        if (came === 0 && gone === undefined) continue;
        const next = { old: at.old + (gone ?? 0), now: at.now + came };
        const last = changes.at(-1);
        if (last?.to === at.old && last.newTo === at.now)
          changes[changes.length - 1] = { ...last, to: next.old, newTo: next.now };
        else changes.push({ from: at.old, to: next.old, newFrom: at.now, newTo: next.now });
        at = next;
      }
      at = { old: at.old + end - at.now, now: end };
    }
    return changes;
  };
}

/** Whether these changes make the one text of the other. */
export function leadsTo(changes: readonly TextChange[], before: readonly Run[], after: readonly Run[]): boolean {
  const [old, now] = [before, after].map((runs) => runs.map(({ text }) => text).join('')) as [string, string];
  let at = { old: 0, now: 0 };
  for (const { from, to, newFrom, newTo } of [
    ...changes,
    { from: old.length, to: old.length, newFrom: now.length, newTo: now.length },
  ]) {
    if (old.slice(at.old, from) !== now.slice(at.now, newFrom)) return false;
    at = { old: to, now: newTo };
  }
  return true;
}
