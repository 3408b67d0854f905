import { performance } from 'node:perf_hooks';
import type { Connection } from './connection.ts';
import { MessageGroup } from './message-group.ts';

interface Outgoing {
  readonly message: Uint8Array;
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

  /** A message for everybody but its sender; null: for everybody. */
  put(message: Uint8Array, except: Connection | null): void {
    this.outgoing.push({ message, except });
  }

  /** A connection whose updates are to be acknowledged. */
  owe(connection: Connection): void {
    this.waitingSince ??= performance.now();
    this.unacknowledged.add(connection);
  }

  /** Says it all: to each connection in one write, and to those who wrote how much of theirs is durable. Null where nobody had waited. */
  tell(connections: ReadonlySet<Connection>, news: readonly Uint8Array[]): Told | null {
    const { outgoing, waitingSince } = this;
    this.outgoing = [];
    this.waitingSince = null;
    const all = new MessageGroup([...outgoing.map(({ message }) => message), ...news]);
    const senders = new Set(outgoing.map(({ except }) => except));
    for (const connection of connections) {
      if (!senders.has(connection)) connection.sendGroup(all);
      else {
        const others = outgoing.filter(({ except }) => except !== connection);
        connection.sendGroup(new MessageGroup([...others.map(({ message }) => message), ...news]));
      }
    }
    for (const connection of this.unacknowledged) connection.acknowledge();
    this.unacknowledged.clear();
    return waitingSince === null ? null : { bytes: all.size * connections.size, waited: performance.now() - waitingSince };
  }
}
