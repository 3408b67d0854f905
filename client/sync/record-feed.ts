import type { Entry } from '../../shared/record/event.ts';
import { Cell, type Readable } from '../state/readable.ts';

/** Gets the entries after a number; null where that failed and is worth trying again. */
export type FetchAfter = (after: number) => Promise<readonly Entry[] | null>;

/** A draft's record as it comes in: a first part by HTTP, then by socket. Entries stand without gaps; what a message lacks is fetched. */
export class RecordFeed {
  readonly entries: Readable<readonly Entry[]>;
  /** Whether what may be lacking could not be had, and is asked for again. */
  readonly behind: Readable<boolean>;
  readonly #cell: Cell<readonly Entry[]>;
  readonly #behind = new Cell(false);
  readonly #fetchAfter: FetchAfter;
  readonly #later: (again: () => void) => void;
  #fetching: Promise<void> | null = null;
  #wanted = false;
  #anew = false;
  #closed = false;

  constructor(
    first: readonly Entry[],
    fetchAfter: FetchAfter,
    later: (again: () => void) => void = (again) => setTimeout(again, 2_000),
  ) {
    this.#cell = new Cell(first);
    this.entries = this.#cell;
    this.behind = this.#behind;
    this.#fetchAfter = fetchAfter;
    this.#later = later;
  }

  /** Takes entries in any order and any number of times. */
  receive(entries: readonly Entry[]): void {
    const known = this.#cell.get();
    const fresh: Entry[] = [];
    let last = known.at(-1)?.number ?? 0;
    for (const entry of entries.toSorted((a, b) => a.number - b.number)) {
      if (entry.number <= last) continue;
      if (entry.number > last + 1) {
        this.catchUp();
        break;
      }
      fresh.push(entry);
      last = entry.number;
    }
    if (fresh.length > 0) this.#cell.set([...known, ...fresh]);
    if (fresh.some(({ event }) => event.type === 'LensChanged')) this.#fetchAnew();
  }

  /** Fetches what came after the last entry known. One request at a time; asked for meanwhile, it asks once more. */
  catchUp(): void {
    this.#wanted = true;
    this.#fetching ??= this.#fetch();
  }

  /** Comes back once an entry is here, or cannot be had for now. */
  async reached(entry: number): Promise<void> {
    if ((this.#cell.get().at(-1)?.number ?? 0) >= entry || this.#closed) return;
    this.catchUp();
    await this.#fetching;
  }

  /** All of it is to be seen in another way than before. */
  #fetchAnew(): void {
    this.#anew = true;
    this.catchUp();
  }

  close(): void {
    this.#closed = true;
  }

  /** What came meanwhile by the socket goes on behind it: it was sent after the lens had changed. */
  #replace(entries: readonly Entry[]): void {
    const last = entries.at(-1)?.number ?? 0;
    this.#cell.set([...entries, ...this.#cell.get().filter(({ number }) => number > last)]);
  }

  async #fetch(): Promise<void> {
    while (this.#wanted && !this.#closed) {
      this.#wanted = false;
      const anew = this.#anew;
      this.#anew = false;
      const entries = await this.#fetchAfter(anew ? 0 : (this.#cell.get().at(-1)?.number ?? 0));
      this.#behind.set(entries === null);
      if (entries === null) {
        this.#anew ||= anew;
        this.#later(() => {
          if (!this.#closed) this.catchUp();
        });
        break;
      }
      if (anew) this.#replace(entries);
      else this.receive(entries);
    }
    this.#fetching = null;
  }
}
