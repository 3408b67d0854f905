/**
 * What is measured. `durable` and `least` are relays too: the one has each frame on the disk before it passes it on, the other does the
 * least by which nothing that was said is lost: records each update in a store, with a chain of hashes, and applies it.
 */
export const SERVERS = ['travaux', 'hocuspocus', 'relay', 'durable', 'least'] as const;
export type ServerName = (typeof SERVERS)[number];

/** A server that runs, as far as the load generator must know it. Plain data: it goes from process to process. */
export interface Target {
  readonly server: ServerName;
  /** The process whose CPU time counts. */
  readonly pid: number;
  readonly port: number;
  /** What a browser would name as the page that it comes from. */
  readonly origin: string;
  /** What each text is called there, by its number of clauses. */
  readonly rooms: Readonly<Record<number, string>>;
  /** Cookies (Travaux) or tokens (Hocuspocus) of those who may write, and of those who may only read. */
  readonly writers: readonly string[];
  readonly readers: readonly string[];
  /** The same texts as files of one Yjs update each, by their number of clauses, for a server that has none itself. */
  readonly seeds: Readonly<Record<number, string>>;
}

/** The name of a text at a server. Throws where it has none of that size. */
export function roomOf(target: Target, clauses: number): string {
  const room = target.rooms[clauses];
  if (room === undefined) throw new Error(`${target.server} has no text of ${clauses} clauses`);
  return room;
}
