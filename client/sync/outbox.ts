import type { Kept } from './kept.ts';
import { changesKey, type Place } from './place.ts';

/** How long a message waits for the disk at most, in milliseconds: a slow one must not keep words from the others. */
const PATIENCE = 2_000;
/** So many changes are written in one go at most: on a full disk each key tries the oldest anew, and must not try days of work. */
const AT_ONCE = 100;

interface Change {
  readonly number: number;
  readonly update: Uint8Array;
}

/**
 * Changes made here that the server has not confirmed. Each is written down before it is sent, and removed once it is confirmed. What the disk
 * refuses is tried again with the next change, before it: of what is on the disk nothing is missing in between, without which the rest would be
 * of no use.
 */
export class Outbox {
  readonly #kept: Kept;
  readonly #place: Place;
  readonly #client: number;
  readonly #onWritten: (isKept: boolean) => void;
  #unconfirmed: Change[] = [];
  #unwritten: Change[] = [];
  #writing: Promise<void> | null = null;
  /** What crashed pages left, with the number of the change here by which it is covered. */
  #adopted: { readonly client: number; readonly last: number; readonly number: number }[] = [];

  /** `onWritten`: hears, whenever something was written or could not be, whether all that is unconfirmed is on the disk. */
  constructor(kept: Kept, place: Place, client: number, onWritten: (isKept: boolean) => void = () => undefined) {
    this.#kept = kept;
    this.#place = place;
    this.#client = client;
    this.#onWritten = onWritten;
  }

  /** The unconfirmed changes, oldest first. */
  get unconfirmed(): readonly Uint8Array[] {
    return this.#unconfirmed.map((change) => change.update);
  }

  /** False while something would be lost with the page. */
  get isWritten(): boolean {
    return this.#unwritten.length === 0 && this.#writing === null;
  }

  add(number: number, update: Uint8Array): void {
    this.#unconfirmed.push({ number, update });
    this.#unwritten.push({ number, update });
    this.#writing ??= this.#write();
  }

  /** Takes over what another page of this person left. It is written already, under that page's client id. */
  adopt(
    number: number,
    left: readonly { readonly client: number; readonly last: number; readonly updates: readonly Uint8Array[] }[],
  ): void {
    for (const { client, last, updates } of left) {
      this.#adopted.push({ client, last, number });
      for (const update of updates) this.#unconfirmed.push({ number, update });
    }
  }

  /** Comes back when everything added so far is on the disk, or cannot be brought there. */
  async written(): Promise<void> {
    if (this.#writing === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE);
    });
    await Promise.race([this.#writing, late]);
    clearTimeout(timer);
  }

  /** The server has all changes up to this number. */
  async confirmed(number: number): Promise<void> {
    if ((this.#unconfirmed[0]?.number ?? Infinity) > number && !this.#adopted.some((one) => one.number <= number)) return;
    this.#unconfirmed = this.#unconfirmed.filter((change) => change.number > number);
    this.#unwritten = this.#unwritten.filter((change) => change.number > number);
    const settled = this.#adopted.filter((one) => one.number <= number);
    this.#adopted = this.#adopted.filter((one) => one.number > number);
    for (const { client, last } of settled) await this.#kept.remove(changesKey(this.#place, client), last);
    await this.#kept.remove(changesKey(this.#place, this.#client), number);
  }

  /**
   * Forgets what will not be sent again, once its words are kept elsewhere: `first`, with which comes all that is unconfirmed by now, and then
   * whatever is added meanwhile. Where they are not kept, as on a disk that is full, it stays, and is handed over by a later page. Comes back with
   * whether all were.
   */
  async handOver(first: readonly Uint8Array[], keep: (updates: readonly Uint8Array[]) => Promise<boolean>): Promise<boolean> {
    for (let going = first; going.length > 0; going = this.unconfirmed) {
      const last = this.#unconfirmed.at(-1)?.number ?? 0;
      if (!(await keep(going))) return false;
      // What is still on its way to the disk would come there after it was forgotten.
      await this.written();
      await this.confirmed(last);
    }
    return true;
  }

  async #write(): Promise<void> {
    // What is typed in one turn is written in one go.
    await Promise.resolve();
    while (this.#unwritten.length > 0) {
      const going = this.#unwritten.slice(0, AT_ONCE);
      const [last, newest] = [going.at(-1)?.number ?? 0, this.#unwritten.at(-1)];
      const isKept = await this.#kept.put(
        going.map(({ number, update }) => ({ key: [...changesKey(this.#place, this.#client), number], value: update })),
      );
      if (isKept) this.#unwritten = this.#unwritten.filter(({ number }) => number > last);
      else if (this.#unwritten.at(-1) === newest) break;
    }
    this.#writing = null;
    this.#onWritten(this.isWritten);
  }
}
