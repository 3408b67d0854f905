import { CRASH_POINTS } from './power.ts';
import type { Stage } from './stage.ts';

/** A page is loaded anew, with what was not acknowledged. */
export function reload({ random, clients, world, chronicle, options }: Stage): void {
  const client = random.pick(clients.filter((one) => one.refusal === null));
  const id = client === undefined ? null : world.clientId(client.room, client.seat);
  if (client === undefined || id === null) return;
  chronicle.count('reloads');
  chronicle.say(client.name, `reloads with ${client.unacknowledged.length} unacknowledged`);
  client.reload(id, options.faults.forgetsOutbox === true);
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
