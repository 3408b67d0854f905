import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { draftId, isId, preparationId, type DraftId } from '../../shared/base/ids.ts';
import { may, mayPrepareWith } from '../../shared/policy/policy.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import { nameOf, type Log } from '../log.ts';
import type { Session, Sessions } from '../http/session.ts';
import { isSameOrigin } from '../http/same-origin.ts';
import type { Store } from '../store/store.ts';
import { Connection } from './connection.ts';
import { LARGEST_MESSAGE, type Room } from './room.ts';
import type { Rooms } from './rooms.ts';

/** y-websocket takes a connection for dead after 30 seconds without a message. */
const HEARTBEAT = 20_000;

const PATH = /^\/sync\/(text|preparation)\/([^/?]+)(?:\/([1-9]\d{0,8}))?$/;

/** What the sockets work with. */
export interface SocketServices {
  readonly store: Store;
  readonly rooms: Rooms;
  readonly sessions: Sessions;
  readonly log: Log;
}

type Entrance =
  | { readonly room: Room; readonly session: Session }
  | { readonly closed: keyof typeof CLOSE; readonly reason: string };

/**
 * Serves `/sync/text/:draft/:revision`, `/sync/text/:draft` for the present revision, and `/sync/preparation/:preparation`. A page of another origin is turned away with HTTP 403; everyone else is
 * let in and, where they may not stay, told why by a close code, since y-websocket would knock for ever at a refused upgrade.
 */
export function serveSockets(server: Server, services: SocketServices): { stop(): void } {
  const wss = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE * 4 });
  const alive = new WeakSet<WebSocket>();
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!isSameOrigin(request.headers)) return turnAway(socket);
    wss.handleUpgrade(request, socket, head, (ws) => {
      alive.add(ws);
      ws.on('pong', () => alive.add(ws));
      // A broken socket closes as well: nothing more is to be done about the error itself.
      ws.on('error', () => ws.terminate());
      const entrance = tryToEnter(request, services);
      if ('closed' in entrance) ws.close(CLOSE[entrance.closed], entrance.reason);
      else connect(ws, entrance.room, entrance.session, services);
    });
  });
  const timer = setInterval(() => {
    for (const ws of wss.clients) {
      if (alive.delete(ws)) ws.ping();
      else ws.terminate();
    }
    services.rooms.heartbeat((session) => services.sessions.isLive(session));
  }, HEARTBEAT);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      wss.close();
      for (const ws of wss.clients) if (ws.readyState === ws.OPEN) ws.close(GOING_AWAY);
      // Who has not answered the goodbye by then is not waited for.
      setTimeout(() => wss.clients.forEach((ws) => ws.terminate()), GOODBYE).unref();
    },
  };
}

const GOING_AWAY = 1001;
const GOODBYE = 500;

function connect(ws: WebSocket, room: Room, session: Session, services: SocketServices): void {
  const connection = new Connection(session.seat, session.hash, {
    get bufferedAmount() {
      return ws.bufferedAmount;
    },
    send: (bytes) => ws.send(bytes),
    close: (code, reason) => ws.close(code, reason),
    terminate: () => ws.terminate(),
  });
  ws.on('message', (data: Buffer | ArrayBuffer | Buffer[], isBinary) => {
    if (!isBinary) connection.close('malformed', 'no message of this protocol');
    else room.receive(connection, bytesOf(data));
  });
  ws.on('close', () => room.leave(connection));
  room.join(connection);
  if (!services.sessions.isLive(session.hash)) connection.close('signIn', 'signed out');
}

function bytesOf(data: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  const buffer = Array.isArray(data) ? Buffer.concat(data) : data;
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

/** A draft that cannot be loaded closes its own door, and no other. */
function tryToEnter(request: IncomingMessage, services: SocketServices): Entrance {
  try {
    return enter(request, services);
  } catch (error) {
    services.log.error({ error: nameOf(error) }, 'a room could not be entered');
    return { closed: 'failed', reason: 'the room cannot be loaded' };
  }
}

function enter(request: IncomingMessage, { store, rooms, sessions }: SocketServices): Entrance {
  const session = sessions.of(request);
  if (session === null) return { closed: 'signIn', reason: 'sign in' };
  const [, kind, id, revision] = PATH.exec(new URL(request.url ?? '/', 'http://localhost').pathname) ?? [];
  if (kind === undefined || id === undefined || !isId(id)) return { closed: 'unknown', reason: 'no such room' };
  if (kind === 'text') {
    const room = may(session.seat, 'read text') ? textRoom(rooms, draftId(id), revision) : null;
    return room === null ? { closed: 'unknown', reason: 'no such draft' } : { room, session };
  }
  if (revision !== undefined) return { closed: 'unknown', reason: 'no such room' };
  const stored = store.preparations.find(preparationId(id));
  // Those who are not among its sponsors do not learn that it exists.
  if (stored === null || !mayPrepareWith(session.seat, stored.sponsors))
    return { closed: 'unknown', reason: 'no such preparation' };
  const room = rooms.preparation(stored.id);
  return room === null ? { closed: 'gone', reason: stored.state } : { room, session };
}

function textRoom(rooms: Rooms, draft: DraftId, revision: string | undefined): Room | null {
  return revision === undefined ? rooms.text(draft) : rooms.revision(draft, Number(revision));
}

function turnAway(socket: Duplex): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}
