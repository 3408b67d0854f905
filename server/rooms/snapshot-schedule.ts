import type { StoredSnapshot, StoredUpdate } from '../store/store.ts';

/** So many updates come in between two snapshots at least. */
export const LEAST_UPDATES = 500;

/** The updates between two snapshots weigh at least this part of the text that the first of the two holds. */
const LEAST_SHARE = 1 / 4;

/**
 * When a text is written down whole, for fast loading. A snapshot costs the text, so it is due in proportion to the text: what it costs
 * an update on average is the same for a text of any size, and loading never replays much more than a text's own weight.
 */
export class SnapshotSchedule {
  private readonly least: number;
  private base: number;
  private updates: number;
  private bytes: number;

  /** `tail`: the updates of the revision after the snapshot, or all of them where there is none; the first then is the text it began with. */
  constructor(snapshot: StoredSnapshot | null, tail: readonly StoredUpdate[], least: number = LEAST_UPDATES) {
    this.least = least;
    const since = snapshot === null ? tail.slice(1) : tail;
    this.base = snapshot?.bytes.length ?? tail[0]?.bytes.length ?? 0;
    this.updates = since.length;
    this.bytes = weight(since);
  }

  /** Takes in updates that are being committed, and says whether a snapshot is due with them. */
  isDueWith(updates: readonly StoredUpdate[]): boolean {
    this.updates += updates.length;
    this.bytes += weight(updates);
    return this.updates >= this.least && this.bytes >= this.base * LEAST_SHARE;
  }

  /** A snapshot of so many bytes is being committed. */
  taken(bytes: number): void {
    this.base = bytes;
    this.updates = 0;
    this.bytes = 0;
  }
}

function weight(updates: readonly StoredUpdate[]): number {
  return updates.reduce((sum, { bytes }) => sum + bytes.length, 0);
}
