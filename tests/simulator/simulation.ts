import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PreparationId } from '../../shared/base/ids.ts';
import { openStore } from '../../server/store/sqlite.ts';
import type { Entry } from '../../shared/record/event.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { Attacker } from './attacker.ts';
import { Client, type ClientWatch, type RoomId } from './client.ts';
import { giveCommand, isStored, lookAt } from './commands.ts';
import { Labels } from './labels.ts';
import type { Link } from './link.ts';
import { Machine } from './machine.ts';
import { PLAIN, type Counts, type Feature, type Options, type Run } from './options.ts';
import { charactersOf } from './naive.ts';
import { Pen, type HandWork } from './pen.ts';
import { Chair, delegationSays, drafterNotes, overreach, type Given } from './people.ts';
import { CRASH_POINTS, type CrashPoint } from './power.ts';
import { Random } from './random.ts';
import { checkRest } from './rest.ts';
import { SEATS, seatNamed } from './seats.ts';
import { holds, Violation } from './violation.ts';
import { docOf, World } from './world.ts';

/** In memory where there is such a place: a crash here ends the process, not the machine, and each commit waits for the disk. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Runs one seed from an empty store to the end, with the machine's clock and chance in the hands of the simulator. */
export function simulate(seed: number, options: Options = PLAIN): Run {
  const folder = mkdtempSync(join(FOLDER, 'travaux-simulated-'));
  const opened = openStore(folder, { create: true });
  if (!opened.ok) throw new Error(opened.refusal.reason);
  const machine = new Machine(seed);
  const restore = machine.install();
  const counts: Counts = new Map();
  const trace: string[] = [];
  let simulation: Simulation | null = null;
  let failure: Run['failure'] = null;
  try {
    simulation = new Simulation(seed, options, { disk: opened.value, machine, counts, trace });
    simulation.run();
  } catch (error) {
    const rule = error instanceof Violation ? error.rule : 'nothing throws';
    const message =
      error instanceof Violation ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
    failure = { rule, message, step: simulation?.step ?? 0 };
  } finally {
    restore();
    opened.value.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { seed, failure, counts, trace };
}

interface Desk {
  readonly disk: World['disk'];
  readonly machine: Machine;
  readonly counts: Counts;
  readonly trace: string[];
}

/** A command, or its answer, on its way. */
type Errand = () => void;

export class Simulation {
  step = 0;
  readonly world: World;
  readonly clients: Client[] = [];
  readonly options: Options;
  /** What was answered to somebody: it must be there for ever. */
  readonly answered: Entry[] = [];
  readonly hands = new Map<string, HandWork>();
  private readonly random: Random;
  private readonly labels = new Labels();
  private readonly counts: Counts;
  private readonly trace: string[];
  private readonly pens = new Map<Client, Pen>();
  private readonly attackers: Attacker[] = [];
  private readonly chair: Chair;
  private readonly chairClient: Client;
  private preparations: PreparationId[] = [];
  /** How many have entered private rooms, so that no two of them give one id to two clauses. */
  private rooms = 0;
  /** Who has changed something in a private room. */
  private readonly worked = new WeakSet<Client>();
  private errands: Errand[] = [];
  private readonly watch: ClientWatch;

  constructor(seed: number, options: Options, desk: Desk) {
    this.random = new Random(seed);
    this.options = options;
    this.counts = desk.counts;
    this.trace = desk.trace;
    this.watch = this.watching();
    this.world = new World({
      disk: desk.disk,
      machine: desk.machine,
      random: this.random,
      source: this.source(),
      faults: options.faults,
    });
    const drafters = 2 + this.random.below(3);
    for (const seat of SEATS.slice(0, drafters)) this.join(seat, { kind: 'text', id: this.world.draft });
    this.chairClient = this.join(seatNamed('chair'), { kind: 'text', id: this.world.draft });
    this.chair = new Chair(this.chairClient, {
      random: this.random,
      labels: this.labels,
      look: (client, proposal) => lookAt(charactersOf(client.doc), proposal),
    });
    for (const name of ['norway-1', 'kenya-1', 'observer']) this.join(seatNamed(name), { kind: 'text', id: this.world.draft });
    if (!options.without.has('attackers')) {
      for (const name of ['observer', 'kenya-1', 'drafter-9']) this.attackers.push(this.attacker(seatNamed(name)));
    }
  }

  run(): void {
    for (; this.step < this.options.steps; this.step += 1) this.act();
    this.say('—', 'coming to rest');
    this.comeToRest();
    checkRest(this, this.count);
  }

  readonly count = (what: string, times = 1): void => {
    this.counts.set(what, (this.counts.get(what) ?? 0) + times);
  };

  /** Connects everyone who may come, and delivers until nothing is on its way. */
  comeToRest(): void {
    for (const attacker of this.attackers) attacker.link?.closeUp();
    for (let round = 0; ; round += 1) {
      holds(round < 80, 'everything comes to rest', () =>
        this.clients
          .filter((client) => !this.isAtRest(client))
          .map(({ name, synced, unacknowledged }) => `${name} ${synced} ${unacknowledged.length}`)
          .join('; '),
      );
      this.world.power.disarm();
      for (const client of this.clients) {
        if (client.link?.isHalfOpen === true) client.disconnect();
        if (!client.isOpen && client.refusal === null) this.connect(client);
        client.tryAgain();
      }
      this.drain();
      if (this.clients.every((client) => this.isAtRest(client))) break;
      this.world.pass(1_000);
      if (!this.options.meets.has('hangs at the door')) this.giveUpSilence();
    }
    this.world.pass(10_000);
    this.drain();
  }

  private isAtRest(client: Client): boolean {
    return client.refusal !== null || (client.synced && client.unacknowledged.length === 0);
  }

  private drain(): void {
    for (let count = 0; count < 5_000; count += 1) {
      const link = this.random.pick(this.world.upward);
      const client = this.random.pick(this.clients.filter((one) => (one.link?.down.length ?? 0) > 0));
      const errand = this.errands.shift();
      if (link !== undefined) this.deliverUp(link);
      if (client !== undefined) this.deliverDown(client);
      errand?.();
      if (this.world.machine.hasImmediates) this.world.endTurn();
      else if (link === undefined && client === undefined && errand === undefined) return;
    }
    throw new Violation('everything comes to rest', 'messages without end');
  }

  private act(): void {
    const on = (feature: Feature, weight: number): number => (this.options.without.has(feature) ? 0 : weight);
    const act = this.random.weighted<() => void>([
      [16, () => this.deliverSomeUp()],
      [16, () => this.deliverSomeDown()],
      [6, () => this.world.endTurn()],
      [12, () => this.draft()],
      [4, () => this.runErrand()],
      [3, () => this.world.pass(10 + this.random.below(1_500))],
      [0.4, () => this.passLong()],
      [9, () => this.connectSomebody()],
      [on('delegations', 1.2), () => this.prepare()],
      [on('delegations', 7), () => this.workInPrivate()],
      [on('delegations', 1.5), () => this.delegate()],
      [on('chair', 3), () => this.decide()],
      [on('attackers', 2.5), () => this.attack()],
      [on('attackers', 0.5), () => this.overreach()],
      [on('network', 0.8), () => this.breakSomething()],
      [on('reloads', 0.5), () => this.reload()],
      [on('network', 0.5), () => this.resend()],
      [on('crashes', 0.9), () => this.armCrash()],
      [on('crashes', 0.15), () => this.killOrStop()],
      [on('disk', 0.25), () => this.failDisk()],
    ]);
    act();
    this.world.sweep(
      (link) => this.clients.some((client) => client.link === link) || this.attackers.some((one) => one.link === link),
    );
  }

  private say(who: string, what: string): void {
    this.trace.push(`${String(this.step).padStart(4)} ${who.padEnd(12)} ${what}`);
  }

  // — messages

  private deliverSomeUp(): void {
    for (let links = 1 + this.random.below(4); links > 0; links -= 1) {
      const link = this.random.pick(this.world.upward);
      for (let left = 1 + this.random.below(4); link !== undefined && left > 0; left -= 1) this.deliverUp(link);
    }
    if (this.random.chance(0.3)) this.world.endTurn();
  }

  private deliverUp(link: Link): void {
    const attacker = this.attackers.find((one) => one.link === link);
    const { power } = this.world;
    const before = attacker === undefined ? '' : this.fingerprint();
    const { failed } = power;
    this.world.deliverUp(link);
    this.noteCrash(power.cutAt);
    if (attacker === undefined || power !== this.world.power || power.failed !== failed) return;
    holds(before === this.fingerprint(), 'invariant 5: hostile bytes change nothing', () => attacker.seat.id);
  }

  private fingerprint(): string {
    const room = this.world.guarded(() => this.world.text);
    if (room === null) return '';
    return JSON.stringify([room.clauses(), [...docOf(room).store.clients].map(([client, structs]) => [client, structs.length])]);
  }

  private deliverSomeDown(): void {
    for (let clients = 1 + this.random.below(4); clients > 0; clients -= 1) {
      const client = this.random.pick(this.clients.filter((one) => (one.link?.down.length ?? 0) > 0));
      for (let left = 1 + this.random.below(5); client !== undefined && left > 0; left -= 1) this.deliverDown(client);
    }
    for (const attacker of this.attackers) {
      for (let message = attacker.link?.down.shift(); message !== undefined; message = attacker.link?.down.shift()) {
        if (message.type === 'message') attacker.hear(message.bytes);
        else {
          this.count(`attacker closed ${message.code}`);
          attacker.link?.closeUp();
          attacker.link = null;
        }
      }
    }
  }

  private deliverDown(client: Client): void {
    const message = client.link?.down.shift();
    if (message === undefined) return;
    if (message.type === 'message') return client.hear(message.bytes, this.world.machine.clock.now());
    this.say(client.name, `is closed: ${message.code} ${message.reason}`);
    client.hearClose(message.code, message.reason);
  }

  private noteCrash(point: CrashPoint | null): void {
    if (point === null) return;
    this.count(`crash ${point}`);
    this.say('server', `dies ${point}`);
  }

  private passLong(): void {
    this.world.pass(5_000 + this.random.below(40_000));
    this.giveUpSilence();
  }

  /** As y-websocket does. */
  private giveUpSilence(): void {
    for (const client of this.clients) {
      if (client.isOpen && this.world.machine.clock.now() - client.heardAt > 30_000) {
        this.say(client.name, 'has heard nothing for half a minute');
        client.disconnect();
      }
    }
  }

  private connectSomebody(): void {
    for (let left = 1 + this.random.below(4); left > 0; left -= 1) {
      const client = this.random.pick(this.clients.filter((one) => !one.isOpen && one.refusal === null));
      if (client !== undefined) this.connect(client);
    }
  }

  private connect(client: Client): void {
    this.count('connections');
    this.world.attach(client.connect(this.world.machine.clock.now()), client.seat, client.room);
  }

  private breakSomething(): void {
    const client = this.random.pick(this.clients.filter((one) => one.isOpen));
    if (client === undefined || client.link === null) return;
    const how = this.random.pick(['cut', 'half-open up', 'half-open down', 'lid closed'] as const)!;
    this.count(how);
    this.say(client.name, how);
    if (how === 'cut') client.link.cut(this.random);
    else if (how === 'half-open up') client.link.upDead = true;
    else if (how === 'half-open down') client.link.downDead = true;
    else client.disconnect();
  }

  private reload(): void {
    const client = this.random.pick(this.clients.filter((one) => one.refusal === null));
    const id = client === undefined ? null : this.world.clientId(client.room, client.seat);
    if (client === undefined || id === null) return;
    this.count('reloads');
    this.say(client.name, `reloads with ${client.unacknowledged.length} unacknowledged`);
    client.reload(id, this.options.faults.forgetsOutbox === true);
  }

  private resend(): void {
    const client = this.random.pick(this.clients.filter((one) => one.isOpen));
    if (client?.resend() === true) this.count('frames sent twice');
  }

  private armCrash(): void {
    const point = this.random.pick(CRASH_POINTS) ?? 'before commit';
    if (point === 'between turns') return this.killOrStop();
    this.say('server', `will die ${point}`);
    this.world.power.arm(point, this.random.below(6));
  }

  private killOrStop(): void {
    const { power } = this.world;
    if (this.random.chance(0.3)) {
      this.say('server', 'stops in good order');
      this.count('stops');
      return this.world.stopInGoodOrder();
    }
    this.world.kill();
    this.noteCrash(power.cutAt);
  }

  private failDisk(): void {
    this.say('disk', 'will not take the next transaction');
    this.count('disk failures');
    this.world.power.failNextWrite();
  }

  // — people

  private join(seat: Seat, room: RoomId): Client {
    const clientId = this.world.clientId(room, seat) ?? 1;
    const writes = room.kind === 'preparation' || seat.role === 'drafter';
    const name = room.kind === 'text' ? seat.id : `${seat.id}-p${(this.rooms += 1)}`;
    const bare = seat.role === 'observer';
    const client = new Client({
      name,
      seat,
      room,
      clientId,
      writes,
      bare,
      tidies: writes || this.options.meets.has('reader tidies'),
      gc: this.options.faults.collectsGarbage === true,
      watch: this.watch,
    });
    this.clients.push(client);
    const work = this.hands.get(room.id) ?? { struck: new Set(), typed: new Set() };
    this.hands.set(room.id, work);
    if (writes)
      this.pens.set(
        client,
        new Pen(client, {
          random: this.random,
          labels: this.labels,
          work,
          spares: !this.options.meets.has('attribute set again'),
        }),
      );
    this.connect(client);
    return client;
  }

  private draft(): void {
    const client = this.random.pick(
      this.clients.filter((one) => one.room.kind === 'text' && one.writes && one.loaded && one.refusal === null),
    );
    if (client === undefined) return;
    if (this.random.chance(0.06)) return this.give(client, drafterNotes(client, this.random, seatNamed('norway-1').participant));
    for (let left = 1 + this.random.below(3); left > 0; left -= 1) {
      const what = this.pens.get(client)?.draft(!this.options.without.has('structure')) ?? null;
      if (what === null) continue;
      this.count(`drafted ${what}`);
      this.say(client.name, `${what}${client.isOpen ? '' : ' (offline)'}`);
    }
  }

  private prepare(): void {
    if (this.preparations.length > 3) return;
    const delegate = this.random.pick(
      this.clients.filter((one) => one.room.kind === 'text' && one.seat.role === 'delegate' && one.loaded),
    );
    const clauses = delegate?.clauses() ?? [];
    const first = this.random.below(clauses.length);
    const wanted = [...new Set(clauses.slice(first, first + 1 + this.random.below(2)).map(({ id }) => id))];
    if (delegate === undefined || wanted.length === 0) return;
    const result = this.world.guarded(() =>
      this.world.rooms.prepare(this.world.draft, delegate.seat, { clauses: wanted, insertAfter: false }),
    );
    if (result?.ok !== true) return;
    const { id } = result.value;
    this.count('preparations');
    this.say(delegate.name, `prepares ${wanted.join(' ')}`);
    for (const { client } of this.world.disk.drafts.claims(id)) this.world.noteOwner(id, client, 'server');
    this.preparations.push(id);
    const room: RoomId = { kind: 'preparation', id };
    this.join(delegate.seat, room);
    if (delegate.seat.id === 'norway-1') this.join(seatNamed('norway-2'), room);
  }

  private workInPrivate(): void {
    const client = this.random.pick(
      this.clients.filter((one) => one.room.kind === 'preparation' && one.loaded && one.refusal === null),
    );
    if (client === undefined || client.room.kind !== 'preparation') return;
    if (this.random.chance(0.5) && client.unacknowledged.length === 0 && this.worked.has(client)) {
      return this.give(client, { command: { type: 'table', preparation: client.room.id, rationale: '' }, seen: null });
    }
    const onlyAdds = client.room.id.charCodeAt(2) % 2 === 0;
    const what = this.pens.get(client)?.prepare(onlyAdds) ?? null;
    if (what === null) return;
    this.worked.add(client);
    this.say(client.name, what);
  }

  private delegate(): void {
    const client = this.random.pick(this.clients.filter((one) => one.room.kind === 'text' && one.seat.role === 'delegate'));
    if (client !== undefined) this.give(client, delegationSays(client, this.random));
  }

  private decide(): void {
    if (this.chairClient.loaded) this.give(this.chairClient, this.chair.decide());
  }

  /** A command goes out over HTTP: it may be lost, and so may its answer. */
  private give(client: Client, given: Given | null): void {
    if (given === null) return;
    this.errands.push(() => {
      if (this.random.chance(0.04)) return;
      const { power } = this.world;
      const answer = giveCommand(
        this.world,
        client.seat,
        given,
        (command) => this.options.faults.onCommand?.(this.world, command) ?? command,
      );
      this.noteCrash(power.cutAt);
      const what = answer === null ? 'no answer' : answer.ok ? 'done' : `refused ${answer.code}`;
      this.say(client.name, `${given.command.type}: ${what}`);
      this.count(`${given.command.type} ${what}`);
      if (answer?.ok === true && given.command.type === 'table')
        this.preparations = this.preparations.filter((id) => id !== (given.command as { preparation?: string }).preparation);
      if (answer?.ok === true && !this.random.chance(0.08)) this.errands.push(() => this.hearAnswer(answer.entries));
    });
  }

  private hearAnswer(entries: readonly Entry[]): void {
    this.count('acknowledged commands');
    this.answered.push(...entries);
    for (const entry of entries)
      holds(isStored(this.world, entry), 'invariant 4: an answered command is durable', () => String(entry.number));
  }

  private runErrand(): void {
    const at = this.random.below(this.errands.length);
    const [errand] = this.errands.splice(at, 1);
    errand?.();
  }

  private attacker(seat: Seat): Attacker {
    const room: RoomId = { kind: 'text', id: this.world.draft };
    return new Attacker(seat, this.world.clientId(room, seat) ?? 1, { random: this.random, labels: this.labels });
  }

  private attack(): void {
    const attacker = this.random.pick(this.attackers);
    if (attacker === undefined) return;
    if (attacker.link === null) this.world.attach(attacker.connect(), attacker.seat, this.doorFor(attacker));
    this.say(`!${attacker.seat.id}`, attacker.strike());
    this.count('hostile messages');
  }

  /** Now and then a hostile seat knocks at a private room; only Kenya's own would let Kenya in, and nothing hostile is meant there. */
  private doorFor(attacker: Attacker): RoomId {
    const id = this.random.pick(this.preparations);
    const isForeign =
      id !== undefined && this.world.disk.preparations.find(id)?.sponsors.includes(attacker.seat.participant) === false;
    return isForeign && this.random.chance(0.2) ? { kind: 'preparation', id } : { kind: 'text', id: this.world.draft };
  }

  private overreach(): void {
    const client = this.random.pick(this.clients.filter((one) => one.room.kind === 'text' && one.loaded));
    if (client !== undefined) this.give(client, overreach(client, this.random, this.preparations));
  }

  private source(): string {
    const word = (): string => this.labels.word(2 + this.random.below(3));
    const lines = [
      `# ${word()} ${word()}`,
      `1. ${word()} ${word()} [${word()}] ${word()}, ${word()}.`,
      `2. ${word()} [${word()} [${word()}] ${word()}] ${word()}.`,
      `3. ${word()} ${word()} ${word()}.`,
    ];
    return `${lines.join('\n\n')}\n`;
  }

  private watching(): ClientWatch {
    return {
      onAcknowledged: (client, updates) => {
        this.count('acknowledged updates', updates.length);
        const durable = this.world.durableOf(client.room);
        for (const { bytes } of updates)
          holds(durable.holds(bytes), 'invariant 4: an acknowledged update is durable', () => client.name);
      },
      onHeard: (client, update) =>
        holds(this.world.durableOf(client.room).holds(update), 'what anyone has seen is durable', () => client.name),
      onEntries: (client, entries) => {
        for (const entry of entries)
          holds(isStored(this.world, entry), 'an entry that anyone has seen is durable', () => `${client.name} ${entry.number}`);
      },
      onRefused: (client, code, reason) => {
        const isOver = client.room.kind === 'preparation' && code === 4410;
        holds(isOver, 'no honest client is refused', () => `${client.name}: ${code} ${reason}`);
      },
      onMade: (_client, update) => {
        for (const attacker of this.attackers) attacker.overhear(update);
      },
      entriesAfter: (_client, after) =>
        this.world.guarded(() => (this.world.text.commit() ? this.world.disk.drafts.entries(this.world.draft, after) : null)),
    };
  }
}
