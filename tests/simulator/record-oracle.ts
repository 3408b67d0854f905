import * as Y from 'yjs';
import { firstBrokenLink } from '../../shared/record/chain.ts';
import type { Entry } from '../../shared/record/event.ts';
import { plainText } from '../../shared/text/clause.ts';
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
const WRITING: ReadonlySet<string> = new Set(['OptionsSet', 'AlternativeMarked', 'ClausesRenumbered', 'RenumberingUndone']);

/** The words of each clause after each update of the log, and the clauses that stood there twice at any time. */
interface Course {
  readonly moments: readonly ReadonlyMap<string, string>[];
  readonly twice: ReadonlySet<string>;
}

/**
 * Invariant 6: each clause's words change only as the record says. Walks the log, and holds each entry against the words before and
 * after it. Gives the number of clauses of which concurrent moves made two.
 */
export function checkEdits(entries: readonly Entry[], updates: readonly StoredUpdate[]): number {
  const { moments, twice } = courseOf(updates);
  const told = new Map<string, string | null>();
  let next = 0;
  const expectTold = (clause: string, words: string | null, when: string): void =>
    holds(
      (told.get(clause) ?? null) === words,
      `invariant 6: every change of words is told ${when}`,
      () => `${clause}: ${told.get(clause)} and not ${words}`,
    );
  for (const [index, update] of updates.entries()) {
    const before = moments[index - 1] ?? new Map<string, string>();
    const now = moments[index]!;
    const isFirst = index === 0;
    const begins = isFirst || update.revision !== updates[index - 1]!.revision;
    if (begins || seatNamed(update.seat).role !== 'drafter' || commandAt(entries, update) !== undefined) {
      for (const clause of new Set([...before.keys(), ...now.keys()])) {
        if (!isFirst) expectTold(clause, before.get(clause) ?? null, 'before a command');
        told.set(clause, now.get(clause) ?? null);
      }
    }
    for (; next < entries.length && entries[next]!.text.number <= update.number; next += 1) {
      const { event, number } = entries[next]!;
      if (event.type !== 'ClauseEdited') continue;
      const words = now.get(event.clause) ?? null;
      expectTold(event.clause, event.before, `where entry ${number} begins`);
      holds(
        words === event.after,
        'invariant 6: an entry ends with the words as they stood',
        () => `entry ${number} ${JSON.stringify(event)} at update ${update.number}: ${words}`,
      );
      told.set(event.clause, event.after);
    }
  }
  const last = moments.at(-1) ?? new Map<string, string>();
  for (const clause of new Set([...told.keys(), ...last.keys()])) expectTold(clause, last.get(clause) ?? null, 'at rest');
  return twice.size;
}

function courseOf(updates: readonly StoredUpdate[]): Course {
  let doc = new Y.Doc({ gc: false });
  const twice = new Set<string>();
  const moments = updates.map(({ bytes, revision }, index) => {
    if (revision !== updates[index - 1]?.revision) doc = new Y.Doc({ gc: false });
    Y.applyUpdate(doc, bytes);
    return wordsIn(doc, twice);
  });
  return { moments, twice };
}

/** The words of a clause are those of each place where it stands, in order, a line each. */
function wordsIn(doc: Y.Doc, twice: Set<string>): Map<string, string> {
  const words = new Map<string, string>();
  for (const clause of readText(doc)) {
    const earlier = words.get(clause.id);
    if (earlier !== undefined) twice.add(clause.id);
    words.set(clause.id, earlier === undefined ? plainText(clause) : `${earlier}\n${plainText(clause)}`);
  }
  return words;
}
