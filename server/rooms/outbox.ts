import { performance } from 'node:perf_hooks';
import * as Y from 'yjs';
import type { Connection } from './connection.ts';
import { updateMessage } from './messages.ts';
import { groupsFor, type News } from './news.ts';
import type { Round } from './round.ts';

interface Outgoing {
  readonly update: Uint8Array;
  readonly except: Connection | null;
}

/** What was told: bytes for all together, and how long the first update of the group had waited for its acknowledgement, in milliseconds. */
export interface Told {
  readonly bytes: number;
  readonly waited: number;
}

/** What is to be said of a room's document once it is durable, and to whom that it is. */
export class Outbox {
  private outgoing: Outgoing[] = [];
  private readonly unacknowledged = new Set<Connection>();
  private waitingSince: number | null = null;

  /** An update for everybody but its sender; null: for everybody. */
  put(update: Uint8Array, except: Connection | null): void {
    this.outgoing.push({ update, except });
  }

  /** How many updates are to be told. */
  get size(): number {
    return this.outgoing.length;
  }

  /** A connection whose updates are to be acknowledged. */
  owe(connection: Connection): void {
    this.waitingSince ??= performance.now();
    this.unacknowledged.add(connection);
  }

  /**
   * Says it all: to those who wrote how much of theirs is durable, at once; and to everybody what was written, as one update, with the
   * news, as the round comes to them. Null where nobody had waited.
   */
  tell(connections: ReadonlySet<Connection>, news: News | null, round: Round): Told | null {
    const { outgoing, waitingSince } = this;
    this.outgoing = [];
    this.waitingSince = null;
    const updates = outgoing.map(({ update }) => update);
    const update = updates.length === 0 ? [] : [updateMessage(Y.mergeUpdates(updates))];
    const lone = loneSender(outgoing);
    const groupFor = groupsFor(update, news);
    // A sender alone is not told what it sent.
    const newsFor = groupsFor([], news);
    let bytes = 0;
    for (const connection of connections) {
      const group = groupFor(connection.seat);
      round.put(connection, connection === lone ? newsFor(connection.seat) : group);
      bytes += group.size;
    }
    for (const connection of this.unacknowledged) connection.acknowledge();
    this.unacknowledged.clear();
    const told = waitingSince === null ? null : { bytes, waited: performance.now() - waitingSince };
    round.go();
    return told;
  }
}

/** Who wrote all of it. Where several did, each gets the whole back: one message for all costs less, and Yjs passes over what it has. */
function loneSender(outgoing: readonly Outgoing[]): Connection | null {
  const senders = new Set(outgoing.map(({ except }) => except));
  const [sender] = senders;
  return senders.size === 1 ? (sender ?? null) : null;
}
