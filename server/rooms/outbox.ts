import { performance } from 'node:perf_hooks';
import * as Y from 'yjs';
import type { Connection } from './connection.ts';
import { MessageGroup } from './message-group.ts';
import { updateMessage } from './messages.ts';

interface Outgoing {
  readonly update: Uint8Array;
  readonly except: Connection | null;
}

/** What was told: bytes sent to all together, and how long the first update of the group had waited, in milliseconds. */
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
   * Says it all: to everybody what was written, as one update, with the news; and to those who wrote how much of theirs is durable. Null
   * where nobody had waited.
   */
  tell(connections: ReadonlySet<Connection>, news: readonly Uint8Array[]): Told | null {
    const { outgoing, waitingSince } = this;
    this.outgoing = [];
    this.waitingSince = null;
    const updates = outgoing.map(({ update }) => update);
    const all = new MessageGroup([...(updates.length === 0 ? [] : [updateMessage(Y.mergeUpdates(updates))]), ...news]);
    const lone = loneSender(outgoing);
    const rest = lone === null ? all : new MessageGroup(news);
    for (const connection of connections) connection.sendGroup(connection === lone ? rest : all);
    for (const connection of this.unacknowledged) connection.acknowledge();
    this.unacknowledged.clear();
    return waitingSince === null ? null : { bytes: all.size * connections.size, waited: performance.now() - waitingSince };
  }
}

/** Who wrote all of it. Where several did, each gets the whole back: one message for all costs less, and Yjs passes over what it has. */
function loneSender(outgoing: readonly Outgoing[]): Connection | null {
  const senders = new Set(outgoing.map(({ except }) => except));
  const [sender] = senders;
  return senders.size === 1 ? (sender ?? null) : null;
}
