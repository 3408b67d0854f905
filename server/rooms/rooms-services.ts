import type { Registry } from '../../shared/participants/registry.ts';
import type { Actor } from '../../shared/record/event.ts';
import type { Clock } from '../clock.ts';
import type { Limits } from '../limits.ts';
import type { Log } from '../log.ts';
import type { Meter } from '../metrics/meter.ts';
import type { PendingEdit, Store } from '../store/store.ts';

/** What bounds rooms and preparations. */
export type RoomLimits = Pick<Limits, 'rooms' | 'preparations' | 'preparationBytes' | 'invitations'>;

/** What the rooms work with. */
export interface RoomsServices {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** How long a clause must rest before its edit becomes an entry, in milliseconds. */
  readonly coalesceMs: number;
  /** As `LEAST_UPDATES`, where snapshots are to come more often. */
  readonly leastUpdates?: number;
  /** Bytes of a snapshot that are written with one commit, where they are to be fewer than usual. */
  readonly snapshotPiece?: number;
  /** How long a room stays in memory after its last connection has left, in milliseconds. */
  readonly idleMs: number;
  /** As `LIMITS`, where others hold. */
  readonly limits?: RoomLimits;
  /** Where it is counted, if it is. */
  readonly meter?: Meter;
  /** Who can be named in the process. */
  readonly registry: Registry;
  actorOf(seat: PendingEdit['seat']): Actor;
}
