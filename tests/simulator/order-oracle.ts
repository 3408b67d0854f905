import type { Entry } from '../../shared/record/event.ts';
import type { StoredUpdate } from '../../server/store/store.ts';
import { courseOf, type Told } from './course.ts';
import { commandAt } from './record-oracle.ts';
import { holds } from './violation.ts';

/** A move ends where the clause stands, and begins somewhere else, or behind the same one, which was moved along or came itself. */
export function holdsPlace(entries: readonly Entry[], { event, number, text }: Entry, order: readonly string[]): void {
  if (event.type !== 'ClauseMoved') return;
  const nameAt = (at: number): string | null => {
    const id = order[at];
    const often = order.filter((other) => other === id).length;
    return id === undefined ? null : `${id}${often > 1 ? order.slice(0, at + 1).filter((other) => other === id).length : ''}`;
  };
  const stands = order.flatMap((id, at) => (id === event.clause ? [nameAt(at - 1)] : []));
  const [from, to] = [event.from, event.to].map((places) =>
    places.map(({ behind, nth }) => (behind === null ? null : `${behind}${nth ?? ''}`)),
  );
  const behind = new Set<string | null>(event.to.map((place) => place.behind));
  const wasAlong = (): boolean =>
    entries.some(
      (other) =>
        other.text.revision === text.revision &&
        (other.event.type === 'ClauseMoved' || (other.event.type === 'ClauseEdited' && comesOrGoes(other.event))) &&
        behind.has(other.event.clause),
    );
  holds(
    JSON.stringify(to) === JSON.stringify(stands) && (JSON.stringify(from) !== JSON.stringify(to) || wasAlong()),
    'invariant 6: a clause was moved to where it stands',
    () => `entry ${number} ${JSON.stringify(event)}: ${JSON.stringify(stands)}`,
  );
}

/**
 * Invariant 6: clauses of which no entry says that they were moved, came or went stand to each other as they did. Looks from one update that the
 * server wrote to the next, since before it everything is told.
 */
export function checkOrder(entries: readonly Entry[], updates: readonly StoredUpdate[]): number {
  const { orders } = courseOf(updates);
  let [base, since, moves] = [orders[0] ?? [], 0, 0];
  const check = (at: number): void => {
    const told = new Set<string>();
    for (const { event, text } of entries) {
      if (text.number <= since || text.number > updates[at]!.number) continue;
      if (event.type === 'ClauseMoved') moves += 1;
      if (event.type === 'ClauseMoved' || (event.type === 'ClauseEdited' && comesOrGoes(event))) told.add(event.clause);
    }
    const now = orders[at]!;
    const stays = (id: string): boolean => !told.has(id) && base.includes(id) && now.includes(id);
    const [then, still] = [base.filter(stays), now.filter(stays)];
    holds(
      JSON.stringify(then) === JSON.stringify(still),
      'invariant 6: who is not said to have moved stands where it stood',
      () => `${then.join()} and then ${still.join()} at update ${updates[at]!.number}`,
    );
  };
  for (const [index, update] of updates.entries()) {
    const begins = index > 0 && update.revision !== updates[index - 1]!.revision;
    if (index > 0 && (begins || commandAt(entries, update) !== undefined)) {
      check(index - 1);
      [base, since] = [orders[index]!, updates[index]!.number - 1];
    }
  }
  if (updates.length > 0) check(updates.length - 1);
  return moves;
}

/** Where it stood twice, one of its places may have come or gone. */
function comesOrGoes({ before, after }: Told<'ClauseEdited'>): boolean {
  return before === null || after === null || `${before}${after}`.includes('\n');
}
