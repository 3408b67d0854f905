import { LENSES } from '../../shared/participants/lens.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { StoredPreparation } from '../../server/store/store.ts';
import { Attacker } from './attacker.ts';
import { replay } from '../../shared/record/evolve.ts';
import type { ClientWatch } from './client-watch.ts';
import { Client, roomKey, type RoomId } from './client.ts';
import { lookAt } from './commands.ts';
import type { Errands } from './errands.ts';
import { charactersOf } from './naive.ts';
import type { Network } from './network.ts';
import { Device } from './device.ts';
import type { Feature } from './options.ts';
import { Pen, type HandWork } from './pen.ts';
import { conducts } from './conduct.ts';
import { Chair, delegationSays, drafterNotes, issues, overreach } from './people.ts';
import { ISSUE_POINTS } from './power.ts';
import { seatNamed, SEATS } from './seats.ts';
import type { Stage } from './stage.ts';
import { watchOver } from './watch.ts';

/** So many pages of drafters are open beside each other, and one more. */
const MOST_PAGES = 5;

/** Those who take part in a run, and what each of them does when it is their turn. */
export class Players {
  /** What honest hands did, by room. */
  readonly hands = new Map<string, HandWork>();
  private symbols = 0;
  private readonly stage: Stage;
  private readonly network: Network;
  private readonly errands: Errands;
  private readonly watch: ClientWatch;
  private readonly pens = new Map<Client, Pen>();
  private readonly chair: Chair;
  private readonly chairClient: Client;
  /** How many have entered private rooms, so that no two of them give one id to two clauses. */
  private rooms = 0;
  private pages = 0;
  /** Who has changed something in a private room. */
  private readonly worked = new WeakSet<Client>();

  constructor(stage: Stage, network: Network, errands: Errands) {
    this.stage = stage;
    this.network = network;
    this.errands = errands;
    this.watch = watchOver(stage);
    const { random, labels, world } = stage;
    const text = world.textRoom();
    const drafters = 2 + random.below(3);
    for (const seat of SEATS.slice(0, drafters)) this.join(seat, text);
    this.chairClient = this.join(seatNamed('chair'), text);
    this.chair = new Chair(this.chairClient, {
      random,
      labels,
      look: (client, proposal) => lookAt(charactersOf(client.doc), proposal),
    });
    for (const name of ['norway-1', 'kenya-1', 'observer']) this.join(seatNamed(name), text);
    if (stage.options.without.has('attackers')) return;
    for (const name of ['observer', 'kenya-1', 'drafter-9']) stage.attackers.push(this.attacker(seatNamed(name)));
  }

  /** A drafter writes in the text, or notes for whom a bracket is there. */
  draft(): void {
    const { random, clients, chronicle, options } = this.stage;
    const client = random.pick(
      clients.filter((one) => one.room.kind === 'text' && one.writes && one.loaded && one.refusal === null),
    );
    if (client === undefined) return;
    const has = (feature: Feature): boolean => !options.without.has(feature);
    const kinds = { structure: has('structure'), naming: has('naming'), footnotes: has('footnotes') };
    if (random.chance(0.06)) return this.errands.give(client, drafterNotes(client, random, seatNamed('norway-1').participant));
    for (let left = 1 + random.below(3); left > 0; left -= 1) {
      const what = this.pens.get(client)?.draft(kinds) ?? null;
      if (what === null) continue;
      chronicle.count(`drafted ${what}`);
      chronicle.say(client.name, `${what}${client.isOpen ? '' : ' (offline)'}`);
    }
  }

  /** A drafter opens a page besides those that are open, in the same browser or in another; or again after a crash. */
  openPage(): void {
    const { random, clients, chronicle, world, devices, options } = this.stage;
    const drafting = clients.filter((one) => one.room.kind === 'text' && one.writes);
    const inUse = devices.filter((one) => one.seat.role === 'drafter' && world.isLive(one.session));
    const left = inUse.filter((one) => one.left.length > 0);
    const isFull = drafting.length > MOST_PAGES;
    const theirs = random.pick(left.length > 0 && random.chance(0.7) ? left : isFull ? [] : inUse);
    if (theirs === undefined) return;
    const { seat } = theirs;
    const device = theirs.left.length === 0 && random.chance(0.3) ? this.deviceOf(seat) : theirs;
    const entered = world.enter(world.textRoom(), seat);
    if (entered === null) return;
    // What was left of an earlier revision is offered to that one.
    const room = device.left[0]?.room ?? entered.room;
    const page = this.seated(device, { name: `${seat.id}-t${(this.pages += 1)}`, room, client: entered.client });
    const whose = options.faults.mixesPeople === true ? devices : [device];
    page.reload(
      entered.client,
      true,
      whose.flatMap((one) => one.takeOver(room)),
    );
    if (page.unacknowledged.length > 0) chronicle.count('pages that took over what was left');
    chronicle.count('pages opened');
    chronicle.say(page.name, `is opened with ${page.unacknowledged.length} left by others`);
    this.network.connect(page);
  }

  /** A delegation opens a private room on some clauses. */
  prepare(): void {
    const { random, clients, chronicle, world, preparations } = this.stage;
    if (preparations.size > 3) return;
    const delegate = random.pick(
      clients.filter(
        (one) => one.room.kind === 'text' && one.seat.role === 'delegate' && one.loaded && world.isLive(one.device.session),
      ),
    );
    const clauses = delegate?.clauses() ?? [];
    const first = random.below(clauses.length);
    const wanted = [...new Set(clauses.slice(first, first + 1 + random.below(2)).map(({ id }) => id))];
    if (delegate === undefined || wanted.length === 0) return;
    const result = world.guarded(() => world.rooms.prepare(world.draft, delegate.seat, { clauses: wanted, insertAfter: false }));
    if (result?.ok !== true) return;
    const { id } = result.value;
    chronicle.count('preparations');
    chronicle.say(delegate.name, `prepares ${wanted.join(' ')}`);
    preparations.add(id);
    const room: RoomId = { kind: 'preparation', id };
    this.join(delegate.seat, room);
    if (delegate.seat.id === 'norway-1') this.join(seatNamed('norway-2'), room);
  }

  /** Somebody writes in a private room, or tables what was written there. */
  workInPrivate(): void {
    const { random, clients, chronicle, options } = this.stage;
    const client = random.pick(clients.filter((one) => one.room.kind === 'preparation' && one.loaded && one.refusal === null));
    if (client === undefined || client.room.kind !== 'preparation') return;
    if (random.chance(0.5) && client.unacknowledged.length === 0 && this.worked.has(client)) {
      return this.errands.give(client, {
        command: { type: 'table', preparation: client.room.id, rationale: '' },
        seen: null,
      });
    }
    const onlyAdds = client.room.id.charCodeAt(2) % 2 === 0;
    const what = this.pens.get(client)?.prepare(onlyAdds, !options.without.has('footnotes')) ?? null;
    if (what === null) return;
    this.worked.add(client);
    if (what === 'footnote') chronicle.count('footnotes prepared');
    chronicle.say(client.name, what);
  }

  /** A delegation takes the floor. */
  delegate(): void {
    const { random, clients } = this.stage;
    const client = random.pick(clients.filter((one) => one.room.kind === 'text' && one.seat.role === 'delegate'));
    if (client !== undefined) this.errands.give(client, delegationSays(client, random));
  }

  /** Whatever else is done in a conference: by somebody, in role. */
  conduct(): void {
    const { random, clients, world } = this.stage;
    const inTheHall = clients.filter((one) => one.room.kind === 'text' && one.loaded);
    const client = random.chance(0.5) && this.chairClient.loaded ? this.chairClient : random.pick(inTheHall);
    if (client === undefined) return;
    const command = conducts(client, random, world.machine.clock.now());
    if (command !== null) this.errands.give(client, { command, seen: null });
  }

  /** The chair decides. */
  decide(): void {
    if (this.chairClient.loaded) this.errands.give(this.chairClient, this.chair.decide());
  }

  /** The chair says whose names are shown from now on. */
  lens(): void {
    if (!this.chairClient.loaded) return;
    const lens = this.stage.random.pick(LENSES) ?? 'named';
    this.errands.give(this.chairClient, { command: { type: 'set-lens', lens, reason: 'so that all speak freely' }, seen: null });
  }

  /** The chair or the secretariat issues a revision, or restores one; now and then the process dies of it. */
  issue(): void {
    const { random, clients, options, world } = this.stage;
    const client = random.pick(clients.filter((one) => one.seat.role === 'chair' || one.seat.role === 'drafter'));
    if (client === undefined) return;
    if (!random.chance(0.1)) this.symbols += 1;
    this.errands.give(client, issues(client, random, `Rev.${this.symbols}`));
    if (!options.without.has('crashes') && random.chance(0.3)) world.power.arm(random.pick(ISSUE_POINTS)!, 0);
  }

  /** Somebody whose revision was issued goes on in the present one. */
  followSomebody(): void {
    const client = this.stage.random.pick(this.stage.clients.filter((one) => this.isBehind(one)));
    if (client !== undefined) this.follow(client);
  }

  /** All who have done with their revision and know, or can be told, that it was issued. */
  followAll(): void {
    const present = this.stage.world.textRoom();
    for (const client of this.stage.clients)
      if (client.room.kind === 'text' && roomKey(client.room) !== roomKey(present) && client.unacknowledged.length === 0)
        this.follow(client);
  }

  /** Somebody honest asks for what is not theirs to ask for. */
  overreach(): void {
    const { random, clients, preparations, options } = this.stage;
    const client = random.pick(clients.filter((one) => one.room.kind === 'text' && one.loaded));
    const isIssuing = !options.without.has('revisions');
    if (client !== undefined)
      this.errands.give(client, overreach(client, random, { preparations: [...preparations], isIssuing }));
  }

  /** Somebody hostile sends what no client would. */
  attack(): void {
    const { random, attackers, chronicle, world } = this.stage;
    const attacker = random.pick(attackers);
    if (attacker === undefined) return;
    if (attacker.link === null) {
      const { seat, session } = attacker;
      world.attach({ link: attacker.connect(), seat, session, room: this.doorFor(attacker) });
    }
    chronicle.say(`!${attacker.seat.id}`, attacker.strike());
    chronicle.count('hostile messages');
  }

  /** Whether a client has been turned out of a revision that was issued, or reads in the record that it was. */
  private isBehind({ room, refusal, unacknowledged, entries, device }: Client): boolean {
    if (room.kind !== 'text' || unacknowledged.length > 0 || !this.stage.world.isLive(device.session)) return false;
    return refusal !== null || replay(entries).revision > room.revision;
  }

  private follow(client: Client): void {
    const { world, chronicle } = this.stage;
    const entered = world.enter(client.room, client.seat);
    if (entered === null || roomKey(entered.room) === roomKey(client.room)) return;
    chronicle.count('revisions followed');
    chronicle.say(client.name, `goes on in ${roomKey(entered.room)}`);
    client.follow(entered.room, entered.client, client.device.takeOver(entered.room));
    this.network.connect(client);
  }

  /** What honest hands did in a room. */
  workIn(room: RoomId): HandWork {
    const work = this.hands.get(roomKey(room)) ?? { room, struck: new Set(), typed: new Set() };
    this.hands.set(roomKey(room), work);
    return work;
  }

  /** A page in the room of a preparation, which takes over what was left there. */
  openPreparation({ seat, device }: Client, { id }: StoredPreparation): void {
    const { world, chronicle, preparations } = this.stage;
    const room: RoomId = { kind: 'preparation', id };
    const entered = world.enter(room, seat);
    if (entered === null || !world.isLive(device.session)) return;
    preparations.add(id);
    const page = this.seated(device, { name: `${seat.id}-p${(this.rooms += 1)}`, room, client: entered.client });
    page.reload(entered.client, true, device.takeOver(room));
    chronicle.count('pages opened on preparations');
    chronicle.say(page.name, `is opened on ${id} with ${page.unacknowledged.length} left by others`);
    this.network.connect(page);
  }

  private join(seat: Seat, room: RoomId): Client {
    const { world, devices } = this.stage;
    const entered = world.enter(room, seat);
    const device = devices.find((one) => one.seat.id === seat.id) ?? this.deviceOf(seat);
    const name = room.kind === 'text' ? seat.id : `${seat.id}-p${(this.rooms += 1)}`;
    const client = this.seated(device, { name, room: entered?.room ?? room, client: entered?.client ?? 1 });
    this.network.connect(client);
    return client;
  }

  private deviceOf(seat: Seat): Device {
    const device = new Device(seat, this.stage.world.signIn(seat));
    this.stage.devices.push(device);
    return device;
  }

  /** A page in a room, with hands where it may write. */
  private seated(
    device: Device,
    { name, room, client: clientId }: { readonly name: string; readonly room: RoomId; readonly client: number },
  ): Client {
    const { random, labels, options, clients } = this.stage;
    const { seat } = device;
    const writes = room.kind === 'preparation' || seat.role === 'drafter';
    const client = new Client({
      name,
      device,
      room,
      clientId,
      writes,
      bare: seat.role === 'observer',
      tidies: writes || seat.role === 'observer',
      gc: options.faults.collectsGarbage === true,
      forgetsLate: options.faults.forgetsLate === true,
      minds: !options.without.has('lenses'),
      watch: this.watch,
    });
    clients.push(client);
    if (writes) this.pens.set(client, new Pen(client, { random, labels, work: () => this.workIn(client.room) }));
    return client;
  }

  private attacker(seat: Seat): Attacker {
    const { random, labels, world } = this.stage;
    return new Attacker(seat, world.clientId(world.textRoom(), seat) ?? 1, { session: world.signIn(seat), random, labels });
  }

  /** Now and then a hostile seat knocks at a private room; only Kenya's own would let Kenya in, and nothing hostile is meant there. */
  private doorFor(attacker: Attacker): RoomId {
    const { random, preparations, world } = this.stage;
    const id = random.pick([...preparations]);
    // Who may be invited meanwhile would be at home there.
    const mayJoin = attacker.seat.role === 'delegate' && !this.stage.options.without.has('clearances');
    const isForeign =
      id !== undefined && !mayJoin && world.disk.preparations.find(id)?.sponsors.includes(attacker.seat.participant) === false;
    if (isForeign && random.chance(0.2)) return { kind: 'preparation', id };
    const present = world.textRoom();
    const isLater = present.kind === 'text' && present.revision > 1;
    return isLater && random.chance(0.2) ? world.textRoom(1 + random.below(present.revision - 1)) : present;
  }
}
