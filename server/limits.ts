import type { Bounds } from './aside/bounded-process.ts';
import type { TurnLimits } from './aside/turns.ts';

/** How much one server takes on. Infinity: no limit. */
export interface Limits {
  /** Messages that a connection may send, a second in the long run and at once. */
  readonly messages: Allowance;
  /** Bytes that a connection may send, a second in the long run and at once. */
  readonly bytes: Allowance;
  /** Bytes of messages of one seat that are on their way in, by all of its sockets, and not whole yet. */
  readonly comingOfSeat: number;
  /** Open sockets of one seat. */
  readonly socketsOfSeat: number;
  /** Open sockets of everybody. */
  readonly sockets: number;
  /** Rooms in memory. */
  readonly rooms: number;
  /** Open preparations of one delegation. */
  readonly preparations: number;
  /** Bytes of all that was ever written in one preparation. */
  readonly preparationBytes: number;
  /** Requests of a seat. */
  readonly requests: Allowance;
  /** Those of them that do something. */
  readonly acts: Allowance;
  /** Those of them that are answered with a whole text or record, or what is made of one. */
  readonly documents: Allowance;
  /** Those of these for which a text is read anew from the log and gone through: moments of it, comparisons, exports. */
  readonly readings: Allowance;
  /** What a seat asks of rooms by its sockets, and they cannot answer without going through the text or all who are there. */
  readonly questions: Allowance;
  /** Proposals that a delegation tables. */
  readonly tablings: Allowance;
  /** Delegations that one has invited, and that have not answered, in all that it prepares. */
  readonly invitations: number;
  /** Drafts of a process. */
  readonly drafts: number;
  /** Whole files on their way in, of everybody. */
  readonly filesComing: number;
  /** Papers written to files. */
  readonly papers: WorkLimits;
  /** Exports, past texts and comparisons made. */
  readonly texts: WorkLimits;
  /** Files read. */
  readonly files: WorkLimits;
  /** Archives made; `kept`: how many are made or kept to be fetched, of all seats. */
  readonly archives: WorkLimits & { readonly kept: number };
}

/** Work in a process of its own: how much of it waits or is under way, of one and of everybody, and what each piece may take. */
export interface WorkLimits extends TurnLimits, Bounds {}

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
  // As many as one connection may send at once. Each is in memory until it is whole, or its socket is closed.
  comingOfSeat: 8 * LARGEST_MESSAGE,
  // A person has a handful of tabs, and an observer's seat may be what every screen of a building shows; a connection that broke without
  // a word is counted until it misses a heartbeat, and y-websocket comes back every 2.5 seconds meanwhile: 16 in 40 seconds.
  socketsOfSeat: 250,
  // Some 193 delegations with ten seats each. A socket costs about 40 KiB.
  sockets: 2_000,
  // A text of a million characters takes 13 MB in memory (CRDT 5): 1.3 GB for a hundred of them.
  rooms: 100,
  // A delegation with more than this in preparation has forgotten most of it; each holds a copy of its clauses.
  preparations: 50,
  // A long chapter is a tenth of a megabyte, and each key that was pressed in it some twenty bytes.
  preparationBytes: 2 * LARGEST_MESSAGE,
  // A page asks for some ten things when it is opened, and again when its line comes back; the room's screens are one seat.
  requests: { perSecond: 100, burst: 5_000 },
  // A clerk notes a position a second; a secretariat that brings the record of another tool along does so by a script, some thousand
  // acts at once. Each is an entry that stands for ever.
  acts: { perSecond: 20, burst: 5_000 },
  // Each costs the server some milliseconds for each thousand entries, while nobody types.
  documents: { perSecond: 10, burst: 1_000 },
  // A person looks at one after the other. Each costs the server a third of a second in a text of 2,000 clauses; what others type comes in
  // between two. A secretariat's script fetches a conference's texts in every format at once.
  readings: { perSecond: 1, burst: 300 },
  // The 250 screens of a building ask for the text when their line comes back, and each compares its own once typing has rested, within
  // ten seconds of it. An answer takes some ten milliseconds in a text of 2,000 clauses.
  questions: { perSecond: 30, burst: 500 },
  // A delegation that comes home with a long list tables it clause by clause.
  tablings: { perSecond: 5, burst: 1_000 },
  // A group of 134 that prepares together, twice over.
  invitations: 300,
  // Of a long conference some hundred.
  drafts: 1_000,
  // Each is in memory as a whole, with what is read of it: 100 MB at the worst.
  filesComing: 8,
  // A person saves a paper in a few formats at once. A PDF takes a tenth of a second a page, so this is 1,200 pages.
  papers: { ofOne: 4, ofAll: 64, milliseconds: 120_000, megabytes: 1_536 },
  // Each takes a second or so, of ten megabytes four. As many of one as it may ask for at once, since a script does.
  texts: { ofOne: 300, ofAll: 2_000, milliseconds: 60_000, megabytes: 1_536 },
  // The longest text of this trade takes a few seconds to read. What waits holds its file in memory.
  files: { ofOne: 1, ofAll: 16, milliseconds: 60_000, megabytes: 1_536 },
  // All revisions in all formats. Of one seat there is one, and the one before it that is being given up.
  // Each that is kept takes the room of a store and more.
  archives: { ofOne: 2, ofAll: 32, kept: 16, milliseconds: 1_800_000, megabytes: 2_048 },
};
