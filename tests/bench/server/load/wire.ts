import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MESSAGE, readAck } from '../../../../shared/protocol/frame.ts';
import type { ServerName, Target } from '../target.ts';
import type { Address } from './socket.ts';

/** What a message from a server says, as far as the bench looks. */
type Heard =
  | { readonly type: 'update'; readonly bytes: Uint8Array }
  /** The answer to a state vector: what the client lacks. */
  | { readonly type: 'text'; readonly bytes: Uint8Array }
  | { readonly type: 'asks' }
  /** `count`: the first so many updates of this connection; `one`: one more. */
  | { readonly type: 'acked'; readonly by: 'count' | 'one'; readonly count: number }
  | { readonly type: 'other' };

const STEP = { asks: 0, answer: 1, update: 2 } as const;
/** Hocuspocus's own message types. */
const HOCUSPOCUS = { auth: 2, syncReply: 4, syncStatus: 8 } as const;
const TOKEN = 0;
const EMPTY_UPDATE = new Uint8Array([0, 0]);
const EMPTY_STATE = new Uint8Array([0]);

/** How one server is spoken to. */
export interface Dialect {
  address(target: Target, room: string, credential: string): Address;
  /** What a client says as soon as it is connected: who it is, and that it has nothing yet. */
  greeting(room: string, credential: string): readonly Uint8Array[];
  /** The answer of a client that has nothing the server lacks. */
  nothingNew(room: string): Uint8Array;
  update(room: string, bytes: Uint8Array): Uint8Array;
  read(message: Uint8Array): Heard;
  /** Whether a text comes in answer to the greeting. */
  readonly hasText: boolean;
}

const plain: Dialect = {
  address: (target, room, credential) => ({
    port: target.port,
    path: `/sync/text/${room}`,
    headers: { Origin: target.origin, ...(credential === '' ? {} : { Cookie: credential }) },
  }),
  greeting: () => [sync('', STEP.asks, EMPTY_STATE)],
  nothingNew: () => sync('', STEP.answer, EMPTY_UPDATE),
  update: (_room, bytes) => sync('', STEP.update, bytes),
  read: (message) => readFrom(decoding.createDecoder(message), false),
  hasText: true,
};

const relayed: Dialect = { ...plain, greeting: () => [], hasText: false };

const DIALECTS: Readonly<Record<ServerName, Dialect>> = {
  travaux: plain,
  relay: relayed,
  durable: relayed,
  least: relayed,
  hocuspocus: {
    address: (target) => ({ port: target.port, path: '/', headers: {} }),
    greeting: (room, credential) => [auth(room, credential), sync(room, STEP.asks, EMPTY_STATE)],
    nothingNew: (room) => sync(room, STEP.answer, EMPTY_UPDATE),
    update: (room, bytes) => sync(room, STEP.update, bytes),
    read: (message) => readFrom(decoding.createDecoder(message), true),
    hasText: true,
  },
};

/** How a server is spoken to. */
export function dialectOf(server: ServerName): Dialect {
  return DIALECTS[server];
}

function sync(room: string, step: number, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  if (room !== '') encoding.writeVarString(encoder, room);
  encoding.writeVarUint(encoder, MESSAGE.sync);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, bytes);
  return encoding.toUint8Array(encoder);
}

function auth(room: string, token: string): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarString(encoder, room);
  encoding.writeVarUint(encoder, HOCUSPOCUS.auth);
  encoding.writeVarUint(encoder, TOKEN);
  encoding.writeVarString(encoder, token);
  return encoding.toUint8Array(encoder);
}

function readFrom(decoder: decoding.Decoder, isHocuspocus: boolean): Heard {
  if (isHocuspocus) decoding.readVarString(decoder);
  const type = decoding.readVarUint(decoder);
  if (isHocuspocus && type === HOCUSPOCUS.syncStatus) return { type: 'acked', by: 'one', count: decoding.readVarUint(decoder) };
  if (!isHocuspocus && type === MESSAGE.ack) return { type: 'acked', by: 'count', count: readAck(decoder) };
  if (type !== MESSAGE.sync && !(isHocuspocus && type === HOCUSPOCUS.syncReply)) return { type: 'other' };
  const step = decoding.readVarUint(decoder);
  if (step === STEP.asks) return { type: 'asks' };
  const bytes = decoding.readVarUint8Array(decoder);
  return step === STEP.answer ? { type: 'text', bytes } : { type: 'update', bytes };
}
