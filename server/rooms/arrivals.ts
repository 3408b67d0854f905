import type { Connection } from './connection.ts';
import type { ClientMessage } from './messages.ts';

/** An update as it came, and from whom. */
export type Arrival = Omit<Extract<ClientMessage, { type: 'update' }>, 'type'> & { readonly connection: Connection };

/**
 * What came in one turn of the event loop, in rows that may be taken in together: of each connection those in succession that only add.
 * No connection has heard yet of what another sent in the same turn, so that it does not matter whose row comes first.
 */
export function rowsOf(arrivals: readonly Arrival[]): Arrival[][] {
  const rows: Arrival[][] = [];
  const latest = new Map<Connection, Arrival[]>();
  for (const arrival of arrivals) {
    const row = latest.get(arrival.connection);
    const [first] = row ?? [];
    if (row !== undefined && first !== undefined && onlyAdds(first) && onlyAdds(arrival)) row.push(arrival);
    else {
      const next = [arrival];
      rows.push(next);
      latest.set(arrival.connection, next);
    }
  }
  return rows;
}

/** An update ends with what it deletes: the length of a stretch, or 0 where it deletes nothing. */
function onlyAdds({ bytes, answers }: Arrival): boolean {
  return !answers && bytes.at(-1) === 0;
}
