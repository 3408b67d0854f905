import { Cell } from '../state/readable.ts';
import type { Kept, Key, Row } from './kept.ts';
import { timer } from './timer.ts';

const DATABASE = 'travaux';
const TABLE = 'kept';
/** How long opening, and reading, may take before the page goes on without, in milliseconds. Another tab of an older version can hold it up, or a sick disk. */
const PATIENCE = 3_000;

const CLOSED =
  'This browser does not let Travaux keep anything on this device. Changes that are not saved yet are lost if this page is closed.';
const FULL =
  'This device has no room left to keep unsaved changes. They are lost if this page is closed before they are saved: free some space, or stay connected.';
const UNREADABLE =
  'What this browser had kept could not be read. Changes from an earlier visit that were not saved may be missing.';

/** Keeps rows in the browser's IndexedDB, written through to the disk where the browser offers that. Some throw where it is merely looked for. */
export function indexedKept(factory: () => IDBFactory | undefined): Kept {
  const trouble = new Cell<string | null>(null);
  const opened = open(factory);
  opened.catch(() => trouble.set(CLOSED));
  const run = async <T>(mode: IDBTransactionMode, work: (table: IDBObjectStore) => IDBRequest<T> | null): Promise<T | null> => {
    const database = await opened;
    return finished(database.transaction(TABLE, mode, { durability: 'strict' }), work);
  };
  return {
    trouble,
    spoiled: () => trouble.set(trouble.get() ?? UNREADABLE),
    async put(rows) {
      try {
        await run('readwrite', (table) => {
          for (const row of rows) table.put(row.value, [...row.key]);
          return null;
        });
        return true;
      } catch (error) {
        const now = isFull(error) ? FULL : CLOSED;
        // What may be lost from now on is said behind what may be lost already.
        if (trouble.get() === null) trouble.set(now);
        else if (trouble.get() === UNREADABLE) trouble.set(`${UNREADABLE} ${now}`);
        return false;
      }
    },
    async under(prefix) {
      try {
        const range = rangeOf(prefix);
        // One transaction, so that a page that opens waits for the disk once, and keys and values belong together.
        const rows: { keys?: IDBRequest<IDBValidKey[]> } = {};
        const values = await within(
          PATIENCE,
          run('readonly', (table) => {
            rows.keys = table.getAllKeys(range);
            return table.getAll(range) as IDBRequest<unknown[]>;
          }),
        );
        return (rows.keys?.result ?? []).map((key, index): Row => ({ key: key as unknown as Key, value: values?.[index] }));
      } catch {
        trouble.set(trouble.get() ?? UNREADABLE);
        return [];
      }
    },
    async keysUnder(prefix) {
      try {
        const keys = await within(
          PATIENCE,
          run('readonly', (table) => table.getAllKeys(rangeOf(prefix))),
        );
        return (keys ?? []) as unknown as Key[];
      } catch {
        trouble.set(trouble.get() ?? UNREADABLE);
        return [];
      }
    },
    async remove(prefix, upTo) {
      try {
        await run('readwrite', (table) => table.delete(rangeOf(prefix, upTo)));
      } catch {
        // What stays is sent once more on the next visit, and then is nothing new to the server.
        trouble.set(trouble.get() ?? CLOSED);
      }
    },
  };
}

function open(factory: () => IDBFactory | undefined): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    // Throws where the page may not use it at all, and so may opening it.
    const found = factory();
    if (found === undefined) return reject(new Error('no IndexedDB'));
    const giveUp = setTimeout(() => reject(new Error('blocked')), PATIENCE);
    const request = found.open(DATABASE, 1);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(TABLE));
    request.addEventListener('error', () => reject(request.error ?? new Error('not opened')));
    request.addEventListener('success', () => {
      clearTimeout(giveUp);
      const database = request.result;
      // Another tab may want to go on to a later form of it.
      database.addEventListener('versionchange', () => database.close());
      resolve(database);
    });
    return undefined;
  });
}

/** Fails where something takes longer than so many milliseconds. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = timer(() => reject(new Error('no answer')), milliseconds);
    void work.then(resolve, reject).finally(cancel);
  });
}

function finished<T>(transaction: IDBTransaction, work: (table: IDBObjectStore) => IDBRequest<T> | null): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const request = work(transaction.objectStore(TABLE));
    transaction.addEventListener('complete', () => resolve(request?.result ?? null));
    const failed = (): void => reject(transaction.error ?? request?.error ?? new Error('not written'));
    transaction.addEventListener('abort', failed);
    transaction.addEventListener('error', failed);
  });
}

/** All keys that begin so: an array sorts behind every text and number. */
function rangeOf(prefix: Key, upTo?: number): IDBKeyRange {
  return IDBKeyRange.bound([...prefix], [...prefix, ...(upTo === undefined ? [] : [upTo]), []]);
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
