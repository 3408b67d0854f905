/** The one source of time. */
export interface Clock {
  /** Milliseconds since 1970 in UTC. */
  now(): number;
}

/** The machine's clock. */
export const SYSTEM_CLOCK: Clock = { now: () => Date.now() };

/** A moment as the record and the store write it: ISO 8601 in UTC, milliseconds. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
