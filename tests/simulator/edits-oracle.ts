import type { Entry } from '../../shared/record/event.ts';
import type { StoredUpdate } from '../../server/store/store.ts';
import { codeOf, courseOf, type Cast, type Told } from './course.ts';
import { holdsPlace } from './order-oracle.ts';
import { commandAt } from './record-oracle.ts';
import { seatNamed } from './seats.ts';
import { holds } from './violation.ts';

/**
 * Invariant 6: each clause's words, and how it is set, change only as the record says. Walks the log, and holds each entry against the clause
 * before and after it. Gives the number of clauses of which concurrent moves made two.
 */
export function checkEdits(entries: readonly Entry[], updates: readonly StoredUpdate[]): number {
  const { moments, orders, twice } = courseOf(updates);
  const told = new Map<string, Cast>();
  let next = 0;
  const expectTold = (clause: string, cast: Cast | undefined, when: string): void =>
    holds(
      JSON.stringify(told.get(clause) ?? null) === JSON.stringify(cast ?? null),
      `invariant 6: every change of a clause is told ${when}`,
      () => `${clause}: ${JSON.stringify(told.get(clause))} and not ${JSON.stringify(cast)}`,
    );
  const tell = (clause: string, cast: Cast | undefined): void => {
    if (cast === undefined) told.delete(clause);
    else told.set(clause, cast);
  };
  for (const [index, update] of updates.entries()) {
    const before = moments[index - 1] ?? new Map<string, Cast>();
    const now = moments[index]!;
    const isFirst = index === 0;
    const begins = isFirst || update.revision !== updates[index - 1]!.revision;
    if (begins || seatNamed(update.seat).role !== 'drafter' || commandAt(entries, update) !== undefined) {
      for (const clause of new Set([...before.keys(), ...now.keys()])) {
        if (!isFirst) expectTold(clause, before.get(clause), 'before a command');
        tell(clause, now.get(clause));
      }
    }
    for (; next < entries.length && entries[next]!.text.number <= update.number; next += 1) {
      const { event, number } = entries[next]!;
      holdsPlace(entries, entries[next]!, orders[index]!);
      if (event.type !== 'ClauseEdited' && event.type !== 'ClauseRecast') continue;
      const was = told.get(event.clause);
      const is = now.get(event.clause);
      tell(event.clause, event.type === 'ClauseEdited' ? reworded(event, was, is) : recast(event, was, is));
      holds(
        told.get(event.clause)?.words === is?.words,
        'invariant 6: an entry ends with the words as they stood',
        () => `entry ${number} ${JSON.stringify(event)} at update ${update.number}: ${is?.words}`,
      );
    }
  }
  const last = moments.at(-1) ?? new Map<string, Cast>();
  for (const clause of new Set([...told.keys(), ...last.keys()])) expectTold(clause, last.get(clause), 'at rest');
  return twice.size;
}

/** What an edit of words makes of a clause that was told so far as `was`. */
function reworded(event: Told<'ClauseEdited'>, was: Cast | undefined, is: Cast | undefined): Cast | undefined {
  holds(
    (was?.words ?? null) === event.before,
    'invariant 6: an entry begins with the words that were told',
    () => `${JSON.stringify(event)}: ${was?.words}`,
  );
  if (event.after === null || was === undefined) return event.after === null ? undefined : is;
  return { ...was, words: event.after, places: was.styled === is?.styled ? is.places : was.places };
}

/** What another setting makes of it: each part that the entry names was so, and is so. */
function recast(event: Told<'ClauseRecast'>, was: Cast | undefined, is: Cast | undefined): Cast | undefined {
  const parts = (setting: Told<'ClauseRecast'>['before']): Partial<Cast> => {
    const { looks, cell, ...rest } = setting;
    const styled = looks?.map((look) => [...look.words].map((letter) => `${letter}${codeOf(look)}`).join('')).join('');
    return { ...rest, ...(cell === undefined ? {} : { cell: cell ?? '' }), ...(styled === undefined ? {} : { styled }) };
  };
  for (const [key, value] of Object.entries(parts(event.before)))
    holds(
      was?.[key as keyof Cast] === value,
      'invariant 6: a clause was set as was told',
      () => `${JSON.stringify(event)} ${key}`,
    );
  for (const [key, value] of Object.entries(parts(event.after)))
    holds(is?.[key as keyof Cast] === value, 'invariant 6: a clause is set as is told', () => `${JSON.stringify(event)} ${key}`);
  if (was === undefined || is === undefined) return was;
  const after = { ...was, ...parts(event.after) };
  return { ...after, places: after.styled === is.styled ? is.places : was.places };
}
