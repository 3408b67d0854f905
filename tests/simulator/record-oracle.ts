import * as Y from 'yjs';
import { firstBrokenLink } from '../../shared/record/chain.ts';
import type { Entry } from '../../shared/record/event.ts';
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
    const writers = new Set(
      Y.decodeUpdate(update.bytes)
        // The server takes the mark of what was decided off what a drafter typed among its words.
        .structs.filter((struct) => command !== undefined || !takesMarkOff(struct))
        .map(({ id }) => owners.get(id.client)),
    );
    for (const writer of writers) {
      holds(
        writer === (command === undefined ? seat.id : 'server'),
        'invariant 5: nobody writes under the id of another',
        () => `update ${update.number} by ${seat.id} under the id of ${writer}`,
      );
    }
  }
}

function takesMarkOff(struct: Y.Item | Y.GC | Y.Skip): boolean {
  return struct instanceof Y.Item && struct.content instanceof Y.ContentFormat && PROPOSED.test(struct.content.key);
}

const PROPOSED = /^(insertion|deletion)--/;

/** The entry of the act with which the server wrote an update for somebody; undefined where a drafter's hand did. */
export function commandAt(entries: readonly Entry[], update: StoredUpdate): Entry | undefined {
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
