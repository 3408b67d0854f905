import type { Locator, Page } from 'playwright-core';
import { PATIENCE } from '../setup/patience.ts';

/**
 * The paper as a reader sees it, a line a clause: words and bracket signs, without numbers, tags, carets and what is said to screen
 * readers alone. A chip reads as `‹…›`.
 */
export async function readPaper(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const clauses = document.querySelectorAll<HTMLElement>('.ProseMirror > p, [data-clause]');
    const aside =
      '.unseen, .tag, .status-tag, .gutter, .rails, .caret-aside, .remote-caret, .remote-label, .clause-acts, .before-number .number';
    return Array.from(clauses, (clause) => {
      let line = '';
      const walker = document.createTreeWalker(clause, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        if (node instanceof HTMLElement) line += node.matches('.chip') ? '‹…›' : '';
        else if (node.parentElement?.closest(`${aside}, .chip`) === null && node.parentElement.checkVisibility())
          line += node.textContent ?? '';
      }
      return line.replaceAll('\u2060', '').trim();
    });
  });
}

/** Waits until some clause of the paper reads like this. */
export async function untilReads(page: Page, line: string | RegExp): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const paper = await readPaper(page).catch(leaving);
    if (paper.some((one) => (typeof line === 'string' ? one === line : line.test(one)))) return;
    if (Date.now() > deadline) throw new Error(`no clause reads ${String(line)} in\n${paper.join('\n')}`);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve))).catch(leaving);
  }
}

/** A page that is on its way to another one shows nothing just then. */
function leaving(error: unknown): string[] {
  if (error instanceof Error && error.message.includes('Execution context was destroyed')) return [];
  throw error;
}

/** The clause that holds these words, in an editor or a reading view. */
export function clauseWith(page: Page, words: string): Locator {
  return page.locator('.ProseMirror > p, [data-clause]').filter({ hasText: words }).first();
}

/** Puts the caret of an editor before (or behind) the first place where these words stand, with the keyboard's own means. */
export async function caretAt(page: Page, words: string, where: 'before' | 'after', tries = 5): Promise<void> {
  await page.locator('.ProseMirror[contenteditable=true]').filter({ hasText: words }).waitFor();
  const at = await page.evaluate(
    ([text, side]) => {
      const editor = document.querySelector<HTMLElement>('.ProseMirror[contenteditable=true]');
      if (editor === null) throw new Error('no editor');
      const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const index = node.textContent?.indexOf(text ?? '') ?? -1;
        if (index === -1) continue;
        const range = document.createRange();
        const offset = side === 'before' ? index : index + (text ?? '').length;
        range.setStart(node, Math.max(0, offset - (side === 'before' ? 0 : 1)));
        range.setEnd(node, Math.max(1, offset + (side === 'before' ? 1 : 0)));
        node.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
        const box = range.getBoundingClientRect();
        return { x: side === 'before' ? box.left + 0.5 : box.right - 0.5, y: box.top + box.height / 2 };
      }
      return null;
    },
    [words, where],
  );
  if (at === null) throw new Error(`the editor has no words ${words}`);
  await page.mouse.click(at.x, at.y);
  // What moves on the page meanwhile, such as a notice that comes, must not put the caret elsewhere.
  if (await page.evaluate(standsAt, [words, where] as const)) return;
  if (tries === 1) throw new Error(`the caret does not come to stand ${where} ${words}`);
  await caretAt(page, words, where, tries - 1);
}

/** Whether the caret stands right before (or behind) these words; runs in the page. */
function standsAt([words, where]: readonly [string, 'before' | 'after']): boolean {
  const selection = getSelection();
  const anchor = selection?.anchorNode;
  const clause = (anchor instanceof Element ? anchor : anchor?.parentElement)?.closest('.clause');
  if (!selection?.isCollapsed || !anchor || !clause) return false;
  const range = document.createRange();
  range.selectNodeContents(clause);
  if (where === 'before') range.setStart(anchor, selection.anchorOffset);
  else range.setEnd(anchor, selection.anchorOffset);
  const plain = (text: string): string => text.replaceAll(/[\u2060[\]]/g, '');
  return where === 'before' ? plain(range.toString()).startsWith(plain(words)) : plain(range.toString()).endsWith(plain(words));
}

/** Types behind the first place where these words stand. */
export async function typeBehind(page: Page, behind: string, words: string): Promise<void> {
  await caretAt(page, behind, 'after');
  await page.keyboard.type(words);
}

/** Waits until the page says that everything is saved. */
export async function untilSaved(page: Page): Promise<void> {
  await page.getByText('All changes saved').waitFor();
}

/** Selects words of an editor with Shift and the arrow key, as a drafter does. */
export async function selectWords(page: Page, words: string): Promise<void> {
  await caretAt(page, words, 'before');
  const selected = (): Promise<string> => page.evaluate(() => getSelection()?.toString().replaceAll('\u2060', '') ?? '');
  for (let count = 0; count < words.length * 3 && (await selected()).length < words.length; count += 1)
    await page.keyboard.press('Shift+ArrowRight');
  if ((await selected()) !== words) throw new Error(`selected “${await selected()}” instead of “${words}”`);
}

/** Takes one's own typing back, by key, until the clause reads like this: a slow page takes for several acts what was typed in one. */
export async function undoUntilReads(page: Page, line: string): Promise<void> {
  for (let step = 0; step < 20 && !(await readPaper(page)).includes(line); step += 1) await page.keyboard.press('Control+z');
  await untilReads(page, line);
}

/** Takes a clause of one line out of an editor, by key. */
export async function removeClause(page: Page, words: string): Promise<void> {
  await caretAt(page, words, 'before');
  for (const key of ['Home', 'Shift+End', 'Backspace', 'Backspace']) await page.keyboard.press(key);
  await clauseWith(page, words).waitFor({ state: 'detached' });
}

/** Waits until keys go to this place. */
export async function untilFocused(place: Locator): Promise<void> {
  const element = await place.elementHandle();
  await place.page().waitForFunction((one) => one?.contains(document.activeElement), element);
}
