import type { Client } from './client.ts';
import type { Link } from './link.ts';
import type { Stage } from './stage.ts';
import { holds } from './violation.ts';
import { docOf } from './world.ts';

/** As y-websocket does: who has heard nothing for so many milliseconds gives the connection up. */
const SILENCE = 30_000;

/** What travels between the people and the server: when it arrives, and how it is broken off. */
export class Network {
  private readonly stage: Stage;

  constructor(stage: Stage) {
    this.stage = stage;
  }

  connect(client: Client): void {
    const { chronicle, world } = this.stage;
    chronicle.count('connections');
    const link = client.connect(world.machine.clock.now());
    world.attach({ link, seat: client.seat, session: client.session, room: client.room });
  }

  connectSomebody(): void {
    const { random, clients } = this.stage;
    for (let left = 1 + random.below(4); left > 0; left -= 1) {
      const client = random.pick(clients.filter((one) => !one.isOpen && one.refusal === null));
      if (client !== undefined) this.connect(client);
    }
  }

  deliverSomeUp(): void {
    const { random, world } = this.stage;
    for (let links = 1 + random.below(4); links > 0; links -= 1) {
      const link = random.pick(world.upward);
      for (let left = 1 + random.below(4); link !== undefined && left > 0; left -= 1) this.deliverUp(link);
    }
    if (random.chance(0.3)) world.endTurn();
  }

  deliverSomeDown(): void {
    const { random } = this.stage;
    for (let clients = 1 + random.below(4); clients > 0; clients -= 1) {
      const client = random.pick(this.listening());
      for (let left = 1 + random.below(5); client !== undefined && left > 0; left -= 1) this.deliverDown(client);
    }
    this.deliverToAttackers();
  }

  /** One message, each way, of those that are on their way. False where there was none. */
  deliverOne(): boolean {
    const { random, world } = this.stage;
    const link = random.pick(world.upward);
    const client = random.pick(this.listening());
    if (link !== undefined) this.deliverUp(link);
    if (client !== undefined) this.deliverDown(client);
    return link !== undefined || client !== undefined;
  }

  /** All that is on its way between the server and some people arrives now: for once nothing is slow. */
  hasten(clients: readonly Client[]): void {
    for (const client of clients) {
      if (!client.isOpen && client.refusal === null) this.connect(client);
      for (let left = 12; left > 0 && client.link !== null; left -= 1) {
        if (client.link.up.length > 0) this.deliverUp(client.link);
        else this.stage.world.endTurn();
        if ((client.link?.down.length ?? 0) > 0) this.deliverDown(client);
      }
    }
  }

  giveUpSilence(): void {
    const { clients, world, chronicle } = this.stage;
    for (const client of clients) {
      if (client.isOpen && world.machine.clock.now() - client.heardAt > SILENCE) {
        chronicle.say(client.name, 'has heard nothing for half a minute');
        client.disconnect();
      }
    }
  }

  breakSomething(): void {
    const { random, clients, chronicle } = this.stage;
    const client = random.pick(clients.filter((one) => one.isOpen));
    if (client === undefined || client.link === null) return;
    const how = random.pick(['cut', 'half-open up', 'half-open down', 'lid closed'] as const)!;
    chronicle.count(how);
    chronicle.say(client.name, how);
    if (how === 'cut') client.link.cut(random);
    else if (how === 'half-open up') client.link.upDead = true;
    else if (how === 'half-open down') client.link.downDead = true;
    else client.disconnect();
  }

  resend(): void {
    const { random, clients, chronicle } = this.stage;
    const client = random.pick(clients.filter((one) => one.isOpen));
    if (client?.resend() === true) chronicle.count('frames sent twice');
  }

  private listening(): Client[] {
    return this.stage.clients.filter((one) => (one.link?.down.length ?? 0) > 0);
  }

  private deliverUp(link: Link): void {
    const { world, attackers, chronicle } = this.stage;
    const attacker = attackers.find((one) => one.link === link);
    const session = world.sessionOf(link);
    const isOver = session !== null && !world.isLive(session);
    const mayChange = attacker === undefined && !isOver;
    const { power } = world;
    const before = mayChange ? '' : this.fingerprint();
    const { failed } = power;
    world.deliverUp(link);
    if (!mayChange) this.settle();
    chronicle.noteCrash(power);
    if (mayChange || power !== world.power || power.failed !== failed) return;
    const isSame = before === this.fingerprint();
    holds(isSame || !isOver, 'nobody writes in a session that is over', () => session ?? '');
    holds(isSame, 'invariant 5: hostile bytes change nothing', () => attacker?.seat.id ?? '');
  }

  /** What has come is taken in now, and not at the end of the turn, so that one can see what did what. */
  private settle(): void {
    const { world } = this.stage;
    world.guarded(() => world.text?.commit());
  }

  private fingerprint(): string {
    const { world } = this.stage;
    this.settle();
    const room = world.guarded(() => world.text);
    if (room === null) return '';
    return JSON.stringify([room.clauses(), [...docOf(room).store.clients].map(([client, structs]) => [client, structs.length])]);
  }

  private deliverDown(client: Client): void {
    const message = client.link?.down.shift();
    if (message === undefined) return;
    if (message.type === 'message') return client.hear(message.bytes, this.stage.world.machine.clock.now());
    this.stage.chronicle.say(client.name, `is closed: ${message.code} ${message.reason}`);
    client.hearClose(message.code, message.reason);
  }

  private deliverToAttackers(): void {
    for (const attacker of this.stage.attackers) {
      for (let message = attacker.link?.down.shift(); message !== undefined; message = attacker.link?.down.shift()) {
        if (message.type === 'message') attacker.hear(message.bytes);
        else {
          this.stage.chronicle.count(`attacker closed ${message.code}`);
          attacker.link?.closeUp();
          attacker.link = null;
        }
      }
    }
  }
}
