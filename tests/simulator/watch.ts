import { CLOSE } from '../../shared/protocol/close.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import type { Entry } from '../../shared/record/event.ts';
import type { ClientWatch } from './client-watch.ts';
import { isStored } from './commands.ts';
import type { Stage } from './stage.ts';
import { holds } from './violation.ts';
import type { World } from './world.ts';

/** The oracles that ask at once: what an honest client hears must be so on the disk by then. */
export function watchOver({ world, chronicle, attackers, writers, options, cleared }: Stage): ClientWatch {
  const asSent = !options.without.has('lenses');
  return {
    onAcknowledged: (client, updates) => {
      chronicle.count('acknowledged updates', updates.length);
      const durable = world.durableOf(client.room);
      for (const { bytes } of updates)
        holds(durable.holds(bytes), 'invariant 4: an acknowledged update is durable', () => client.name);
    },
    onHeard: (client, update) =>
      holds(world.durableOf(client.room).holds(update), 'what anyone has seen is durable', () => client.name),
    onEntries: (client, entries) => {
      for (const entry of entries)
        holds(isStored(world, entry), 'an entry that anyone has seen is durable', () => `${client.name} ${entry.number}`);
    },
    onRefused: (client, code, reason) => {
      if (code === CLOSE.signIn)
        return holds(!world.isLive(client.session), 'nobody is signed out whose session goes on', () => client.name);
      const { room } = client;
      const isIssued = room.kind === 'text' && room.revision < (world.disk.drafts.find(world.draft)?.revision ?? 0);
      const hasLeft = room.kind === 'preparation' && code === CLOSE.unknown && cleared.hasLeft(room.id, client.seat.participant);
      const isOver = room.kind === 'preparation' ? hasLeft || code === CLOSE.gone : code === CLOSE.frozen && isIssued;
      holds(isOver, 'no honest client is refused', () => `${client.name}: ${code} ${reason}`);
    },
    onMade: (client, update) => {
      writers.note(client.seat.id, update);
      for (const attacker of attackers) attacker.overhear(update);
    },
    entriesAfter: ({ device, seat }, after) =>
      world.isLive(device.session)
        ? world.guarded(() => (world.text.commit() ? entriesFor(world, seat, { after, asSent }) : null))
        : null,
  };
}

/** The record as a reader gets it by HTTP: as it is sent, or all of it as it lies on the disk. */
export function entriesFor(
  world: World,
  seat: Seat,
  { after, asSent }: { readonly after: number; readonly asSent: boolean },
): readonly Entry[] {
  if (!asSent) return world.disk.drafts.entries(world.draft, after);
  const steps = world.text.seen.sent(seat, after);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const words = step.value.map(({ plain }) => Buffer.from(plain).toString('utf8')).join('');
  world.sent.named(seat, words);
  return JSON.parse(`[${words}]`) as readonly Entry[];
}
