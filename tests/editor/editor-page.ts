import { createServer, type ViteDevServer } from 'vite';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchChromium } from '../browser/chromium.ts';
import { PATIENCE } from '../setup/patience.ts';
import { clauseId, proposalId } from '../../shared/base/ids.ts';
import type { Clause, Run } from '../../shared/text/clause.ts';
import type { Name, Setup } from './page/page.ts';

/** The longest that ProseMirror puts something off for, in milliseconds: the end of a composition. */
const LONGEST_DELAY = 20;

/** A place of a text: in which clause, behind how many characters. */
export type Place = readonly [clause: number, offset: number];

/** A page with two editors, to which real keys can be sent. */
export class EditorPage {
  readonly page: Page;
  readonly #browser: Browser;
  readonly #server: ViteDevServer;

  private constructor(server: ViteDevServer, browser: Browser, page: Page) {
    this.#server = server;
    this.#browser = browser;
    this.page = page;
  }

  static async open(): Promise<EditorPage> {
    const server = await createServer({
      configFile: false,
      root: `${import.meta.dirname}/page`,
      logLevel: 'error',
      // Of each worker its own: two that begin at once would take each other's half-made files.
      cacheDir: `${import.meta.dirname}/../../.tsbuild/editor-page-${process.env['VITEST_POOL_ID'] ?? ''}`,
      resolve: { dedupe: ['yjs'] },
      // As the real page: of what is pasted, too, no look that stands in an attribute is put on.
      server: {
        port: 0,
        headers: { 'content-security-policy': "style-src-attr 'none'" },
        hmr: false,
        watch: null,
        fs: { allow: [`${import.meta.dirname}/../..`] },
      },
    });
    await server.listen();
    const browser = await launchChromium();
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(PATIENCE);
    page.on('pageerror', (error) => {
      throw error;
    });
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await page.waitForFunction(() => typeof window.start === 'function');
    return new EditorPage(server, browser, page);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
  }

  /** Begins anew with two editors, long after what was before, and waits until they are on screen: what is not has no rendered words and no places. */
  async start(setup: Setup): Promise<void> {
    await this.page.evaluate(async (given) => {
      window.pass(60_000);
      window.start(given);
      for (let frame = 0; frame < 2; frame += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
    }, setup as never);
  }

  editor(name: Name): Locator {
    return this.page.locator(`#${name} .draft-editor`);
  }

  /** Puts the caret at an offset of a clause's characters (slots and out-text counted), past so many glyphs there. */
  async caret(name: Name, clause: number, offset: number, to = offset): Promise<void> {
    await this.page.evaluate(
      ({ name: side, clause: index, offset: from, to: until }) => {
        const { draft } = window.table.sides[side];
        let start = 1;
        for (let before = 0; before < index; before += 1) start += draft.editor.state.doc.child(before).nodeSize;
        draft.focus();
        draft.editor.commands.setTextSelection({ from: start + from, to: start + until });
      },
      { name, clause, offset, to },
    );
  }

  /** Clicks, and waits until the editor has dealt with it. */
  async click(x: number, y: number): Promise<void> {
    await this.page.mouse.click(x, y);
    await this.settle();
  }

  /** Resolves once all is done that the editor had put off: timers of one length go off in order, and its longest is this one. */
  async settle(): Promise<void> {
    await this.page.evaluate((longest) => new Promise((done) => setTimeout(done, longest)), LONGEST_DELAY);
  }

  /** Time stands still in the page but for this: for whatever the editor takes for one act because it comes soon after another. */
  async pass(milliseconds: number): Promise<void> {
    await this.page.evaluate((given) => window.pass(given), milliseconds);
  }

  /** Selects from a place of one clause to a place of another. */
  async select(name: Name, from: Place, to: Place): Promise<void> {
    await this.page.evaluate(
      ([side, ends]) => {
        const { draft } = window.table.sides[side];
        const { doc } = draft.editor.state;
        const at = ([index, offset]: readonly [number, number]): number => {
          let start = 1;
          for (let before = 0; before < index; before += 1) start += doc.child(before).nodeSize;
          return start + offset;
        };
        draft.focus();
        draft.editor.commands.setTextSelection({ from: at(ends[0]), to: at(ends[1]) });
      },
      [name, [from, to]] as const,
    );
    await this.settle();
  }

  /** The middle of a character of one's own text on screen. */
  pointAt([index, offset]: Place): Promise<{ readonly x: number; readonly y: number }> {
    return this.page.evaluate(
      ([at, inside]) => {
        const { view } = window.table.sides.a.draft.editor;
        let start = 1;
        for (let before = 0; before < at; before += 1) start += view.state.doc.child(before).nodeSize;
        const { left, top, bottom } = view.coordsAtPos(start + inside, 1);
        return { x: left + 1, y: (top + bottom) / 2 };
      },
      [index, offset] as const,
    );
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** What one copies, or cuts, as the clipboard gets it. */
  async copied(name: Name, how: 'copy' | 'cut' = 'copy'): Promise<Record<'text/plain' | 'text/html', string>> {
    return this.page.evaluate(
      ([side, type]) => {
        const transfer = new DataTransfer();
        window.table.sides[side].draft.editor.view.dom.dispatchEvent(
          new ClipboardEvent(type, { clipboardData: transfer, bubbles: true, cancelable: true }),
        );
        return { 'text/plain': transfer.getData('text/plain'), 'text/html': transfer.getData('text/html') };
      },
      [name, how] as const,
    );
  }

  async paste(name: Name, data: Readonly<Record<string, string>>): Promise<void> {
    await this.page.evaluate(
      ([side, given]) => {
        const transfer = new DataTransfer();
        for (const [type, value] of Object.entries(given)) transfer.setData(type, value);
        window.table.sides[side].draft.editor.view.dom.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }),
        );
      },
      [name, data] as const,
    );
  }

  async flush(): Promise<void> {
    await this.page.evaluate(() => window.table.flush());
  }

  /**
   * The text of one side as it would be written: `[+id:` … `]` for brackets of either kind, `{` … `}` for out-text, `_` for
   * slots.
   */
  async text(name: Name): Promise<string[]> {
    const { clauses, outcomes } = await this.page.evaluate(
      (side) => ({ clauses: window.table.text(side), outcomes: window.table.outcomes }),
      name,
    );
    return clauses.map((clause) => clause.runs.map((run) => written(run, outcomes)).join(''));
  }

  async clauses(name: Name): Promise<Clause[]> {
    return this.page.evaluate((side) => window.table.text(side), name);
  }

  /** The ids of the clauses of one side. */
  async ids(name: Name): Promise<string[]> {
    return (await this.clauses(name)).map(({ id }) => id);
  }

  /** Kind, level and number as issued of each clause of one side. */
  async attributes(name: Name): Promise<string[]> {
    return (await this.clauses(name)).map(({ kind, level, label }) => [kind, level, label].join(' ').trim());
  }

  /** Exchanges what is written, and throws where a side shows anything but its text or the two texts differ. */
  async checkBothSides(): Promise<void> {
    await this.flush();
    const faults = await this.page.evaluate(() => [...window.table.faults('a'), ...window.table.faults('b')]);
    const [a, b] = [await this.clauses('a'), await this.clauses('b')];
    if (JSON.stringify(a) !== JSON.stringify(b)) faults.push('the two texts differ');
    if (faults.length > 0) throw new Error(faults.join('\n'));
  }
}

/** A clause for a test. */
export function clause(id: string, runs: string | readonly Run[], rest: Partial<Clause> = {}): Clause {
  const content = typeof runs === 'string' ? (runs === '' ? [] : [run(runs)]) : runs;
  return { id: clauseId(id), kind: 'text', level: 0, label: '', runs: content, ...rest };
}

/** A run for a test: `+p` inserts, `-p` deletes. */
export function run(text: string, ...proposals: string[]): Run {
  const of = (sign: string) => proposals.filter((each) => each.startsWith(sign)).map((each) => proposalId(each.slice(1)));
  return { text, insertions: of('+'), deletions: of('-') };
}

function written(run: Run, outcomes: Readonly<Record<string, string>>): string {
  const text = run.text.replaceAll('\u2060', '_');
  const marks = [...run.insertions.map((id) => `+${id}`), ...run.deletions.map((id) => `-${id}`)];
  const isOut =
    run.insertions.some((id) => outcomes[id] === 'refused') || run.deletions.some((id) => outcomes[id] === 'accepted');
  const styled = `${run.bold ? '*' : ''}${run.italic ? '/' : ''}${text}${run.italic ? '/' : ''}${run.bold ? '*' : ''}`;
  if (isOut) return `{${styled}}`;
  return marks.length === 0 ? styled : `[${marks.join('')}:${styled}]`;
}
