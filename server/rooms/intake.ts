import * as Y from 'yjs';
import type { SeatId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { RecoveryReason } from '../../shared/protocol/recovery.ts';
import { passagesOf, type Passage } from '../../shared/text/passages.ts';
import type { Claim } from '../store/store.ts';
import { NOTHING_AMONG, unmark, type AmongDecided } from './among-decided.ts';
import { rowsOf, type Arrival } from './arrivals.ts';
import type { Claims } from './claims.ts';
import type { Connection } from './connection.ts';
import { WAITS, bringsAny, judgeUpdate } from './gate.ts';
import { lostBrackets } from './lost-brackets.ts';
import { lostWords } from './lost-words.ts';
import type { Origin } from './origin.ts';
import { applyWhole } from './replaying.ts';
import type { Written } from './written.ts';

/** What comes into a document: each update is judged, its client ids claimed, then it is applied, and what follows from it noted. */
export abstract class Intake {
  protected readonly doc: Y.Doc;
  protected readonly claims: Claims;
  /** Seats for which lost words were kept since the last commit. */
  protected readonly bereft = new Set<SeatId>();
  /** What came and was not taken in yet, in order. */
  private arrived: Arrival[] = [];

  constructor(doc: Y.Doc, claims: Claims) {
    this.doc = doc;
    this.claims = claims;
  }

  /** The document is of no use any more. */
  abstract get isGone(): boolean;
  /** Whether a seat may change the document. */
  protected abstract mayWrite(seat: Seat): boolean;
  /** Whether so many bytes more can be kept. */
  protected hasRoomFor(_bytes: number): boolean {
    return true;
  }
  /** How a write of a seat that may not is refused. */
  protected refusesWrite(_seat: Seat): 'forbidden' | 'frozen' {
    return 'forbidden';
  }
  /** Notes an update that was applied to the document: what follows from it goes into the same transaction. */
  protected abstract absorb(seat: Seat, written: Written): void;
  /** Notes that a client id belongs to a seat from now on. */
  protected abstract absorbClaim(claim: Claim): void;
  /** Notes words that a seat had written and that are in no text: they are kept in the same transaction. */
  protected abstract absorbLost(seat: SeatId, lost: Passage, why: RecoveryReason): void;
  /** What came by an update among words of what had been decided by then. */
  protected amongDecided(_transaction: Y.Transaction): AmongDecided {
    return NOTHING_AMONG;
  }
  /** Does something to the document: what its transactions did, or null where they did nothing. Throws what it throws. */
  protected abstract write(work: () => void, onTransaction?: (transaction: Y.Transaction) => void): Written | null;
  /** Queues an update for everybody else; it goes out once it is durable. */
  protected abstract queue(written: Written, sender: Connection | null): void;
  /** Notes that a connection is to hear how much of its own is durable. */
  protected abstract owe(connection: Connection): void;
  /** The document was touched and what had to follow failed. */
  protected abstract fail(error: unknown): void;

  /** Notes an update that came; it is taken in with all that comes in the same turn of the event loop. */
  protected arrive(arrival: Arrival): void {
    this.arrived.push(arrival);
  }

  /** Takes in what came, row by row; where a row is refused as a whole, each update of it by itself. */
  protected takeArrived(): void {
    const rows = rowsOf(this.arrived);
    this.arrived = [];
    for (const row of rows) if (row.length === 1 || !this.takeTogether(row)) for (const one of row) this.takeUpdate(one);
  }

  /** As `takeUpdate` for each, at the cost of one. False where nothing was done, since together they are not in order. */
  private takeTogether(row: readonly Arrival[]): boolean {
    const [first] = row;
    if (first === undefined || !first.connection.isOpen || !this.mayWrite(first.connection.seat)) return false;
    const { connection } = first;
    const merged = mergedUpdate(row);
    const judged = merged === null ? null : judgeUpdate(this.doc, merged);
    if (judged?.ok !== true || !this.claim(connection, judged.value.clients)) return false;
    if (judged.value.effect !== 'nothing' && !this.applyFrom(connection, judged.value.bytes, false)) return true;
    for (const one of row) connection.receive(one.answers, one.counts);
    this.owe(connection);
    return true;
  }

  private takeUpdate({ connection, bytes, counts, answers }: Arrival): void {
    if (this.isGone || !connection.isOpen) return;
    const why = this.mayWrite(connection.seat) ? null : this.refusesWrite(connection.seat);
    // Whoever may only read has nothing to bring: it is not looked at, however long it is.
    if (why === 'forbidden' && bringsAny(bytes)) return connection.close(why, 'read only');
    const judged = judgeUpdate(this.doc, bytes);
    if (why !== null) {
      // Tidying by one who may only read is passed over: it changes no word, and the server has tidied for all. Of one who might have
      // written while it was live it is a change that came too late.
      const isPassedOver =
        judged.ok && (judged.value.effect === 'nothing' || (judged.value.effect === 'tidying' && why === 'forbidden'));
      if (!isPassedOver) return connection.close(why, 'read only');
    } else {
      if (!judged.ok && judged.refusal === WAITS && connection.mayOvertake && !answers) return connection.overtake();
      if (!judged.ok) return connection.close('malformed', judged.refusal);
      if (!this.claim(connection, judged.value.clients)) return connection.close('foreignClient', "another seat's client id");
      if (judged.value.effect !== 'nothing' && !this.applyFrom(connection, judged.value.bytes, answers)) return;
    }
    connection.receive(answers, counts);
    this.owe(connection);
  }

  /**
   * Takes client ids for a seat; false, and nothing is taken, where one is another's. Of ids that nobody has had a connection takes one alone,
   * that of its own document: others are of people whose words this server never had, as where it was put back to an earlier text.
   */
  private claim(connection: Connection, clients: ReadonlySet<number>): boolean {
    const fresh = [...clients].filter((client) => this.claims.ownerOf(client) === undefined);
    const own = connection.awarenessClient ?? connection.takenClient ?? fresh[0];
    if (fresh.some((client) => client !== own)) return false;
    const claims = this.claims.claim(connection.seat.id, clients);
    for (const claim of claims ?? []) this.absorbClaim(claim);
    connection.takenClient ??= fresh[0] ?? null;
    return claims !== null;
  }

  private applyFrom(connection: Connection, bytes: Uint8Array, answers: boolean): boolean {
    if (!this.hasRoomFor(bytes.length)) {
      connection.close('tooLarge', 'more than one room keeps');
      return false;
    }
    try {
      const origin: Origin = { by: 'seat', seat: connection.seat.id };
      const [lost, brackets]: [Passage[], Passage[]] = [[], []];
      const isOwn = answers ? (client: number): boolean => this.claims.ownerOf(client) === connection.seat.id : null;
      let among = NOTHING_AMONG;
      const onTransaction = (transaction: Y.Transaction): void => {
        if (transaction.origin !== origin) return;
        lost.push(...lostWords(transaction, bytes, isOwn));
        brackets.push(...lostBrackets(transaction, bytes));
        among = this.amongDecided(transaction);
      };
      const written = this.write(() => {
        applyWhole(this.doc, bytes, origin);
        unmark(this.doc, among.marked);
      }, onTransaction);
      if (written === null) return true;
      // First, since to absorb may be to commit.
      this.keepLost(lost, 'removed');
      this.keepLost(brackets, 'bracketed');
      this.keepLost(passagesOf(this.doc, among.out), 'decided');
      this.queue(written, connection);
      this.absorb(connection.seat, written);
      return true;
    } catch (error) {
      connection.close('malformed', 'the text cannot take this update');
      this.fail(error);
      return false;
    }
  }

  private keepLost(lost: readonly Passage[], why: RecoveryReason): void {
    for (const passage of lost) {
      const seat = this.claims.ownerOf(passage.client) ?? null;
      if (seat === null) continue;
      this.absorbLost(seat, passage, why);
      this.bereft.add(seat);
    }
  }
}

function mergedUpdate(row: readonly Arrival[]): Uint8Array | null {
  try {
    return Y.mergeUpdates(row.map(({ bytes }) => bytes));
  } catch {
    return null;
  }
}
