import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { SeatId } from '../../shared/base/ids.ts';
import { CLOSE, SIGNED_OUT } from '../../shared/protocol/close.ts';
import type { Clock } from '../clock.ts';
import { isSameOrigin } from '../access/same-origin.ts';
import { LARGEST_MESSAGE, type Limits } from '../limits.ts';
import { nameOf } from '../log.ts';
import type { Meter } from '../metrics/meter.ts';
import type { Rates } from '../rates.ts';
import { Coming } from './coming.ts';
import { Connection } from './connection.ts';
import { isQuestion } from './messages.ts';
import { tryToEnter, whyNotNow, type Entrance, type EntranceServices } from './entrance.ts';
import { SeatedSocket } from './seated-socket.ts';
import { Throttle } from './throttle.ts';

/** y-websocket takes a connection for dead after 30 seconds without a message. */
const HEARTBEAT = 20_000;
/** How often the sessions of open sockets, and of answers that are being sent, are looked up again: one that ended does so within 5 seconds here as well. */
const RECHECK = 4_000;
const GOING_AWAY = 1001;
/** How long a client that was told to go may take to do so, in milliseconds. */
const GOODBYE = 500;

/** What the sockets work with. */
export interface SocketServices extends EntranceServices {
  readonly clock: Clock;
  readonly limits: Limits;
  readonly rates: Rates;
  readonly meter: Meter;
  /** The origin by which people reach the server, where that is not its own. */
  readonly publicOrigin: string | null;
  /** Ends what sessions that are over have under way. */
  readonly recheck: () => void;
}

/** How long somebody who was turned away may take to hang up, in milliseconds. */
const FAREWELL = 5_000;

/** A connection that was let into a room, with the socket under it. */
interface Seated {
  readonly ws: WebSocket;
  readonly socket: Duplex;
  readonly entrance: Extract<Entrance, { readonly room: unknown }>;
}

/**
 * Serves `/sync/text/:draft/:revision`, `/sync/text/:draft` for the present revision, and `/sync/preparation/:preparation`. A page of
 * another origin is turned away with HTTP 403, and one too many with 503; everyone else is let in and, where they may not stay, told
 * why by a close code, since y-websocket would knock for ever at a refused upgrade.
 */
export function serveSockets(server: Server, services: SocketServices): { stop(): void } {
  const wss = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE * 4 });
  const alive = new WeakSet<WebSocket>();
  const ofSeat = new Map<SeatId, number>();
  const coming = new Coming(services.limits.comingOfSeat);
  let isStopping = false;
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isStopping) return turnAway(socket, '503 Service Unavailable');
    if (!isSameOrigin(request.headers, services.publicOrigin)) return turnAway(socket, '403 Forbidden');
    const entrance = overcrowded(tryToEnter(request, services), ofSeat, services.limits);
    if (isFull('room' in entrance, wss, ofSeat, services.limits)) return turnAway(socket, '503 Service Unavailable');
    wss.handleUpgrade(request, socket, head, (ws) => {
      alive.add(ws);
      ws.on('pong', () => alive.add(ws));
      // A broken socket closes as well: nothing more is to be done about the error itself.
      ws.on('error', () => ws.terminate());
      if ('room' in entrance) return connect({ ws, socket, entrance }, { ofSeat, coming }, services);
      services.meter.closes.add(1, { code: String(CLOSE[entrance.closed]) });
      services.log.debug({ code: CLOSE[entrance.closed] }, 'a socket was turned away');
      ws.close(CLOSE[entrance.closed], entrance.reason);
      setTimeout(() => ws.terminate(), FAREWELL).unref();
    });
  });
  const timers = [
    setInterval(() => lookAfter(services, () => beat(wss, alive, services)), HEARTBEAT),
    setInterval(() => lookAfter(services, services.recheck), RECHECK),
  ];
  for (const timer of timers) timer.unref();
  return {
    stop: () => {
      isStopping = true;
      for (const timer of timers) clearInterval(timer);
      wss.close();
      for (const ws of wss.clients) if (ws.readyState === ws.OPEN) ws.close(GOING_AWAY);
      // Who has not answered the goodbye by then is not waited for.
      setTimeout(() => wss.clients.forEach((ws) => ws.terminate()), GOODBYE).unref();
    },
  };
}

/** What the server does by itself nobody waits for: where the store fails meanwhile it is noted, and done again in its time. */
function lookAfter({ log }: SocketServices, work: () => void): void {
  try {
    work();
  } catch (error) {
    log.error({ error: nameOf(error) }, 'those who are connected could not be looked after');
  }
}

function beat(wss: WebSocketServer, alive: WeakSet<WebSocket>, { rooms, sessions }: SocketServices): void {
  for (const ws of wss.clients) {
    if (alive.delete(ws)) ws.ping();
    else ws.terminate();
  }
  rooms.heartbeat((session) => sessions.isLive(session));
}

/** Who offers another protocol than ours, as clients of HTTP/2 do, is answered by HTTP. */
export function asksForSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

/** Those who are being turned away are counted apart: strangers who do not hang up take nobody's place. */
function isFull(mayStay: boolean, wss: WebSocketServer, ofSeat: ReadonlyMap<SeatId, number>, { sockets }: Limits): boolean {
  const seated = [...ofSeat.values()].reduce((sum, of) => sum + of, 0);
  return (mayStay ? seated : wss.clients.size - seated) >= sockets;
}

function overcrowded(entrance: Entrance, ofSeat: ReadonlyMap<SeatId, number>, limits: Limits): Entrance {
  if ('closed' in entrance || (ofSeat.get(entrance.session.seat.id) ?? 0) < limits.socketsOfSeat) return entrance;
  return { closed: 'tooMuch', reason: 'too many open pages of this seat; close some, then reload' };
}

function connect(
  { ws, socket, entrance }: Seated,
  { ofSeat, coming }: { readonly ofSeat: Map<SeatId, number>; readonly coming: Coming },
  services: SocketServices,
): void {
  const { room, kind, id, session } = entrance;
  const { seat } = session;
  const { meter, clock, limits, rates, sessions } = services;
  const names = { connection: randomBytes(4).toString('hex'), seat: seat.id, room: id };
  const log = services.log;
  const begun = performance.now();
  const throttle = new Throttle(limits, clock);
  const onClosing = (code: number): void => {
    meter.closes.add(1, { code: String(code) });
    if (code === CLOSE.slow) meter.slowReaders.add(1);
    log.info({ ...names, code }, 'a socket was closed by the server');
  };
  const connection = new Connection(seat, session.hash, new SeatedSocket(ws, socket, onClosing));
  const isTooMuch = (bytes: number): boolean => {
    if (throttle.admits(bytes)) return false;
    connection.close('tooMuch', 'more at once than a person writes; reload to go on');
    return true;
  };
  const here = coming.at(seat.id);
  // Before what came is put together: a message that never ends would be kept all the same.
  socket.prependListener('data', (bytes: Buffer) => {
    if (here.admits(bytes.length)) return;
    connection.close('tooMuch', 'more on its way than a person sends; reload to go on');
    setTimeout(() => ws.terminate(), FAREWELL).unref();
    socket.pause();
  });
  // Each ping is answered.
  for (const beat of ['ping', 'pong'] as const)
    ws.on(beat, (data) => {
      here.passed(BEAT_HEADER + data.length);
      isTooMuch(data.length);
    });
  ws.on('message', (data: Buffer | ArrayBuffer | Buffer[], isBinary) => {
    here.settle();
    const bytes = bytesOf(data);
    log.trace({ ...names, bytes: bytes.length }, 'a message came');
    if (!isBinary) connection.close('malformed', 'no message of this protocol');
    else if (isTooMuch(bytes.length)) return;
    else if (isQuestion(bytes) && !rates.admits('questions', seat.id))
      connection.close('tooMuch', 'more questions than pages ask; reload to go on');
    else room.receive(connection, bytes);
  });
  const labels = { room: kind, role: seat.role };
  meter.connections.add(1, labels);
  ofSeat.set(seat.id, (ofSeat.get(seat.id) ?? 0) + 1);
  ws.on('close', (code) => {
    meter.connections.add(-1, labels);
    here.settle();
    const left = (ofSeat.get(seat.id) ?? 1) - 1;
    if (left === 0) ofSeat.delete(seat.id);
    else ofSeat.set(seat.id, left);
    log.debug({ ...names, code, ms: Math.round(performance.now() - begun) }, 'a socket is closed');
    room.leave(connection);
  });
  log.debug(names, 'a socket is open');
  try {
    room.join(connection);
    if (!sessions.isLive(session.hash)) connection.close('signIn', SIGNED_OUT);
  } catch (error) {
    const { closed, reason } = whyNotNow(error, services);
    connection.close(closed, reason);
  }
}

/** RFC 6455, section 5.2: of a ping or pong of a client, which is masked and short. */
const BEAT_HEADER = 6;

function bytesOf(data: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  const buffer = Array.isArray(data) ? Buffer.concat(data) : data;
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

/** Node listens to an upgrading connection no more: one that breaks now would end the process, and one that nobody reads would never close. */
function turnAway(socket: Duplex, status: '403 Forbidden' | '503 Service Unavailable'): void {
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
