import * as Y from 'yjs';
import type { Kept } from './kept.ts';
import { textKey, type Place } from './place.ts';

/** A small text is written down soon after a change, a large one more seldom: in milliseconds for each byte. */
const WAIT_PER_BYTE = 0.02;
const SHORTEST = 1_000;
const LONGEST = 30_000;

/**
 * The last known text of a room, so that it is there at once where the server is not. Only what the server has confirmed: nothing that it
 * refused must come back with it.
 */
export class KeptText {
  readonly #doc: Y.Doc;
  readonly #kept: Kept;
  readonly #place: Place;
  readonly #isConfirmed: () => boolean;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #size = 0;
  #changed = false;

  constructor(doc: Y.Doc, kept: Kept, place: Place, isConfirmed: () => boolean) {
    this.#doc = doc;
    this.#kept = kept;
    this.#place = place;
    this.#isConfirmed = isConfirmed;
  }

  changed(): void {
    this.#changed = true;
    this.#timer ??= setTimeout(() => this.write(), Math.min(LONGEST, SHORTEST + this.#size * WAIT_PER_BYTE));
  }

  /** Writes it down now, where there is anything new and all of it is confirmed. */
  write(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#changed) return;
    if (!this.#isConfirmed()) return this.changed();
    this.#changed = false;
    const bytes = Y.encodeStateAsUpdate(this.#doc);
    this.#size = bytes.length;
    void this.#kept.put([{ key: textKey(this.#place), value: bytes }]);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async forget(): Promise<void> {
    this.stop();
    this.#changed = false;
    await this.#kept.remove(textKey(this.#place));
  }
}
