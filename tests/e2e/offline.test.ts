import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import { Archive } from './archive.ts';
import { caretAt, readPaper, typeBehind, untilReads, untilSaved } from './reading.ts';

let archive: Archive;

beforeAll(async () => {
  archive = await Archive.found();
});
beforeEach(() => archive.serve());
afterEach(() => archive.clear());
afterAll(() => archive.close());

describe('nothing typed is lost', () => {
  it('[E20] three browsers: what is typed while the server is dead is counted, and everybody has it when it is back', async () => {
    const [one, two, reader] = await Promise.all([
      archive.person(archive.drafter(0)),
      archive.person(archive.drafter(1)),
      archive.person(archive.server.seat('observer')),
    ]);
    const [first, second, third] = await Promise.all([one.open(), two.open(), reader.open()]);
    await archive.server.stop('SIGKILL');
    await first.getByText(/^Offline/).waitFor();
    await typeBehind(first, 'open to the public', ' on weekdays');
    await typeBehind(second, 'a list of visitors', ' by name');
    await first.getByText('Offline: 12 changes kept here, not yet saved').waitFor();
    expect(await first.getByText('All changes saved').count()).toBe(0);
    await archive.restart();
    for (const page of [first, second, third]) {
      await untilReads(page, 'The archive is open to the public on weekdays.');
      await untilReads(page, 'The archivist keeps a list of visitors by name.');
    }
    await Promise.all([untilSaved(first), untilSaved(second)]);
  });

  it('[E21] a reload while the socket is cut shows the text at once with what was typed, and goes on', async () => {
    const one = await archive.person(archive.drafter(0));
    const other = await archive.person(archive.drafter(1));
    const [page, reader] = [await one.open(), await other.open()];
    await typeBehind(page, 'gloves', ' of cotton');
    await untilSaved(page);
    for (const each of [page, reader]) await untilReads(each, 'Visitors wear gloves of cotton.');
    // Long enough for the text to be written down.
    await expect.poll(() => textKept(page), { timeout: 10_000 }).toBe(true);
    await one.cut();
    await typeBehind(page, 'of cotton', ' or silk');
    await page.getByText('Offline: 8 changes kept here').waitFor();
    await page.reload();
    await untilReads(page, 'Visitors wear gloves of cotton or silk.');
    expect(await readPaper(reader)).toContain('Visitors wear gloves of cotton.');
    await typeBehind(page, 'or silk', ' or wool');
    one.mend();
    await untilReads(reader, 'Visitors wear gloves of cotton or silk or wool.');
    await untilSaved(page);
    await expect.poll(() => changesKept(page), { timeout: 10_000 }).toBe(0);
  });

  it('[E28] a browser that keeps nothing says so, and works', async () => {
    const one = await archive.person(archive.drafter(0));
    await one.context.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
    await one.page.reload();
    const page = await one.open();
    await page.getByText(/does not let Travaux keep anything on this device/).waitFor();
    await typeBehind(page, 'a list of visitors', ' and');
    await untilSaved(page);
    expect(await page.getByText(/does not let Travaux keep anything on this device/).count()).toBe(1);
  });

  it('[E28] a store that holds what cannot be read, and one that is full, are said, and hinder nothing', async () => {
    const one = await archive.person(archive.drafter(0));
    const page = await one.open();
    await typeBehind(page, 'a list of visitors', ' or guests');
    await untilSaved(page);
    await expect.poll(() => textKept(page), { timeout: 10_000 }).toBe(true);
    await page.evaluate(spoilStore);
    await page.reload();
    await page.getByText('What this browser had kept could not be read').waitFor();
    await untilReads(page, /visitors or guests/);
    await typeBehind(page, 'or guests', ' alike');
    await untilSaved(page);

    await one.context.addInitScript(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('', 'QuotaExceededError');
      };
    });
    await page.reload();
    await untilReads(page, /guests alike/);
    await typeBehind(page, 'alike', ' please');
    await page.getByText('This device has no room left to keep unsaved changes').waitFor();
    await untilSaved(page);
  });

  it('[E29] a text that came to differ from the server’s is found, said, and fetched anew, with one’s last words kept', async () => {
    const one = await archive.person(archive.drafter(0));
    const other = await archive.person(archive.drafter(1));
    const [page, deleter] = [await one.open(), await other.open()];
    const before = (await readPaper(deleter)).find((line) => line.includes('a list'));
    await typeBehind(page, 'to the public', ' freely');
    await untilReads(deleter, /public freely/);
    await untilSaved(page);
    let swallowed = 0;
    one.swallow = ([kind, step]) => {
      const isUpdate = kind === 0 && step === 2;
      if (isUpdate) swallowed += 1;
      return isUpdate;
    };
    await caretAt(deleter, 'a list', 'after');
    // One deletion is one update, however the server groups what it sends.
    for (let count = 0; count < ' list'.length; count += 1) await deleter.keyboard.press('Shift+ArrowLeft');
    await deleter.keyboard.press('Backspace');
    await untilSaved(deleter);
    await untilReads(deleter, must(before, 'the clause').replace(' list', ''));
    await expect.poll(() => swallowed, { timeout: 10_000 }).toBe(1);
    one.swallow = () => false;
    await page.getByText('so it was fetched anew').waitFor();
    await untilReads(page, must(before, 'the clause').replace(' list', ''));
    await page.locator('.recoveries mark', { hasText: 'freely' }).waitFor();
    await untilSaved(page);
  });

  it('[E22] a page that crashes leaves what it had not sent to the next, once', async () => {
    const one = await archive.person(archive.drafter(0));
    const other = await archive.person(archive.drafter(1));
    const [page, reader] = [await one.open(), await other.open()];
    await one.cut();
    await typeBehind(page, 'pays for the gloves', ' and the coats');
    await page.getByText('Offline: 14 changes kept here').waitFor();
    one.mend();
    await one.crash();
    for (const each of [one.page, reader]) await untilReads(each, 'The Secretariat pays for the gloves and the coats.');
    await untilSaved(one.page);
    await expect.poll(() => changesKept(one.page), { timeout: 10_000 }).toBe(0);
    await one.page.reload();
    await untilReads(one.page, 'The Secretariat pays for the gloves and the coats.');
  });

  it('[E23] two tabs of one person keep their changes apart, and the one does not take over from the other while it lives', async () => {
    const one = await archive.person(archive.drafter(0));
    const first = await one.open();
    const second = await one.context.newPage();
    await one.cut();
    await typeBehind(first, 'leaves the reading room', ' ever');
    await first.getByText('Offline: 5 changes kept here').waitFor();
    await second.goto(first.url());
    await untilReads(second, /^Nothing leaves the reading room/);
    await second.getByText(/^(Offline|Connecting)/).waitFor();
    expect(await second.getByText(/changes kept here/).count()).toBe(0);
    await typeBehind(second, 'Copies are made on request', ' only');
    await second.getByText('Offline: 5 changes kept here').waitFor();
    one.mend();
    for (const page of [first, second]) {
      await untilReads(page, 'Nothing leaves the reading room ever.');
      await untilReads(page, 'Copies are made on request only.');
      await untilSaved(page);
    }
    await expect.poll(() => changesKept(first), { timeout: 10_000 }).toBe(0);
  });

  it('[E24] a session that ends under somebody keeps their words until they sign in again', async () => {
    const one = await archive.person(archive.drafter(0));
    const page = await one.open();
    await one.cut();
    await typeBehind(page, 'The archive closes at noon', ' sharp');
    await page.getByText('Offline: 6 changes kept here').waitFor();
    expect(await page.evaluate(async () => (await fetch('/api/session', { method: 'DELETE' })).status)).toBeLessThan(300);
    one.mend();
    await page
      .getByText(/Your session has ended/)
      .first()
      .waitFor();
    expect(await page.getByText('All changes saved').count()).toBe(0);
    await archive.server.stop();
    await archive.restart();
    await one.signIn(archive.drafter(0));
    const again = await one.open();
    await untilReads(again, 'The archive closes at noon sharp.');
    await untilSaved(again);
    const other = await archive.person(archive.drafter(1));
    await untilReads(await other.open(), 'The archive closes at noon sharp.');
  });
});

describe('a server that was put back from an older copy', () => {
  it('[S12] is found by a page that knows more: it says so, keeps the words, sends nothing of them, and goes on', async () => {
    const [one, other] = [await archive.person(archive.drafter(0)), await archive.person(archive.drafter(1))];
    const [page, second] = [await one.open(), await other.open()];
    await typeBehind(page, 'The archivist', ' duly');
    await untilSaved(page);
    const copy = archive.backup();
    await typeBehind(page, 'duly', ' appointed');
    await typeBehind(second, 'on request', ' alone');
    await Promise.all([untilSaved(page), untilSaved(second), untilReads(page, /request alone/)]);
    await expect.poll(() => textKept(page), { timeout: 10_000 }).toBe(true);
    await archive.restore(copy);
    await page
      .getByText(/Your session has ended/)
      .first()
      .waitFor();
    await one.signIn(archive.drafter(0));
    await one.open();
    // Said of the page as it was before, then of the one that is entered anew.
    await one.page.getByText('so that text was fetched').waitFor();
    for (const words of [' appointed', ' alone']) await one.page.locator('.recoveries mark', { hasText: words }).waitFor();
    expect((await readPaper(one.page)).join(' ')).not.toMatch(/appointed|alone/);
    await typeBehind(one.page, 'duly', ' elected');
    await untilSaved(one.page);
  });
});

/** Puts into each row that this browser keeps something that is none of its kind; runs in the page. */
function spoilStore(): Promise<void> {
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

/** How many rows of a kind this browser keeps. */
function kept(page: Page, kind: string): Promise<number> {
  return page.evaluate(
    (name) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('travaux');
        opening.addEventListener('error', () => reject(opening.error));
        opening.addEventListener('success', () => {
          const range = IDBKeyRange.bound([name], [name, []]);
          const counting = opening.result.transaction('kept').objectStore('kept').count(range);
          counting.addEventListener('success', () => {
            opening.result.close();
            resolve(counting.result);
          });
        });
      }),
    kind,
  );
}

const changesKept = (page: Page): Promise<number> => kept(page, 'change');
const textKept = async (page: Page): Promise<boolean> => (await kept(page, 'text')) > 0;
