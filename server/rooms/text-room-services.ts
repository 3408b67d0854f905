import type { ParticipantId } from '../../shared/base/ids.ts';
import type { Registry } from '../../shared/participants/registry.ts';
import type { Actor } from '../../shared/record/event.ts';
import type { Clock } from '../clock.ts';
import type { PendingEdit, Store } from '../store/store.ts';
import type { PlanSources } from '../../shared/planning/change-plan.ts';

/** What a text room works with. */
export interface TextRoomServices {
  readonly store: Store;
  readonly clock: Clock;
  /** How long a clause must rest before its edit becomes an entry, in milliseconds. */
  readonly coalesceMs: number;
  /** As `LEAST_UPDATES`, where snapshots are to come more often. */
  readonly leastUpdates?: number;
  /** Bytes of a snapshot that are written with one commit, where they are to be fewer than usual. */
  readonly snapshotPiece?: number;
  /** Who can be named in the process. */
  readonly registry: Registry;
  /** Told with each commit when something next comes about by itself; null for nothing. */
  onDeadline?(dueAt: string | null): void;
  actorOf(seat: PendingEdit['seat']): Actor;
}

/** What tabling takes from a room of preparation, and what else belongs into its transaction. */
export interface Tabling {
  readonly prepared: PlanSources['prepared'];
  /** Those who prepared it, in the order in which they joined. */
  readonly sponsors: readonly ParticipantId[];
  readonly alsoPersist: () => void;
}
