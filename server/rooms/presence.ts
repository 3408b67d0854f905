import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { SeatId } from '../../shared/base/ids.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { may } from '../../shared/policy/policy.ts';
import { MESSAGE } from '../../shared/protocol/frame.ts';
import { readScreenPlace } from '../../shared/protocol/screen.ts';
import type { Connection } from './connection.ts';

/** What the server says of who is there, whatever the client said. */
interface PresentUser {
  readonly seat: string;
  readonly name: string;
  readonly role: string;
  readonly participant: string;
}

interface Announcement {
  readonly client: number;
  readonly clock: number;
  /** JSON of the state; `null` where the client is gone. */
  readonly state: string;
}

const LONGEST_STATE = 16_000;
const DEEPEST_STATE = 100;
const GONE = 'null';

/** What is to be said of an announcement: to its sender, and to everybody else. */
export interface PresenceNews {
  readonly echo: Uint8Array;
  readonly others: Uint8Array;
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
  private readonly showsCaret: (seat: Seat) => boolean;
  private readonly ownerOf: (client: number) => SeatId | null | undefined;

  /** `ownerOf`: whose a client id is; undefined: nobody's yet. */
  constructor(showsCaret: (seat: Seat) => boolean, ownerOf: (client: number) => SeatId | null | undefined) {
    this.showsCaret = showsCaret;
    this.ownerOf = ownerOf;
  }

  /** Takes in what a connection says of itself; entries about others are passed over. Null where there is nothing to say. */
  receive(connection: Connection, bytes: Uint8Array): PresenceNews | null {
    const own = readAnnouncements(bytes).find((one) => this.isOwn(connection, one.client));
    if (own === undefined) return null;
    connection.awarenessClient = own.client;
    const state = this.stateOf(connection.seat, own.state);
    if (state === null) return null;
    const announcement = { client: own.client, clock: this.nextClock(own.client, own.clock), state };
    this.announced.set(connection, announcement);
    // With a higher clock than its own, the echo would put the sender's caret back to where it was.
    return { echo: presenceMessage([{ ...announcement, clock: own.clock }]), others: presenceMessage([announcement]) };
  }

  /** The message that a connection has gone, or null where it was never announced. */
  leave(connection: Connection): Uint8Array | null {
    const last = this.announced.get(connection);
    if (last === undefined) return null;
    this.announced.delete(connection);
    return presenceMessage([{ client: last.client, clock: this.nextClock(last.client, 0), state: GONE }]);
  }

  /** The message that tells a newcomer who is there, or null where nobody is. */
  everybody(): Uint8Array | null {
    if (this.announced.size === 0) return null;
    return presenceMessage([...this.announced.values()].map((one) => ({ ...one, clock: this.nextClock(one.client, 0) })));
  }

  private nextClock(client: number, atLeast: number): number {
    const clock = Math.max((this.clocks.get(client) ?? 0) + 1, atLeast);
    this.clocks.set(client, clock);
    return clock;
  }

  private isOwn(connection: Connection, client: number): boolean {
    const owner = this.ownerOf(client);
    if (owner !== undefined && owner !== connection.seat.id) return false;
    if (connection.awarenessClient !== null) return connection.awarenessClient === client;
    return [...this.announced.values()].every((one) => one.client !== client);
  }

  private stateOf(seat: Seat, json: string): string | null {
    if (json === GONE) return GONE;
    const state = parseState(json);
    if (state === null) return null;
    // Some states can be read and not be written again, by their depth.
    if (depthOf(json) > DEEPEST_STATE) return null;
    const user: PresentUser = { seat: seat.id, name: seat.name, role: seat.role, participant: seat.participant };
    const { screen, ...rest } = { screen: undefined, ...state };
    const place = may(seat, 'lead screen') ? readScreenPlace(screen) : null;
    return JSON.stringify({ ...(this.showsCaret(seat) ? rest : {}), ...(place === null ? {} : { screen: place }), user });
  }
}

function readAnnouncements(bytes: Uint8Array): Announcement[] {
  try {
    const decoder = decoding.createDecoder(bytes);
    const found: Announcement[] = [];
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
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

function presenceMessage(announcements: readonly Announcement[]): Uint8Array {
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
