import * as Y from 'yjs';
import { firstBrokenLink } from '../../shared/record/chain.ts';
import type { Entry } from '../../shared/record/event.ts';
import { withoutSlots, type Run } from '../../shared/text/clause.ts';
import { readText } from '../../shared/text/reading.ts';
import type { StoredUpdate } from '../../server/store/store.ts';
import type { Character, Outcome } from './naive.ts';
import { seatNamed } from './seats.ts';
import { holds } from './violation.ts';

/** Invariant 1: each proposal in the text has an event, each open one has words or is flagged as vanished. */
export function checkExistence(
  entries: readonly Entry[],
  characters: readonly Character[],
  outcomes: ReadonlyMap<string, Outcome>,
): void {
  const present = new Set(characters.flatMap((one) => [...one.insertions, ...one.deletions]));
  const vanished = new Set<string>();
  for (const { event } of entries) {
    if (event.type === 'TextVanished') vanished.add(event.proposal);
    if (event.type === 'TextReturned') vanished.delete(event.proposal);
    if (event.type !== 'RevisionIssued') continue;
    for (const id of event.vanished) vanished.add(id);
    for (const id of event.returned) vanished.delete(id);
  }
  for (const id of present) holds(outcomes.has(id), 'invariant 1: what stands in the text is in the record', () => id);
  for (const id of present) holds(!vanished.has(id), 'invariant 1: what stands in the text is not flagged as vanished', () => id);
  for (const [id, outcome] of outcomes) {
    holds(
      outcome !== 'open' || present.has(id) || vanished.has(id),
      'invariant 1: what is open has words or is flagged',
      () => id,
    );
  }
}

/** Chains and anchors, recomputed by themselves. */
export function checkChains(entries: readonly Entry[], updates: readonly StoredUpdate[]): void {
  const link = firstBrokenLink(entries);
  holds(link === null, 'the chain of entries verifies', () => `${link?.number} ${link?.why}`);
  for (const [index, update] of updates.entries()) {
    holds(
      update.number === index + 1 && (index === 0 || update.previousHash === updates[index - 1]!.hash),
      'the chain of updates verifies',
      () => `${update.number}`,
    );
  }
}

/** Invariant 5: each update was written by a seat that may write the text, under an id that is that seat's, or by the server at a command. */
export function checkAuthors(
  entries: readonly Entry[],
  updates: readonly StoredUpdate[],
  ownersOf: (revision: number) => ReadonlyMap<number, string>,
): void {
  for (const update of updates.slice(1)) {
    const seat = seatNamed(update.seat);
    const owners = ownersOf(update.revision);
    const command = commandAt(entries, update);
    holds(
      seat.role === 'drafter' || command !== undefined,
      'invariant 5: only drafters change the text',
      () => `update ${update.number} by ${seat.id}`,
    );
    const writers = new Set(Y.decodeUpdate(update.bytes).structs.map(({ id }) => owners.get(id.client)));
    for (const writer of writers) {
      holds(
        writer === (command === undefined ? seat.id : 'server'),
        'invariant 5: nobody writes under the id of another',
        () => `update ${update.number} by ${seat.id} under the id of ${writer}`,
      );
    }
  }
}

/** The entry of the act with which the server wrote an update for somebody; undefined where a drafter's hand did. */
function commandAt(entries: readonly Entry[], update: StoredUpdate): Entry | undefined {
  return entries.find(({ event, text, actor }) => {
    if (actor.seat !== update.seat) return false;
    if (event.type === 'RevisionIssued') return text.number === update.number - 1;
    if (text.number !== update.number) return false;
    return event.type === 'ProposalTabled' ? event.origin !== 'floor' : WRITING.has(event.type);
  });
}

/** Acts besides tabling that bring words or numbers with them. */
const WRITING: ReadonlySet<string> = new Set([
  'OptionsSet',
  'OptionsLifted',
  'AlternativeMarked',
  'ClausesRenumbered',
  'RenumberingUndone',
]);

/** The clauses after each update of the log, and those that stood there twice at any time. */
interface Course {
  readonly moments: readonly ReadonlyMap<string, Cast>[];
  /** The ids as they stood, in order. */
  readonly orders: readonly (readonly string[])[];
  readonly twice: ReadonlySet<string>;
}

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

/** A move ends where the clause stands, and begins somewhere else, or behind the same one, which was moved along or came itself. */
function holdsPlace(entries: readonly Entry[], { event, number, text }: Entry, order: readonly string[]): void {
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
  const behind = event.to[0]?.behind ?? null;
  const wasAlong = (): boolean =>
    entries.some(
      (other) =>
        other.text.revision === text.revision &&
        (other.event.type === 'ClauseMoved' || (other.event.type === 'ClauseEdited' && comesOrGoes(other.event))) &&
        other.event.clause === behind,
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

type Told<T extends Entry['event']['type']> = Extract<Entry['event'], { type: T }>;

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

function courseOf(updates: readonly StoredUpdate[]): Course {
  let doc = new Y.Doc({ gc: false });
  const twice = new Set<string>();
  const orders: string[][] = [];
  const moments = updates.map(({ bytes, revision }, index) => {
    if (revision !== updates[index - 1]?.revision) doc = new Y.Doc({ gc: false });
    Y.applyUpdate(doc, bytes);
    orders.push(readText(doc).map(({ id }) => id));
    return wordsIn(doc, twice);
  });
  return { moments, orders, twice };
}

/** A clause as the record has to tell it. */
interface Cast {
  readonly words: string;
  readonly kind: string;
  readonly level: number;
  readonly label: string;
  readonly cell: string;
  /** Each letter that looks otherwise than plain, with how. */
  readonly styled: string;
  /** How each letter looks, plain ones too. */
  readonly places: string;
}

/** A clause that stands twice is that of its first place, with the words of each place, in order, a line each. */
function wordsIn(doc: Y.Doc, twice: Set<string>): Map<string, Cast> {
  const casts = new Map<string, Cast>();
  for (const clause of readText(doc)) {
    const earlier = casts.get(clause.id);
    if (earlier !== undefined) twice.add(clause.id);
    const letters = clause.runs.flatMap((run) => [...withoutSlots(run.text)].map((letter) => [letter, codeOf(run)] as const));
    const own = {
      words: letters.map(([letter]) => letter).join(''),
      styled: letters.flatMap(([letter, code]) => (code === '' ? [] : [`${letter}${code}`])).join(''),
      places: letters.map(([, code]) => `${code},`).join(''),
    };
    const { kind, level, label, cell = '' } = clause;
    casts.set(
      clause.id,
      earlier === undefined
        ? { words: own.words, kind, level, label, cell, styled: own.styled, places: own.places }
        : {
            ...earlier,
            words: `${earlier.words}\n${own.words}`,
            styled: `${earlier.styled}${own.styled}`,
            places: `${earlier.places},${own.places}`,
          },
    );
  }
  return casts;
}

function codeOf({ bold, italic, link }: Pick<Run, 'bold' | 'italic' | 'link'>): string {
  return `${bold === true ? '*' : ''}${italic === true ? '_' : ''}${link === undefined ? '' : `>${link}`}`;
}
