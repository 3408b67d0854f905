import type { Page } from 'playwright-core';
import * as Y from 'yjs';
import { plainText } from '../../shared/text/clause.ts';
import { readText } from '../../shared/text/reading.ts';

/** Puts into each row that a browser keeps something that is none of its kind; runs in the page. */
export function spoilStore(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('travaux');
    opening.addEventListener('error', () => reject(opening.error));
    opening.addEventListener('success', () => {
      const transaction = opening.result.transaction('kept', 'readwrite');
      const table = transaction.objectStore('kept');
      const keys = table.getAllKeys();
      keys.addEventListener('success', () => {
        for (const key of keys.result) table.put(new Uint8Array([255, 255, 255, 255, 1]), key);
      });
      transaction.addEventListener('complete', () => {
        opening.result.close();
        resolve();
      });
    });
  });
}

/** Has a browser throw where its store is merely looked for, as some do; runs in the page. */
export function refuseStore(): void {
  const get = (): never => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  Object.defineProperty(globalThis, 'indexedDB', { get });
}

/** Has the text that a browser keeps say something else at one place, by letters of the same number, so that it is read all the same; runs in the page. */
export function misspellText([words, others]: readonly [string, string]): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('travaux');
    opening.addEventListener('error', () => reject(opening.error));
    opening.addEventListener('success', () => {
      const transaction = opening.result.transaction('kept', 'readwrite');
      const cursors = transaction.objectStore('kept').openCursor(IDBKeyRange.bound(['text'], ['text', []]));
      cursors.addEventListener('success', () => {
        const cursor = cursors.result;
        if (cursor === null) return;
        const bytes = Array.from(cursor.value as Uint8Array, (byte) => String.fromCharCode(byte)).join('');
        cursor.update(Uint8Array.from(bytes.replace(words, others), (letter) => letter.charCodeAt(0)));
        cursor.continue();
      });
      transaction.addEventListener('complete', () => {
        opening.result.close();
        resolve();
      });
    });
  });
}

/** The rows of a kind that a browser keeps: their bytes, and none of what is no bytes. */
function kept(page: Page, kind: string): Promise<number[][]> {
  return page.evaluate(
    (name) =>
      new Promise<number[][]>((resolve, reject) => {
        const opening = indexedDB.open('travaux');
        opening.addEventListener('error', () => reject(opening.error));
        opening.addEventListener('success', () => {
          const range = IDBKeyRange.bound([name], [name, []]);
          const getting: IDBRequest<unknown[]> = opening.result.transaction('kept').objectStore('kept').getAll(range);
          getting.addEventListener('success', () => {
            opening.result.close();
            resolve(getting.result.map((value) => (value instanceof Uint8Array ? [...value] : [])));
          });
        });
      }),
    kind,
  );
}

/** How many changes a browser keeps, and for how many brackets whose they are. */
export const changesKept = async (page: Page): Promise<number> => (await kept(page, 'change')).length;
export const attributionsKept = async (page: Page): Promise<number> => (await kept(page, 'attribution')).length;

/** The words of the text as a browser keeps it. */
export async function textKept(page: Page): Promise<string> {
  const doc = new Y.Doc();
  for (const bytes of await kept(page, 'text')) Y.applyUpdate(doc, Uint8Array.from(bytes));
  return readText(doc).map(plainText).join('\n');
}
