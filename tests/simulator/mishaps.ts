import type { Client } from './client.ts';
import { CRASH_POINTS } from './power.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

/** A page is loaded anew, with what was not acknowledged. */
export function reload({ random, clients, world, chronicle, options }: Stage): void {
  const client = random.pick(clients.filter((one) => one.refusal === null && world.isLive(one.device.session)));
  const id = client === undefined ? null : world.clientId(client.room, client.seat);
  if (client === undefined || id === null) return;
  chronicle.count('reloads');
  chronicle.say(client.name, `reloads with ${client.unacknowledged.length} unacknowledged`);
  client.reload(id, options.faults.forgetsOutbox === true, client.device.takeOver(client.room));
}

/** Mostly somebody with something to lose. */
function pickAtWork(random: Random, clients: readonly Client[]): Client | undefined {
  const atWork = clients.filter(({ unacknowledged }) => unacknowledged.length > 0);
  return random.pick(atWork.length > 0 && random.chance(0.7) ? atWork : clients);
}

/** A drafter's page crashes: what it had not seen confirmed waits on its device. */
export function crashPage({ random, clients, chronicle, options }: Stage): void {
  const hasClearances = !options.without.has('clearances');
  const drafting = clients.filter(({ room, writes }) => (hasClearances || room.kind === 'text') && writes);
  const client = pickAtWork(random, drafting);
  if (client === undefined) return;
  chronicle.count('pages that crashed');
  chronicle.say(client.name, `crashes with ${client.unacknowledged.length} unacknowledged`);
  client.link?.cut(random);
  clients.splice(clients.indexOf(client), 1);
  if (options.faults.forgetsCrashed === true) return;
  client.device.leave({ room: client.room, updates: client.unacknowledged.map(({ bytes }) => bytes) });
}

/** The session of somebody who writes is revoked, for all pages of the browser that it is of. */
export function revoke({ random, clients, world, chronicle }: Stage): void {
  const writing = clients.filter(({ writes, device }) => writes && world.isLive(device.session));
  const client = pickAtWork(random, writing);
  if (client === undefined) return;
  const { session } = client.device;
  chronicle.count('sessions revoked');
  if (client.unacknowledged.length > 0) chronicle.count('sessions revoked with unacknowledged work');
  chronicle.say(client.name, `${session} is revoked`);
  world.revoke(session);
}

/** Somebody whose session is over signs in again, and goes on with what was not acknowledged. */
export function signInAgain({ random, clients, world, chronicle }: Stage): void {
  const client = random.pick(clients.filter(({ isSignedOut }) => isSignedOut));
  if (client === undefined) return;
  const { device, room, seat } = client;
  if (!world.isLive(device.session)) device.session = world.signIn(seat);
  const id = world.clientId(room, seat);
  if (id === null) return;
  chronicle.count('signed in again');
  chronicle.say(client.name, `signs in again with ${client.unacknowledged.length} unacknowledged`);
  client.comeBack(id, device.takeOver(room));
}

/** The server's process will die at one of the points where it may, or does so now. */
export function armCrash(stage: Stage): void {
  const { random, world, chronicle } = stage;
  const point = random.pick(CRASH_POINTS) ?? 'before commit';
  if (point === 'between turns') return killOrStop(stage);
  chronicle.say('server', `will die ${point}`);
  world.power.arm(point, random.below(6));
}

/** The server's process ends, without a word or in good order, and another begins. */
export function killOrStop({ random, world, chronicle }: Stage): void {
  const { power } = world;
  if (random.chance(0.3)) {
    chronicle.say('server', 'stops in good order');
    chronicle.count('stops');
    return world.stopInGoodOrder();
  }
  world.kill();
  chronicle.noteCrash(power);
}

/** The next transaction will fail. */
export function failDisk({ world, chronicle }: Stage): void {
  chronicle.say('disk', 'will not take the next transaction');
  chronicle.count('disk failures');
  world.power.failNextWrite();
}
