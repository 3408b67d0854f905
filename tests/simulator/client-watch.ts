import type { Entry } from '../../shared/record/event.ts';
import type { Client } from './client.ts';

/** A change that the server has not confirmed. */
export interface Unacknowledged {
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** What a client hears, for the oracles. */
export interface ClientWatch {
  onAcknowledged(client: Client, updates: readonly Unacknowledged[]): void;
  onHeard(client: Client, update: Uint8Array): void;
  onEntries(client: Client, entries: readonly Entry[]): void;
  onRefused(client: Client, code: number, reason: string): void;
  onMade(client: Client, update: Uint8Array): void;
  /** What a reader gets by HTTP; null where that failed. */
  entriesAfter(client: Client, after: number): readonly Entry[] | null;
}
