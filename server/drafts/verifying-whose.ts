import * as Y from 'yjs';
import type { ClauseId, DraftId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Entry } from '../../shared/record/event.ts';
import type { MandateAct } from '../../shared/record/mandates.ts';
import { canonical, type Json } from '../../shared/base/canonical.ts';
import { OPERATORS_SEAT, THE_SERVER, actorOf } from './actor.ts';
import { TextIndex } from '../rooms/text-index.ts';
import { applyLogged, replayDoc } from '../rooms/replaying.ts';
import { writtenBy } from '../rooms/written.ts';
import { isHindrance } from '../store/hindrance.ts';
import type { Claim, PendingEdit, Store, Stood, StoredMandate, StoredPreparation, StoredUpdate } from '../store/store.ts';

/** What is wrong with what the store says of who wrote what: the update concerned, and why. */
interface WrongAuthor {
  readonly number: number;
  readonly why: string;
}

type Logged = Pick<StoredUpdate, 'number' | 'seat' | 'bytes'>;

/**
 * The first change of a document that was not made under a client id of the seat in whose name it is logged, or of the server; the
 * server's own is the one that began the document, were it with no clause. By client ids the words that are lost find their authors.
 */
export function foreignClaim(updates: readonly Logged[], claims: readonly Claim[]): WrongAuthor | null {
  const owners = new Map(claims.map(({ client, seat }) => [client, seat]));
  const [first] = updates;
  const own = first === undefined ? new Set<number>() : clientsOf(first);
  // A text that begins with no clause tells of no client id: one is the server's all the same.
  if (own.size === 0) for (const { client } of claims.filter(({ seat }) => seat === null).slice(0, 1)) own.add(client);
  for (const { client, seat } of claims) {
    if (first !== undefined && (seat === null) !== own.has(client))
      return { number: first.number, why: `client id ${client} is ${seat === null ? 'the server’s' : 'a seat’s'} wrongly` };
  }
  for (const update of updates) {
    for (const client of clientsOf(update)) {
      const owner = owners.get(client);
      if (owner === undefined) return { number: update.number, why: `is written under client id ${client}, which is nobody’s` };
      if (owner !== null && owner !== update.seat)
        return { number: update.number, why: `is written under client id ${client}, which is another seat’s` };
    }
  }
  return null;
}

/** The first entry whose actor is nobody here, or is known here by another name, for another participant or in another role. */
export function strangeActor(store: Store, entries: readonly Entry[]): WrongAuthor | null {
  const seats = new Map<string, Seat>(store.process.seats().map((seat) => [seat.id, seat]));
  for (const { number, actor } of entries) {
    const seat = seats.get(actor.seat);
    const known = seat !== undefined ? isActor(actor, actorOf(seat)) : isNobodysSeat(actor);
    if (!known) return { number, why: 'was written by somebody whom the seats of this process do not have so' };
  }
  return null;
}

/** The first entry that tells of a mandate otherwise than the process knows it, and the first of one in force again that was taken back. */
export function strangeMandate(store: Store, entries: readonly Entry[]): WrongAuthor | null {
  const stored = store.process.mandates();
  const names = new Map<string, string>(store.process.seats().map(({ id, name }) => [id, name]));
  const told = new Map<number, StoredMandate>();
  for (const { number, event } of entries) {
    if (event.type === 'MandateGiven') {
      const { seat, user, onBehalfOf, given } = event;
      const known = stored.find((one) => one.seat === seat && one.group === onBehalfOf && isSameAct(one.given, given));
      if (known === undefined || names.get(seat) !== user)
        return { number, why: 'tells of a mandate that the process does not have so' };
      told.set(number, known);
    }
    if (event.type === 'MandateTakenBack' && !isSameAct(told.get(event.mandate)?.taken, event.taken))
      return { number, why: 'tells of the end of a mandate that the process does not have so' };
  }
  return null;
}

function isSameAct(one: MandateAct | null | undefined, other: MandateAct): boolean {
  return one?.at === other.at && one.by.seat === other.by.seat && isActor(one.by, other.by);
}

function isActor(one: Entry['actor'], other: Entry['actor']): boolean {
  return one.user === other.user && one.participant === other.participant && one.role === other.role;
}

function isNobodysSeat(actor: Entry['actor']): boolean {
  return actor.seat === OPERATORS_SEAT.seat
    ? actor.user === OPERATORS_SEAT.user && actor.role === 'drafter'
    : actor.seat === THE_SERVER.seat && isActor(actor, THE_SERVER);
}

/** The first edit at rest that does not begin with an update of its drafter, or not from the words that stood before it. */
export function strayEdit(updates: readonly StoredUpdate[], edits: readonly PendingEdit[]): WrongAuthor | null {
  const doc = replayDoc([]);
  const left = [...updates];
  for (const { clause, seat, before, firstUpdate } of edits) {
    for (let next = left[0]; next !== undefined && next.number < firstUpdate; next = left[0]) {
      applyLogged(doc, next.bytes);
      left.shift();
    }
    const [begun] = left;
    if (begun?.number !== firstUpdate || begun.seat !== seat)
      return { number: firstUpdate, why: `begins no edit of clause ${clause} by ${seat}` };
    const stood = new TextIndex(doc).clause(clause);
    if (!isSame(before, stood)) return { number: firstUpdate, why: `begins an edit of clause ${clause} that was another before` };
  }
  return strayMove(updates, edits);
}

/** The first edit at rest of a clause that did not stand where the edit says before it was moved. */
function strayMove(updates: readonly StoredUpdate[], edits: readonly PendingEdit[]): WrongAuthor | null {
  const beginning = new Map(edits.map(({ clause, firstUpdate }) => [clause, firstUpdate]));
  const first = Math.min(...beginning.values());
  const doc = replayDoc(updates.filter(({ number }) => number < first).map(({ bytes }) => bytes));
  const index = new TextIndex(doc);
  const moved = new Map<ClauseId, Stood>();
  for (const { number, bytes } of updates) {
    const written = number < first ? null : writtenBy(doc, () => applyLogged(doc, bytes));
    for (const { clause, stood, left } of written === null ? [] : index.refresh(written.touched).clauses)
      if (left && number >= (beginning.get(clause) ?? Infinity) && !moved.has(clause))
        moved.set(clause, { until: number, places: stood });
  }
  for (const { clause, stood = null, firstUpdate } of edits)
    if (!isSame(stood, moved.get(clause) ?? null))
      return { number: firstUpdate, why: `begins an edit of clause ${clause} that stood elsewhere before` };
  return null;
}

function isSame(one: unknown, other: unknown): boolean {
  return canonical(one as Json) === canonical(other as Json);
}

/** The first fault in what delegations prepare in a draft: who does, its log, and whose the changes are. */
export function brokenPreparation(store: Store, draft: DraftId): (WrongAuthor & { readonly id: string }) | null {
  const known = new Set(store.process.participants().map(({ id }) => id));
  const open = readOrNull(() => store.preparations.open());
  for (const one of open ?? []) {
    if (one.draft !== draft) continue;
    const stranger = [...one.sponsors, ...one.invited, ...one.ready].find((name) => !known.has(name));
    if (stranger !== undefined) return { id: one.id, number: 0, why: `is prepared by ${stranger}, who does not take part` };
    const updates = readOrNull(() => store.preparations.updates(one.id));
    if (updates === null) return { id: one.id, number: 1, why: 'cannot be read, or one after it' };
    const claims = readOrNull(() => store.drafts.claims(one.id));
    if (claims === null) return { id: one.id, number: 1, why: 'and those after it have client ids that cannot be read' };
    const wrong = brokenLog(updates, one) ?? unfit(updates) ?? foreignClaim(updates, claims);
    if (wrong !== null) return { id: one.id, ...wrong };
  }
  return open === null ? { id: 'some', number: 0, why: 'cannot be read' } : null;
}

/** Rows of a store, of which anybody may have written anything; null where one of them is none. Throws where the disk does not give them. */
export function readOrNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (isHindrance(error)) throw error;
    return null;
  }
}

function brokenLog(
  updates: readonly Logged[],
  { startedBy, byOperator }: Pick<StoredPreparation, 'startedBy' | 'byOperator'>,
): WrongAuthor | null {
  const gap = updates.findIndex(({ number }, index) => number !== index + 1);
  if (gap !== -1 || updates.length === 0) return { number: gap === -1 ? 1 : gap + 1, why: 'is missing' };
  return updates[0]?.seat === (byOperator ? OPERATORS_SEAT.seat : startedBy)
    ? null
    : { number: 1, why: 'is not by the seat that began it' };
}

function unfit(updates: readonly Logged[]): WrongAuthor | null {
  const doc = replayDoc([]);
  for (const { number, bytes } of updates) {
    try {
      applyLogged(doc, bytes);
    } catch {
      return { number, why: 'cannot be applied' };
    }
  }
  return null;
}

function clientsOf({ bytes }: Logged): Set<number> {
  return new Set(Y.decodeUpdate(bytes).structs.map(({ id }) => id.client));
}
