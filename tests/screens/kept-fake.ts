import type { Kept, Key, Row } from '../../client/sync/kept.ts';
import { Cell } from '../../client/state/readable.ts';

/** What a browser keeps, in memory. `release` lets writes that were held go through; while it `isFull` none is taken. */
export class FakeKept implements Kept {
  readonly trouble = new Cell<string | null>(null);
  readonly rows = new Map<string, Row>();
  isFull = false;
  #held: (() => void)[] | null = null;

  spoiled(): void {
    this.trouble.set('spoiled');
  }

  hold(): void {
    this.#held = [];
  }

  async release(): Promise<void> {
    const held = this.#held ?? [];
    this.#held = null;
    for (const go of held) go();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  }

  async put(rows: readonly Row[]): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (this.#held === null) resolve();
    else this.#held.push(resolve);
    await promise;
    if (this.isFull) return false;
    for (const row of rows) this.rows.set(JSON.stringify(row.key), row);
    return true;
  }

  under(prefix: Key): Promise<readonly Row[]> {
    const found = [...this.rows.values()].filter((row) => prefix.every((part, index) => row.key[index] === part));
    return Promise.resolve(found.toSorted((a, b) => Number(a.key.at(-1)) - Number(b.key.at(-1))));
  }

  async keysUnder(prefix: Key): Promise<readonly Key[]> {
    return (await this.under(prefix)).map(({ key }) => key);
  }

  remove(prefix: Key, upTo?: number): Promise<void> {
    for (const [name, { key }] of this.rows) {
      if (!prefix.every((part, index) => key[index] === part)) continue;
      if (upTo === undefined || Number(key[prefix.length]) <= upTo) this.rows.delete(name);
    }
    return Promise.resolve();
  }
}
