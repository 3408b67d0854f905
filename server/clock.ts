import { uptime } from 'node:os';
import { performance } from 'node:perf_hooks';

/** The one source of time. */
export interface Clock {
  /** Milliseconds since 1970 in UTC. */
  now(): number;
}

/** What a machine knows of time, each in milliseconds. */
interface MachineTime {
  /** Since 1970 in UTC, as the machine's clock is set. */
  wall(): number;
  /** Since any moment; nobody sets it. Time in which the machine sleeps counts. */
  elapsed(): number;
}

/** A clock that is further from where it should be than this was set, in milliseconds: what is less is the clock being kept right. */
const LEAP = 10_000;
/** A clock that was set is believed once it has stood so long, in milliseconds. */
const BELIEVED_AFTER = 600_000;

/** Hears of a leap, in milliseconds, when it is seen and when it is believed. */
export type OnLeap = (milliseconds: number, what: 'seen' | 'believed') => void;

/**
 * The machine's clock, but for leaps. A clock that is suddenly elsewhere may be wrong, and what is done by it cannot be undone: silence
 * that passed, sessions that ended. So time goes on from before, until the leap has stood for ten minutes; one that is taken back by then
 * was none.
 */
export function waryClock(machine: MachineTime, onLeap: OnLeap): Clock {
  /** The wall's time where nothing has elapsed. */
  let origin = machine.wall() - machine.elapsed();
  let leap: { readonly origin: number; readonly since: number } | null = null;
  return {
    now: () => {
      const elapsed = machine.elapsed();
      const seen = machine.wall() - elapsed;
      if (isNear(seen, origin)) {
        origin = seen;
        leap = null;
      } else if (leap === null || !isNear(seen, leap.origin)) {
        leap = { origin: seen, since: elapsed };
        onLeap(seen - origin, 'seen');
      } else if (elapsed - leap.since >= BELIEVED_AFTER) {
        onLeap(seen - origin, 'believed');
        origin = seen;
        leap = null;
      }
      // Whole milliseconds: what happens within one has one time.
      return Math.floor(origin + elapsed);
    },
  };
}

function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) <= LEAP;
}

/** The machine's clock, for what is done once. A server that runs on uses `machineClock`. */
export const SYSTEM_CLOCK: Clock = { now: () => Date.now() };

/** The machine's clock for a server: see `waryClock`. */
export function machineClock(onLeap: OnLeap): Clock {
  const awake = (): number => performance.now();
  return waryClock(withSleep({ wall: () => Date.now(), awake, up: () => uptime() * MILLISECONDS }), onLeap);
}

/**
 * What a process counts (`awake`) stands still while the machine sleeps, and what the machine counts since its start (`up`) does not, but is
 * coarse: it is asked where the machine may have slept.
 */
export function withSleep({
  wall,
  awake,
  up,
}: {
  readonly wall: () => number;
  readonly awake: () => number;
  readonly up: () => number;
}): MachineTime {
  const begun = up() - awake();
  let origin = wall() - awake();
  let slept = 0;
  const elapsed = (): number => {
    const counted = awake();
    const seen = wall() - counted;
    if (!isNear(seen, origin)) {
      origin = seen;
      slept = Math.max(slept, up() - begun - counted);
    }
    return counted + slept;
  };
  return { wall, elapsed };
}

const MILLISECONDS = 1_000;

/** A moment as the record and the store write it: ISO 8601 in UTC, milliseconds. */
export function isoTime(milliseconds: number): string {
  if (milliseconds !== last.milliseconds) last = { milliseconds, iso: new Date(milliseconds).toISOString() };
  return last.iso;
}

/** Many things happen in one millisecond. */
let last = { milliseconds: 0, iso: new Date(0).toISOString() };
