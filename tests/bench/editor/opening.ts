import { setTimeout as sleep } from 'node:timers/promises';
import type { EditorWindow } from './editor-window.ts';

/** How long opening a text took, in milliseconds, until what was typed into it stood on the page. */
export interface Opening {
  /** From the navigation on: page, code, sign-in and record with Travaux, text, first painting. */
  readonly shown: number;
  readonly typable: number;
  /** From when the whole text had come over the socket; null where it was there before, kept from an earlier visit. */
  readonly fromText: number | null;
  /** CPU time of the page's main thread from the navigation on. */
  readonly cpu: number;
}

/** Long enough that what the lobby still does is over, and that a page has kept its text before it is left. */
const REST_MS = 1500;
const TYPED_MS = 20_000;

/** Goes from the lobby to a text, clicks into it as soon as it stands there, and types a letter. */
export async function openFrom(editor: EditorWindow, lobby: string, address: string, isKept: boolean): Promise<Opening> {
  const { page } = editor;
  await page.goto(lobby);
  if (!isKept) {
    const session = await page.context().newCDPSession(page);
    await session.send('Storage.clearDataForOrigin', { origin: new URL(lobby).origin, storageTypes: 'indexeddb' });
    await session.detach();
  }
  await sleep(REST_MS);
  await page.bringToFront();
  let opening: Opening | null = null;
  const { all } = await editor.meter.during(async () => {
    await page.goto(address, { waitUntil: 'commit' });
    await editor.untilShown();
    await page.mouse.click(600, 500);
    await page.keyboard.press('x');
    await page.waitForFunction(() => window.bench.typed !== null, undefined, { polling: 'raf', timeout: TYPED_MS });
    opening = await page.evaluate(() => {
      const { text, shown, typed } = window.bench;
      return { shown: shown ?? NaN, typable: typed ?? NaN, fromText: text === null ? null : (typed ?? NaN) - text, cpu: 0 };
    });
  });
  // A page that is left keeps its text only once it has been confirmed.
  await sleep(REST_MS);
  editor.check();
  if (opening === null) throw new Error('nothing was opened');
  return { ...(opening as Opening), cpu: all };
}
