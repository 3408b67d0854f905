import { rmSync } from 'node:fs';
import { draftId, type DraftId } from '../../shared/base/ids.ts';
import type { Desk, SessionInfo } from '../../shared/protocol/api.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { readText } from '../../shared/text/reading.ts';
import { newDataFolder, RunningServer, travaux } from '../e2e/travaux.ts';
import { Client } from './client.ts';
import { Commander } from './commander.ts';
import { Person } from './person.ts';
import { lostChanges, lostCommands, readKept, lostSights } from './promises.ts';
import { Random } from './random.ts';
import { Waiting } from './until.ts';

process.setMaxListeners(0);

const DRAFTERS = 17;
const READERS = 3;
/** How often everybody gets a chance to act, in milliseconds, and how likely one does. */
const BEAT = 20;
const LIKELY = 0.12;

/** What a run of kills showed. The lists are empty where every promise was kept. */
export interface KillReport {
  readonly rounds: number;
  readonly changes: number;
  readonly acked: number;
  readonly commandsAcked: number;
  readonly commandsUnanswered: number;
  readonly lostChanges: readonly string[];
  readonly lostCommands: readonly string[];
  /** What somebody had seen of others, and what was not kept. */
  readonly lostSeen: readonly string[];
  readonly refused: readonly string[];
  /** Clients whose text differs from that of a fresh one at the end, and whether the disk has it too. */
  readonly divergent: number;
  readonly diskAgrees: boolean;
  /** What did not verify, after whichever kill. */
  readonly unsound: readonly string[];
  /** How `verify` ended after all of them. */
  readonly verify: number;
}

/** Kills a real server with SIGKILL, again and again, while twenty clients write and commands are given. */
export async function runKills(options: {
  readonly seed: number;
  readonly rounds: number;
  readonly onRound?: (round: number) => void;
}): Promise<KillReport> {
  const random = new Random(options.seed);
  const folder = newDataFolder();
  let server = await RunningServer.start({ data: folder });
  const port = new URL(server.url).port;
  const room = await Room.open(server, random);
  const lost: Lost = { changes: [], commands: [], seen: [], unsound: [] };
  try {
    const beat = setInterval(() => room.act(), BEAT);
    for (let round = 1; round <= options.rounds; round += 1) {
      await room.momentToKill();
      await server.stop('SIGKILL');
      // What the server had said by then may still lie in the sockets.
      await room.waiting.until(() => room.clients.every((client) => !client.isConnected), 'all sockets to close');
      await Promise.all(room.commanders.map((one) => one.rest()));
      const kept = readKept(folder, room.draft);
      if (kept.fault !== null) lost.unsound.push(`round ${round}: ${kept.fault}`);
      lost.changes.push(...lostChanges(room.drafters, kept.doc));
      lost.seen.push(...lostSights(room.clients, kept.doc));
      lost.commands.push(
        ...lostCommands(
          room.commanders.flatMap((one) => one.acked),
          kept.entries,
        ),
      );
      server = await RunningServer.start({ data: folder, args: ['--port', port] });
      await room.waiting.until(
        () => room.clients.every((client) => client.provider.synced || client.refused !== null),
        'all clients to come back',
      );
      options.onRound?.(round);
    }
    clearInterval(beat);
    await Promise.all(room.commanders.map((one) => one.rest()));
    return await conclude({ room, server, folder, rounds: options.rounds, lost });
  } finally {
    room.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the rounds found. */
type Lost = Readonly<Record<'changes' | 'commands' | 'seen' | 'unsound', string[]>>;

interface Conclusion {
  readonly room: Room;
  readonly server: RunningServer;
  readonly folder: string;
  readonly rounds: number;
  readonly lost: Lost;
}

async function conclude({ room, server, folder, rounds, lost }: Conclusion): Promise<KillReport> {
  const { waiting, drafters, clients, commanders } = room;
  const fresh = room.reader(clients.length);
  const isDone = (): boolean => clients.every((one) => one.refused !== null || one.isSettled) && fresh.provider.synced;
  await waiting.until(
    isDone,
    () => `all to be durable: ${clients.map((one) => `${one.durable}/${one.changes.length}`).join(' ')}`,
  );
  // The last broadcasts may be on their way; who never agrees is counted.
  await waiting.until(() => clients.every((one) => one.digest() === fresh.digest()), 'one text', 10_000).catch(() => undefined);
  const text = fresh.digest();
  const divergent = clients.filter((one) => one.digest() !== text).length;
  await server.stop('SIGTERM');
  const kept = readKept(folder, room.draft);
  const commands = commanders.flatMap((one) => one.acked);
  return {
    rounds,
    changes: drafters.reduce((sum, one) => sum + one.changes.length, 0),
    acked: drafters.reduce((sum, one) => sum + one.durable, 0),
    commandsAcked: commands.length,
    commandsUnanswered: commanders.reduce((sum, one) => sum + one.unanswered, 0),
    lostChanges: [...lost.changes, ...lostChanges(drafters, kept.doc)],
    lostCommands: [...lost.commands, ...lostCommands(commands, kept.entries)],
    lostSeen: lost.seen,
    refused: clients.flatMap((one) =>
      one.refused === null ? [] : [`client ${one.number}: ${one.refused.code} ${one.refused.reason}`],
    ),
    divergent,
    diskAgrees: textDigest(readText(kept.doc)) === text,
    unsound: lost.unsound,
    verify: travaux('verify', '--data', folder).status,
  };
}

/** The people of a run. */
class Room {
  readonly waiting = new Waiting();
  readonly draft: DraftId;
  readonly drafters: Client[] = [];
  readonly readers: Client[] = [];
  readonly commanders: Commander[] = [];
  private readonly random: Random;
  private readonly observer: Person;
  private acks = 0;

  private constructor(draft: DraftId, observer: Person, random: Random) {
    this.draft = draft;
    this.observer = observer;
    this.random = random;
  }

  static async open(server: RunningServer, random: Random): Promise<Room> {
    const signIn = (role: Parameters<RunningServer['seat']>[0], nth = 0): Promise<Person> =>
      Person.signIn(server.url, server.seat(role, undefined, nth));
    const writers = [await signIn('drafter', 0), await signIn('drafter', 1)];
    const observer = await signIn('observer');
    const draft = draftId((await observer.ask<Desk>('GET', '/api/desk')).body.drafts[0]?.id ?? '');
    const room = new Room(draft, observer, random);
    for (let number = 0; number < DRAFTERS; number += 1) {
      const person = writers[number % 2] ?? observer;
      room.drafters.push(
        new Client(person, draft, { number, random, waiting: room.waiting, writes: true, onAck: () => (room.acks += 1) }),
      );
    }
    const commanding = [
      ['chair', await signIn('chair')],
      ['delegate', await signIn('delegate', 2)],
      ['delegate', await signIn('delegate', 3)],
    ] as const;
    for (const [role, person] of commanding.slice(0, READERS)) {
      const reader = new Client(person, draft, {
        number: DRAFTERS + room.readers.length,
        random,
        waiting: room.waiting,
        writes: false,
      });
      room.readers.push(reader);
      const { seat } = (await person.ask<SessionInfo>('GET', '/api/session')).body;
      room.commanders.push(new Commander(person, draft, { role, participant: seat.participant, reader, random }));
    }
    await room.waiting.until(() => room.clients.every((one) => one.provider.synced), 'everybody in the room');
    return room;
  }

  get clients(): Client[] {
    return [...this.drafters, ...this.readers];
  }

  /** Somebody who was not there before. */
  reader(number: number): Client {
    const reader = new Client(this.observer, this.draft, { number, random: this.random, waiting: this.waiting, writes: false });
    this.readers.push(reader);
    return reader;
  }

  act(): void {
    for (const drafter of this.drafters) if (this.random.chance(LIKELY)) drafter.act();
    for (const commander of this.commanders) if (commander.isServed && this.random.chance(LIKELY * 2)) commander.act();
  }

  /** Half the time as soon as a number of acknowledgements has come, which is when most is on its way; else at any moment. */
  async momentToKill(): Promise<void> {
    const until = this.acks + this.random.between(5, 80);
    await this.waiting.until(() => this.acks >= until, 'acknowledgements');
    const wait = this.random.chance(0.5) ? 0 : this.random.below(150);
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }

  close(): void {
    for (const client of this.clients) client.close();
  }
}
