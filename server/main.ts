import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { isIPv6 } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { must } from '../shared/base/assert.ts';
import type { MandateAct } from '../shared/record/mandates.ts';
import { ok, refuse, type Result } from '../shared/base/result.ts';
import { registry } from '../shared/participants/registry.ts';
import type { Seat } from '../shared/participants/participant.ts';
import { serveAdministration } from './admin/channel.ts';
import { Aside } from './aside/aside.ts';
import { Checkpoints } from './checkpoints/checkpoints.ts';
import { noteKey, signingKey, type SigningKey } from './checkpoints/signing-key.ts';
import type { Clock } from './clock.ts';
import { whyTooEarly } from './early-clock.ts';
import { actorOf } from './drafts/actor.ts';
import { Answers } from './http/answers.ts';
import { httpApp } from './http/app.ts';
import { Readiness } from './http/health.ts';
import { Sessions } from './access/sessions.ts';
import { inviteEverySeat } from './invitations.ts';
import { LIMITS, type Limits } from './limits.ts';
import type { Log } from './log.ts';
import { meteredStore } from './metrics/metered-store.ts';
import { Meter } from './metrics/meter.ts';
import { Rates } from './rates.ts';
import { Rooms } from './rooms/rooms.ts';
import { asksForSocket, serveSockets } from './rooms/socket.ts';
import { writeSample } from './sample/sample.ts';
import { createProcess } from './sample/seats.ts';
import { openStore, refusalFor } from './store/sqlite.ts';
import type { Store } from './store/store.ts';
import { watchStore } from './store/watch.ts';

/** How a server is to run. */
export interface ServerOptions {
  readonly dataFolder: string;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** The address by which people reach it, where that is not its own; https makes the cookie secure. */
  readonly publicUrl: string | null;
  /** Whether a new store begins with a sample draft. */
  readonly sample: boolean;
  /** Folder of the built client; null: none is served. */
  readonly clientFolder: string | null;
  /** How long a clause must rest before its edit becomes an entry, in milliseconds. */
  readonly coalesceMs: number;
  /** How long a room stays in memory without anyone in it, in milliseconds. */
  readonly idleMs: number;
  readonly clock: Clock;
  readonly log: Log;
  /** Where others than `LIMITS` hold. */
  readonly limits?: Partial<Limits>;
  /** Who bears it may read `/metrics`; nobody may where there is none. */
  readonly metricsToken?: string | null;
  /** How long the server goes on after it has said that it is about to stop, for whoever sends people to it, in milliseconds. */
  readonly drainMs?: number;
}

/** A seat and the link that opens it, once. */
interface SeatLink {
  readonly seat: Seat;
  /** Name of the participant that it acts for. */
  readonly participant: string;
  readonly link: string;
}

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  readonly links: readonly SeatLink[];
  /** Resolves with sentences for the operator where the store is no longer at its place: the server is to be stopped. Else never. */
  readonly lost: Promise<string>;
  /** Commits everything, sends everyone away and closes the store. */
  stop(): Promise<void>;
}

/** Puts a server together and starts it; the one place that does. Refuses in a sentence where folder, key or port cannot be had. */
export async function startServer(options: ServerOptions): Promise<Result<RunningServer, string>> {
  const opened = openStore(options.dataFolder, { create: true });
  if (!opened.ok) return refuse(opened.refusal.reason);
  const store = opened.value;
  // What is to be undone where it cannot be started, the latest first.
  const undoing = [(): void => store.close()];
  const fail = (why: string): Result<never, string> => {
    for (const undo of undoing.toReversed()) undo();
    return refuse(why);
  };
  try {
    const started = await putTogether(store, options, undoing);
    return started.ok ? started : fail(started.refusal);
  } catch (error) {
    const refused = fail(refusalFor(error, options.dataFolder).reason);
    // Of the system and of SQLite all errors have a code; one of our own is for whoever mends it.
    if (error instanceof Error && 'code' in error) return refused;
    throw error;
  }
}

async function putTogether(bare: Store, options: ServerOptions, undoing: (() => void)[]): Promise<Result<RunningServer, string>> {
  const { clock, log } = options;
  const key = readyStore(bare, options);
  if (!key.ok) return key;
  const meter = new Meter();
  undoing.push(() => meter.stop());
  const store = meteredStore(bare, meter);
  const roster = registry(store.process.participants());
  const limits = { ...LIMITS, ...options.limits };
  const rooms = new Rooms({
    store,
    clock,
    log,
    limits,
    meter,
    coalesceMs: options.coalesceMs,
    idleMs: options.idleMs,
    registry: roster,
    actorOf: (seat) => actorOf(must(store.process.seat(seat), 'the seat of an edit')),
  });
  undoing.push(() => rooms.stop());
  const sessions = new Sessions(store, clock, options.publicUrl?.startsWith('https:') === true);
  const readiness = new Readiness(store, clock, log);
  const checkpoints = new Checkpoints(store, clock, key.value);
  const aside = new Aside({ store, checkpoints, folder: options.dataFolder, log }, { limits, meter });
  const publicOrigin = options.publicUrl === null ? null : new URL(options.publicUrl).origin;
  const { metricsToken = null } = options;
  const answers = new Answers();
  const recheck = (): void => endWhatIsOver({ rooms, sessions, answers });
  const about = { store, rooms, sessions, registry: roster, clock, log, meter };
  const rates = new Rates(limits, clock);
  const server = createServer(
    { shouldUpgradeCallback: asksForSocket },
    httpApp(
      { ...about, limits, rates, readiness, checkpoints, aside, publicOrigin, metricsToken, answers, recheck },
      options.clientFolder,
    ),
  );
  const sockets = serveSockets(server, { ...about, limits, rates, publicOrigin, recheck });
  const listening = await listen(server, options);
  undoing.push(() => sockets.stop());
  if (!listening.ok) return listening;
  undoing.push(() => server.close());
  const url = options.publicUrl ?? listening.value;
  const links = linksFor(store, clock, url);
  const running = {
    url,
    recheck,
    noteMandates: (act: MandateAct) => rooms.noteMandates(act),
  };
  const administration = await serveAdministration(options.dataFolder, { ...about, checkpoints, running });
  const watch = watchStore(store, { folder: options.dataFolder, clock, log });
  log.info({ seats: links.length, drafts: store.drafts.all().length }, 'the server is up');
  return ok({
    url,
    links,
    lost: watch.lost,
    stop: () => stop({ ...about, readiness, watch, administration, aside, server, sockets, drainMs: options.drainMs ?? 0 }),
  });
}

interface UnderWay {
  readonly rooms: Rooms;
  readonly sessions: Sessions;
  readonly answers: Answers;
}

/** Ends what sessions that are over have under way, and counts writing as use of a session. */
function endWhatIsOver({ rooms, sessions, answers }: UnderWay): void {
  const isLive = (session: string): boolean => sessions.isLive(session);
  for (const session of rooms.recheck(isLive)) sessions.touch(session);
  answers.recheck(isLive);
}

/** Makes sure of clock, key and process. */
function readyStore(store: Store, options: ServerOptions): Result<SigningKey, string> {
  const early = whyTooEarly(store, options.clock);
  if (early !== null) return refuse(early);
  const key = signingKey(options.dataFolder, { create: true });
  if (!key.ok) return key;
  ensureProcess(store, options);
  noteKey(store, key.value, options.log);
  return key;
}

function linksFor(store: Store, clock: Clock, url: string): SeatLink[] {
  const { byId } = registry(store.process.participants());
  return inviteEverySeat(store, clock).map(({ seat, token }) => ({
    seat,
    participant: must(byId.get(seat.participant), 'the participant of a seat').name,
    link: `${url}/sign-in#${token}`,
  }));
}

interface Stoppable {
  stop(): void;
}

/** Stops a server in order: what needs its store, those who are there, the store. */
async function stop(parts: {
  readonly readiness: Readiness;
  readonly watch: Stoppable;
  readonly administration: Stoppable | null;
  readonly aside: Stoppable;
  readonly rooms: Stoppable;
  readonly sockets: Stoppable;
  readonly server: Server;
  readonly meter: Stoppable;
  readonly store: Store;
  readonly log: Log;
  readonly drainMs: number;
}): Promise<void> {
  const { rooms, sockets, store, log, drainMs } = parts;
  parts.readiness.drain();
  parts.watch.stop();
  log.info('the server stops');
  // Nobody is sent elsewhere in time where nothing can be kept any more.
  if (drainMs > 0 && store.loss() === null) await sleep(drainMs);
  parts.administration?.stop();
  parts.aside.stop();
  await closeDoors(parts.server, () => {
    rooms.stop();
    sockets.stop();
  });
  parts.meter.stop();
  store.close();
  log.info('the server has stopped');
}

/** Takes nobody in any more, sends those away who are there, and waits until all have gone, or have been shown out. */
async function closeDoors(server: Server, sendAway: () => void): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  sendAway();
  server.closeIdleConnections();
  const showOut = setTimeout(() => server.closeAllConnections(), LONGEST_REQUEST);
  await closed;
  clearTimeout(showOut);
}

/** How long an answer under way may take once the server stops, in milliseconds. */
const LONGEST_REQUEST = 5_000;

/** Makes process and seats, and the sample draft where it is wanted, in a store that has none: whole or not at all. */
function ensureProcess(store: Store, { clock, sample, log }: Pick<ServerOptions, 'clock' | 'sample' | 'log'>): void {
  if (store.process.name() !== null) return;
  store.transaction(() => {
    createProcess(store, clock);
    if (sample) writeSample({ store, log, now: clock.now() });
  });
}

async function listen(server: Server, { host, port }: Pick<ServerOptions, 'host' | 'port'>): Promise<Result<string, string>> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const why = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' ? 'is in use' : 'cannot be had';
    return refuse(`Port ${port} on ${host} ${why}.`);
  }
  const { port: given } = server.address() as AddressInfo;
  return ok(`http://${isIPv6(host) ? `[${host}]` : host}:${given}`);
}
