import { GENESIS } from '../../shared/record/chain.ts';
import type { Entry } from '../../shared/record/event.ts';
import { Cell, type Readable } from '../state/readable.ts';

/** Gets the entries after a number; null where that failed and is worth trying again. */
export type FetchAfter = (after: number) => Promise<readonly Entry[] | null>;

/**
 * A draft's record as it comes in: a first part by HTTP, then by socket. Entries stand without gaps; what a message lacks is fetched. Where the server's
 * is another record, since it was put back from a copy, none of its entries joins those that are here: all of it is fetched anew.
 */
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
  #doubted = false;
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
    let last = known.at(-1);
    for (const entry of entries.toSorted((a, b) => a.number - b.number)) {
      const next = (last?.number ?? 0) + 1;
      if (entry.number > next) {
        this.catchUp();
        break;
      }
      const isNext = entry.number === next;
      const here = known[entry.number - 1];
      const joins = isNext ? goesOnBehind(last, entry) : here === undefined || entry.hash === here.hash;
      if (!joins) return this.#fetchAnew();
      if (!isNext) continue;
      fresh.push(entry);
      last = entry;
    }
    if (fresh.length > 0) this.#cell.set([...known, ...fresh]);
    if (fresh.some(({ event }) => event.type === 'LensChanged')) this.#fetchAnew();
  }

  /** Fetches what came after the last entry known. One request at a time; asked for meanwhile, it asks once more. */
  catchUp(): void {
    this.#wanted = true;
    this.#fetching ??= this.#fetch();
  }

  /** As `catchUp`, after a break in which the server may have been put back: it is to have the last entry known as well. */
  resume(): void {
    this.#doubted = true;
    this.catchUp();
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

  /**
   * What came by the socket since the entry `asked` goes on behind it: it was sent after the lens had changed. What was here before and is not
   * among these, the server has no more.
   */
  #replace(entries: readonly Entry[], asked: number): void {
    const meanwhile = this.#cell.get().slice(Math.max(asked, entries.length));
    const [first] = meanwhile;
    this.#cell.set(first !== undefined && goesOnBehind(entries.at(-1), first) ? [...entries, ...meanwhile] : entries);
  }

  async #fetch(): Promise<void> {
    while (this.#wanted && !this.#closed) {
      this.#wanted = false;
      const anew = this.#anew;
      this.#anew = false;
      const doubted = this.#doubted && !anew;
      this.#doubted = false;
      const last = this.#cell.get().at(-1)?.number ?? 0;
      const entries = await this.#fetchAfter(anew ? 0 : doubted ? Math.max(0, last - 1) : last);
      this.#behind.set(entries === null);
      if (entries === null) {
        this.#anew ||= anew;
        this.#doubted ||= doubted;
        this.#later(() => {
          if (!this.#closed) this.catchUp();
        });
        break;
      }
      if (anew) this.#replace(entries, last);
      else if (doubted && last > 0 && entries.length === 0) this.#fetchAnew();
      else this.receive(entries);
    }
    this.#fetching = null;
  }
}

/** Whether an entry is the next one of a record of which this is the last; undefined: it has none. */
function goesOnBehind(last: Entry | undefined, next: Entry): boolean {
  return next.number === (last?.number ?? 0) + 1 && next.previousHash === (last?.hash ?? GENESIS);
}
