import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { SeatId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { may } from '../../shared/policy/policy.ts';
import { MESSAGE } from '../../shared/protocol/frame.ts';
import { readScreenPlace } from '../../shared/protocol/screen.ts';
import type { Connection } from './connection.ts';
import type { News } from './news.ts';

/** What the server says of who is there, whatever the client said. */
export interface PresentUser {
  readonly seat: string;
  readonly name: string;
  readonly role: string;
  readonly participant: string;
}

/** What a connection said of itself, as far as it is told on; null: it is gone. */
interface Announcement {
  readonly client: number;
  readonly clock: number;
  readonly seat: Seat;
  readonly state: object | null;
}

/** Of whom a room tells what to whom. */
export interface PresenceRules {
  showsCaret(seat: Seat): boolean;
  /** Whose a client id is; undefined: nobody's yet. */
  ownerOf(client: number): SeatId | null | undefined;
  /** Whether somebody may be told who sits at a seat. */
  seesName(to: Seat, of: Seat): boolean;
  /** What those are told of it who may not. */
  nameless(of: Seat, client: number): PresentUser;
}

const LONGEST_STATE = 16_000;
const DEEPEST_STATE = 100;
/** A client speaks of itself; some add all that they have heard of others. */
const MOST_ANNOUNCED = 5_000;
const GONE = 'null';
/** As Yjs draws client ids, and more announcements than anybody makes: beyond 2^53 one would no longer be newer than the other. */
const LARGEST = 2 ** 32 - 1;

/** What is to be said of an announcement: to its sender, and to everybody else. */
export interface PresenceNews {
  readonly echo: Uint8Array;
  readonly others: News;
}

/**
 * Who is in a room and where their carets are: y-protocols' awareness, with one id a connection and `user` written by the server. Only
 * those who may write show a caret, and only those who may lead the projection screen say where they are with it; of the others no more is
 * told than that they are there. Clients pass over what does not bear a
 * higher clock than what they know, also after a break; so the server keeps the clocks that others see, and never gives one twice.
 */
export class Presence {
  private readonly announced = new Map<Connection, Announcement>();
  private readonly clocks = new Map<number, number>();
  private readonly rules: PresenceRules;

  constructor(rules: PresenceRules) {
    this.rules = rules;
  }

  /** Takes in what a connection says of itself; entries about others are passed over. Null where there is nothing to say. */
  receive(connection: Connection, bytes: Uint8Array): PresenceNews | null {
    const own = readAnnouncements(bytes).find((one) => this.isOwn(connection, one));
    if (own === undefined) return null;
    connection.awarenessClient = own.client;
    const { seat } = connection;
    const state = this.stateOf(seat, own.state);
    if (state === undefined) return null;
    const announcement = { client: own.client, clock: this.nextClock(own.client, own.clock), seat, state };
    this.announced.set(connection, announcement);
    // With a higher clock than its own, the echo would put the sender's caret back to where it was.
    const echo = presenceMessage([this.told({ ...announcement, clock: own.clock }, true)]);
    return { echo, others: this.newsOf(announcement) };
  }

  /** The message that a connection has gone, or null where it was never announced. */
  leave(connection: Connection): Uint8Array | null {
    const last = this.announced.get(connection);
    if (last === undefined) return null;
    this.announced.delete(connection);
    return presenceMessage([{ client: last.client, clock: this.nextClock(last.client, 0), state: GONE }]);
  }

  /** The message that tells somebody who else is there, or null where nobody is. */
  everybody(to: Connection): Uint8Array | null {
    const others = [...this.announced].filter(([connection]) => connection !== to).map(([, one]) => one);
    if (others.length === 0) return null;
    return presenceMessage(
      others.map((one) => this.told({ ...one, clock: this.nextClock(one.client, 0) }, this.rules.seesName(to.seat, one.seat))),
    );
  }

  /** An announcement in its two forms, each put together once, for however many it goes to. */
  private newsOf(announcement: Announcement): News {
    let named: Uint8Array | undefined;
    let nameless: Uint8Array | undefined;
    return {
      messageFor: (to) =>
        this.rules.seesName(to, announcement.seat)
          ? (named ??= presenceMessage([this.told(announcement, true)]))
          : (nameless ??= presenceMessage([this.told(announcement, false)])),
    };
  }

  /** Without the name, nothing goes out of a state but what is known to hold none: where the caret is, and what is led on the screen. */
  private told({ client, clock, seat, state }: Announcement, withName: boolean): Told {
    if (state === null) return { client, clock, state: GONE };
    const { cursor, screen }: { readonly cursor?: unknown; readonly screen?: unknown } = state;
    const { id, name, role, participant } = seat;
    return {
      client,
      clock,
      state: JSON.stringify(
        withName
          ? { ...state, user: { seat: id, name, role, participant } satisfies PresentUser }
          : { cursor, screen, user: this.rules.nameless(seat, client) },
      ),
    };
  }

  private nextClock(client: number, atLeast: number): number {
    const clock = Math.max((this.clocks.get(client) ?? 0) + 1, atLeast);
    this.clocks.set(client, clock);
    return clock;
  }

  private isOwn(connection: Connection, { client, clock }: Told): boolean {
    if (client > LARGEST || clock > LARGEST) return false;
    const owner = this.rules.ownerOf(client);
    if (owner !== undefined && owner !== connection.seat.id) return false;
    if (connection.awarenessClient !== null) return connection.awarenessClient === client;
    return [...this.announced.values()].every((one) => one.client !== client);
  }

  /** Undefined where it is none that can be told on. */
  private stateOf(seat: Seat, json: string): object | null | undefined {
    if (json === GONE) return null;
    const state = parseState(json);
    if (state === null) return undefined;
    // Some states can be read and not be written again, by their depth.
    if (depthOf(json) > DEEPEST_STATE) return undefined;
    const { screen, ...rest } = { screen: undefined, ...state };
    const place = may(seat, 'lead screen') ? readScreenPlace(screen) : null;
    return { ...(this.rules.showsCaret(seat) ? rest : {}), ...(place === null ? {} : { screen: place }) };
  }
}

/** An announcement on the wire: its state in JSON, `null` where the client is gone. */
interface Told {
  readonly client: number;
  readonly clock: number;
  readonly state: string;
}

function readAnnouncements(bytes: Uint8Array): Told[] {
  try {
    const decoder = decoding.createDecoder(bytes);
    const found: Told[] = [];
    for (let left = Math.min(MOST_ANNOUNCED, decoding.readVarUint(decoder)); left > 0; left -= 1) {
      found.push({
        client: decoding.readVarUint(decoder),
        clock: decoding.readVarUint(decoder),
        state: decoding.readVarString(decoder),
      });
    }
    return found;
  } catch {
    return [];
  }
}

function parseState(json: string): object | null {
  if (json.length > LONGEST_STATE) return null;
  try {
    const state: unknown = JSON.parse(json);
    return typeof state === 'object' && state !== null && !Array.isArray(state) ? state : null;
  } catch {
    return null;
  }
}

/** How deep brackets stand in JSON, those within strings included. */
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (const sign of json) {
    if (sign === '[' || sign === '{') deepest = Math.max(deepest, (depth += 1));
    else if (sign === ']' || sign === '}') depth -= 1;
  }
  return deepest;
}

function presenceMessage(announcements: readonly Told[]): Uint8Array {
  const content = encoding.createEncoder();
  encoding.writeVarUint(content, announcements.length);
  for (const { client, clock, state } of announcements) {
    encoding.writeVarUint(content, client);
    encoding.writeVarUint(content, clock);
    encoding.writeVarString(content, state);
  }
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, MESSAGE.awareness);
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(content));
  return encoding.toUint8Array(encoder);
}
