/** How much one server takes on. Infinity: no limit. */
export interface Limits {
  /** Messages that a connection may send, a second in the long run and at once. */
  readonly messages: Allowance;
  /** Bytes that a connection may send, a second in the long run and at once. */
  readonly bytes: Allowance;
  /** Open sockets of one seat. */
  readonly socketsOfSeat: number;
  /** Open sockets of everybody. */
  readonly sockets: number;
  /** Rooms in memory. */
  readonly rooms: number;
  /** Open preparations of one delegation. */
  readonly preparations: number;
}

/** A token bucket: what flows in each second, and what it holds at most. */
export interface Allowance {
  readonly perSecond: number;
  readonly burst: number;
}

const MIB = 1024 * 1024;

/** Largest message that a room takes in, in bytes: a long chapter pasted at once is a tenth of it. */
export const LARGEST_MESSAGE = 8 * MIB;

/**
 * What a connection may leave unread before it is let go, in bytes, a whole text that it asked for not counted. At 50 updates a second
 * of some 100 bytes that is half an hour of silence; a thousand such readers together cost 8 GiB at the very worst.
 */
export const MOST_UNREAD = 8 * MIB;

export const LIMITS: Limits = {
  // A person types 15 updates a second and a held key 30; the rest is for a script of an honest drafter and for what was kept offline.
  messages: { perSecond: 500, burst: 5_000 },
  // Eight of the largest messages at once: somebody who comes back with days of work sends it in one.
  bytes: { perSecond: 4 * MIB, burst: 8 * LARGEST_MESSAGE },
  // A person has a handful of tabs; a connection that broke without a word is counted until it misses a heartbeat, and y-websocket
  // comes back every 2.5 seconds meanwhile: 16 in 40 seconds.
  socketsOfSeat: 40,
  // Some 193 delegations with ten seats each. A socket costs about 40 KiB.
  sockets: 2_000,
  // A text of a million characters takes 13 MB in memory (CRDT 5): 1.3 GB for a hundred of them.
  rooms: 100,
  // A delegation with more than this in preparation has forgotten most of it; each holds a copy of its clauses.
  preparations: 50,
};
