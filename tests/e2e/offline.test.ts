import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import { launchChromium } from '../browser/chromium.ts';
import { caretAt, clauseWith, readPaper, untilReads } from './reading.ts';
import { newDataFolder, RunningServer, travaux, type SeatLink } from './travaux.ts';

const SOURCE = `## Draft decision on the archive

## Article 1

1. The archive is open to the public.
2. The archivist keeps a list of visitors.
3. Visitors wear gloves.
4. The Secretariat pays for the gloves.
5. Nothing leaves the reading room.
6. Copies are made on request.
7. The archive closes at noon.
`;

let server: RunningServer;
let browser: Browser;
const data = newDataFolder();
const people: Person[] = [];

/** Somebody with a browser of their own, whose sockets can be cut while HTTP goes on. */
class Person {
  readonly context: BrowserContext;
  readonly trouble: string[] = [];
  isCut = false;
  page: Page;
  /** Whether a message of the server is to be lost on its way. */
  swallow: (message: Buffer) => boolean = () => false;
  private readonly sockets = new Set<WebSocketRoute>();

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
  }

  static async at(seat: SeatLink): Promise<Person> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const person = new Person(context, await context.newPage());
    people.push(person);
    await context.routeWebSocket(/\/sync\//, (socket) => {
      if (person.isCut) return void socket.close({ code: 1001 });
      person.sockets.add(socket);
      const behind = socket.connectToServer();
      behind.onMessage((message) => {
        if (typeof message === 'string' || !person.swallow(message)) socket.send(message);
      });
      return undefined;
    });
    await person.signIn(seat);
    return person;
  }

  async signIn(seat: SeatLink): Promise<void> {
    this.listen(this.page);
    await this.page.goto(seat.link);
    await this.page.waitForURL((url) => url.pathname === '/');
  }

  async open(): Promise<Page> {
    await this.page.locator('a.draft-card', { hasText: 'archive' }).click();
    await untilReads(this.page, 'Article 1');
    return this.page;
  }

  async cut(): Promise<void> {
    this.isCut = true;
    for (const socket of this.sockets) await socket.close({ code: 1001 });
    this.sockets.clear();
    await this.page.getByText(/^Offline/).waitFor();
  }

  mend(): void {
    this.isCut = false;
  }

  /** The browser’s process for the page ends without a word. */
  async crash(): Promise<void> {
    const address = this.page.url();
    await this.page.close({ runBeforeUnload: false });
    this.page = await this.context.newPage();
    this.listen(this.page);
    await this.page.goto(address);
  }

  private listen(page: Page): void {
    page.on('pageerror', (error) => this.trouble.push(`${error.name}: ${error.message}`));
  }
}

/** Until some time after the focus ProseMirror may take back a caret (EDITOR 1). */
async function caretIn(page: Page, behind: string): Promise<void> {
  await caretAt(page, behind, 'after');
  await page.waitForTimeout(250);
}

async function type(page: Page, behind: string, words: string): Promise<void> {
  await caretIn(page, behind);
  await page.keyboard.type(words);
}

const saved = (page: Page): Promise<void> => page.getByText('All changes saved').waitFor();
function present<T>(value: T | undefined): T {
  return must(value, 'somebody');
}

const drafter = (nth: number): SeatLink => server.seat('drafter', undefined, nth);

async function restart(): Promise<void> {
  server = await RunningServer.start({ data, args: ['--port', new URL(server.url).port] });
}

beforeAll(async () => {
  const file = join(data, 'archive.md');
  writeFileSync(file, SOURCE);
  expect(travaux('import', file, '--data', data).status).toBe(0);
  browser = await launchChromium();
});

// A link is good once: each test has its own.
beforeEach(async () => {
  server = await RunningServer.start({ data });
});

afterAll(async () => {
  await browser.close();
  expect(travaux('verify', '--data', data)).toMatchObject({ status: 0 });
  rmSync(data, { recursive: true, force: true });
});

afterEach(async () => {
  const trouble = people.flatMap((person) => person.trouble);
  for (const person of people.splice(0)) await person.context.close();
  await server.stop();
  if (trouble.length > 0) throw new Error(trouble.join('\n'));
});

describe('nothing typed is lost', () => {
  it('[E20] three browsers: what is typed while the server is dead is counted, and everybody has it when it is back', async () => {
    const [one, two, reader] = await Promise.all(
      [drafter(0), drafter(1), server.seat('observer')].map((seat) => Person.at(seat)),
    );
    const pages = await Promise.all([present(one), present(two), present(reader)].map((person) => person.open()));
    const [first, second] = [present(pages[0]), present(pages[1])];
    await server.stop('SIGKILL');
    await first.getByText(/^Offline/).waitFor();
    await type(first, 'open to the public', ' on weekdays');
    await type(second, 'a list of visitors', ' by name');
    await first.getByText('Offline: 12 changes kept here, not yet saved').waitFor();
    expect(await first.getByText('All changes saved').count()).toBe(0);
    await restart();
    for (const page of pages) {
      await untilReads(page, 'The archive is open to the public on weekdays.');
      await untilReads(page, 'The archivist keeps a list of visitors by name.');
    }
    await Promise.all([saved(first), saved(second)]);
  });

  it('[E21] a reload while the socket is cut shows the text at once with what was typed, and goes on', async () => {
    const one = await Person.at(drafter(0));
    const other = await Person.at(drafter(1));
    const [page, reader] = [await one.open(), await other.open()];
    await type(page, 'gloves', ' of cotton');
    await saved(page);
    await untilReads(page, 'Visitors wear gloves of cotton.');
    // Long enough for the text to be written down.
    await expect.poll(() => textKept(page), { timeout: 10_000 }).toBe(true);
    await one.cut();
    await type(page, 'of cotton', ' or silk');
    await page.getByText('Offline: 8 changes kept here').waitFor();
    await page.reload();
    await untilReads(page, 'Visitors wear gloves of cotton or silk.');
    expect(await readPaper(reader)).toContain('Visitors wear gloves of cotton.');
    await type(page, 'or silk', ' or wool');
    one.mend();
    await untilReads(reader, 'Visitors wear gloves of cotton or silk or wool.');
    await saved(page);
    await expect.poll(() => changesKept(page), { timeout: 10_000 }).toBe(0);
  });

  it('[E28] a browser that keeps nothing says so, and works', async () => {
    const one = await Person.at(drafter(0));
    await one.context.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
    await one.page.reload();
    const page = await one.open();
    await page.getByText(/does not let Travaux keep anything on this device/).waitFor();
    await type(page, 'a list of visitors', ' and');
    await saved(page);
    expect(await page.getByText(/does not let Travaux keep anything on this device/).count()).toBe(1);
  });

  it('[E29] a text that came to differ from the server’s is found, said, and fetched anew, with one’s last words kept', async () => {
    const one = await Person.at(drafter(0));
    const other = await Person.at(drafter(1));
    const [page, deleter] = [await one.open(), await other.open()];
    const before = (await readPaper(deleter)).find((line) => line.includes('a list'));
    await type(page, 'to the public', ' freely');
    await untilReads(deleter, /public freely/);
    await saved(page);
    let swallowed = 0;
    one.swallow = ([kind, step]) => {
      const isUpdate = kind === 0 && step === 2;
      if (isUpdate) swallowed += 1;
      return isUpdate;
    };
    await caretIn(deleter, 'a list');
    // One deletion is one update, however the server groups what it sends.
    for (let count = 0; count < ' list'.length; count += 1) await deleter.keyboard.press('Shift+ArrowLeft');
    await deleter.keyboard.press('Backspace');
    await saved(deleter);
    await untilReads(deleter, must(before, 'the clause').replace(' list', ''));
    await expect.poll(() => swallowed, { timeout: 10_000 }).toBe(1);
    one.swallow = () => false;
    expect((await readPaper(page)).find((line) => line.includes('a list'))).toBe(before);
    await page.getByText('so it was fetched anew').waitFor();
    await untilReads(page, must(before, 'the clause').replace(' list', ''));
    await page.locator('.recoveries mark', { hasText: 'freely' }).waitFor();
    await saved(page);
  });

  it('[E22] a page that crashes leaves what it had not sent to the next, once', async () => {
    const one = await Person.at(drafter(0));
    const other = await Person.at(drafter(1));
    const [page, reader] = [await one.open(), await other.open()];
    await one.cut();
    await type(page, 'pays for the gloves', ' and the coats');
    await page.getByText('Offline: 14 changes kept here').waitFor();
    one.mend();
    await one.crash();
    for (const each of [one.page, reader]) await untilReads(each, 'The Secretariat pays for the gloves and the coats.');
    await saved(one.page);
    await expect.poll(() => changesKept(one.page), { timeout: 10_000 }).toBe(0);
    await one.page.reload();
    await untilReads(one.page, 'The Secretariat pays for the gloves and the coats.');
  });

  it('[E23] two tabs of one person keep their changes apart, and the one does not take over from the other while it lives', async () => {
    const one = await Person.at(drafter(0));
    const first = await one.open();
    const second = await one.context.newPage();
    await one.cut();
    await type(first, 'leaves the reading room', ' ever');
    await first.getByText('Offline: 5 changes kept here').waitFor();
    await second.goto(first.url());
    await untilReads(second, /^Nothing leaves the reading room/);
    await second.getByText(/^(Offline|Connecting)/).waitFor();
    expect(await second.getByText(/changes kept here/).count()).toBe(0);
    await type(second, 'Copies are made on request', ' only');
    await second.getByText('Offline: 5 changes kept here').waitFor();
    one.mend();
    for (const page of [first, second]) {
      await untilReads(page, 'Nothing leaves the reading room ever.');
      await untilReads(page, 'Copies are made on request only.');
      await saved(page);
    }
    await expect.poll(() => changesKept(first), { timeout: 10_000 }).toBe(0);
  });

  it('[E24] a session that ends under somebody keeps their words until they sign in again', async () => {
    const one = await Person.at(drafter(0));
    const page = await one.open();
    await one.cut();
    await type(page, 'The archive closes at noon', ' sharp');
    await page.getByText('Offline: 6 changes kept here').waitFor();
    expect(await page.evaluate(async () => (await fetch('/api/session', { method: 'DELETE' })).status)).toBeLessThan(300);
    one.mend();
    await page
      .getByText(/Your session has ended/)
      .first()
      .waitFor();
    expect(await page.getByText('All changes saved').count()).toBe(0);
    await server.stop();
    await restart();
    await one.signIn(drafter(0));
    const again = await one.open();
    await untilReads(again, 'The archive closes at noon sharp.');
    await saved(again);
    const other = await Person.at(drafter(1));
    await untilReads(await other.open(), 'The archive closes at noon sharp.');
  });
});

describe('the tray', () => {
  it('[E25] words whose paragraph was removed meanwhile wait on the desk and on the page, and are put back', async () => {
    const one = await Person.at(drafter(0));
    const other = await Person.at(drafter(1));
    const [page, remover] = [await one.open(), await other.open()];
    await one.cut();
    await type(page, 'Copies are made', ' by hand and');
    await page.getByText('Offline: 12 changes kept here').waitFor();
    await clauseWith(remover, 'Copies are made').click({ clickCount: 3 });
    await remover.keyboard.press('Backspace');
    await remover.keyboard.press('Backspace');
    await saved(remover);
    expect((await readPaper(remover)).join()).not.toContain('Copies');
    one.mend();
    const tray = page.getByRole('region', { name: 'Words of yours that are in no text' });
    await tray.locator('mark', { hasText: 'by hand and' }).waitFor();
    expect((await readPaper(page)).join()).not.toContain('by hand');
    expect(await remover.getByRole('region', { name: /in no text/ }).count()).toBe(0);
    await page.goto(new URL('/', page.url()).href);
    await page.getByRole('complementary', { name: 'Waiting for you' }).getByText('1 passage of yours that is in no text').click();
    await tray.getByRole('button', { name: 'Put back' }).click();
    for (const each of [page, remover]) await untilReads(each, 'by hand and');
    await tray.waitFor({ state: 'detached' });
    await page.reload();
    await untilReads(page, 'by hand and');
    expect(await tray.count()).toBe(0);
  });

  it('[E26] a revision that is issued under somebody offline: their words are carried over by the tray', async () => {
    const one = await Person.at(drafter(0));
    const other = await Person.at(drafter(1));
    const [page, issuer] = [await one.open(), await other.open()];
    await one.cut();
    await type(page, 'Visitors wear', ' clean');
    await page.getByText('Offline: 6 changes kept here').waitFor();
    const status = await issuer.evaluate(async () => {
      const draft = location.pathname.split('/').at(-1);
      const command = { type: 'issue-revision', symbol: 'A/1' };
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`/api/drafts/${draft}/commands`, { method: 'POST', headers, body: JSON.stringify(command) })).status;
    });
    expect(status).toBe(200);
    one.mend();
    await page.getByText('was issued as A/1').waitFor();
    const tray = page.getByRole('region', { name: 'Words of yours that are in no text' });
    await tray.locator('mark', { hasText: 'clean' }).waitFor();
    await page.reload();
    await tray.getByRole('button', { name: 'Put back' }).click();
    await issuer.reload();
    for (const each of [page, issuer]) await untilReads(each, /^Visitors wear clean gloves/);
    await saved(page);
    await tray.waitFor({ state: 'detached' });
  });

  it('[E27] words are copied, and discarded when that is said twice', async () => {
    const one = await Person.at(drafter(0));
    await one.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const other = await Person.at(drafter(1));
    const [page, remover] = [await one.open(), await other.open()];
    await one.cut();
    await type(page, 'The archive closes', ' not');
    await clauseWith(remover, 'The archive closes').click({ clickCount: 3 });
    await remover.keyboard.press('Backspace');
    await remover.keyboard.press('Backspace');
    await saved(remover);
    one.mend();
    const tray = page.getByRole('region', { name: 'Words of yours that are in no text' });
    await tray.getByRole('button', { name: 'Copy' }).click();
    await tray.getByText('Copied.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('not');
    await tray.getByRole('button', { name: 'Discard', exact: true }).click();
    await tray.getByRole('button', { name: 'Keep' }).click();
    await tray.getByRole('button', { name: 'Discard', exact: true }).click();
    await tray.getByRole('button', { name: 'Discard for good' }).click();
    await tray.waitFor({ state: 'detached' });
    await page.reload();
    await saved(page);
    expect(await tray.count()).toBe(0);
  });
});

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
