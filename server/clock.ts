/** The one source of time. */
export interface Clock {
  /** Milliseconds since 1970 in UTC. */
  now(): number;
}

/** The machine's clock. */
export const SYSTEM_CLOCK: Clock = { now: () => Date.now() };

/** A moment as the record and the store write it: ISO 8601 in UTC, milliseconds. */
export function isoTime(milliseconds: number): string {
  if (milliseconds !== last.milliseconds) last = { milliseconds, iso: new Date(milliseconds).toISOString() };
  return last.iso;
}

/** Many things happen in one millisecond. */
let last = { milliseconds: 0, iso: new Date(0).toISOString() };
