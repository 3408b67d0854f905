import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { install } from './instruments.ts';
import { Meter } from './meter.ts';

const OPEN_MS = 60_000;
/** Until then ProseMirror may still move a caret that a click has put (EDITOR 4), and the page settles. */
const SETTLE_MS = 500;

/** Where in a text to type: so many characters into a clause. */
export interface Spot {
  readonly clause: number;
  readonly offset: number;
}

/** A page with an editor in it, under measure. What is done to it is what a person can do: a click, a key. */
export class EditorWindow {
  readonly page: Page;
  readonly meter: Meter;
  private readonly trouble: string[] = [];

  private constructor(page: Page, meter: Meter) {
    this.page = page;
    this.meter = meter;
    page.on('pageerror', (error) => this.trouble.push(error.message));
  }

  /** A window without a page, which will note what happens in each that it goes to. */
  static async blank(context: BrowserContext, clauses: number): Promise<EditorWindow> {
    const page = await context.newPage();
    await page.addInitScript(install, clauses);
    return new EditorWindow(page, await Meter.on(page));
  }

  static async open(context: BrowserContext, address: string, clauses: number): Promise<EditorWindow> {
    const window = await EditorWindow.blank(context, clauses);
    await window.page.goto(address);
    await window.untilShown();
    await sleep(SETTLE_MS);
    return window;
  }

  /** Resolves once the whole text stands on the page. */
  async untilShown(): Promise<void> {
    await this.page.waitForFunction(() => window.bench?.shown != null, undefined, { polling: 'raf', timeout: OPEN_MS });
  }

  /** Clicks between two characters of a clause. Throws where the caret then stands in another clause. */
  async caret({ clause, offset }: Spot): Promise<void> {
    await this.page.bringToFront();
    const at = await this.page.evaluate(
      async (spot) => {
        const element = document.querySelector('.ProseMirror')?.children[spot.clause];
        if (!(element instanceof HTMLElement)) throw new Error(`no clause ${spot.clause}`);
        // What was never laid out is as high as was guessed: it may move once it is.
        for (let frame = 0; frame < 4; frame += 1) {
          element.scrollIntoView({ block: 'center', behavior: 'instant' });
          await new Promise((drawn) => requestAnimationFrame(drawn));
        }
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        let left = spot.offset;
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          if (node.parentElement?.closest('[contenteditable=false]') != null) continue;
          const length = node.textContent?.length ?? 0;
          if (left >= length) {
            left -= length;
            continue;
          }
          const range = document.createRange();
          range.setStart(node, left);
          range.setEnd(node, left + 1);
          const { left: x, top, height } = range.getBoundingClientRect();
          return { x: x + 0.5, y: top + height / 2 };
        }
        throw new Error(`clause ${spot.clause} has no character ${spot.offset}`);
      },
      { clause, offset },
    );
    await this.page.mouse.click(at.x, at.y);
    await sleep(SETTLE_MS);
    const stands = await this.page.evaluate((index) => {
      const node = getSelection()?.anchorNode ?? null;
      return document.querySelector('.ProseMirror')?.children[index]?.contains(node) === true;
    }, clause);
    if (!stands) throw new Error(`the caret is not in clause ${clause}`);
  }

  /** The words of a clause as they stand on the page, without what is drawn over them. */
  words(clause: number): Promise<string> {
    return this.page.evaluate((index) => {
      const element = document.querySelector('.ProseMirror')?.children[index];
      if (element === undefined) return '';
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      let words = '';
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
        if (node.parentElement?.closest('[contenteditable=false]') == null) words += node.textContent ?? '';
      return words;
    }, clause);
  }

  /** How many clauses, bracket signs and characters of text stand on the page. */
  drawn(): Promise<{ readonly clauses: number; readonly glyphs: number; readonly characters: number }> {
    return this.page.evaluate(() => {
      const editor = document.querySelector('.ProseMirror');
      if (editor === null) return { clauses: 0, glyphs: 0, characters: 0 };
      const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
      let characters = 0;
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
        if (node.parentElement?.closest('[contenteditable=false]') == null) characters += node.textContent?.length ?? 0;
      return { clauses: editor.childElementCount, glyphs: editor.querySelectorAll('.glyph').length, characters };
    });
  }

  /** Throws where the page complained of anything. */
  check(): void {
    if (this.trouble.length > 0) throw new Error(`the page says: ${this.trouble.join('; ')}`);
  }
}
