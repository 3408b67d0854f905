import type { Locator, Page } from 'playwright-core';
import { clauseWith } from './reading.ts';

/** Whether the card of the current point and the words that it is about are both seen, in the foremost place, once all is drawn. */
export async function seenTogether(page: Page): Promise<string> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 4; frame += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
    const card = document.querySelector<HTMLElement>('.card.unfolded');
    const head = card?.querySelector('.card-head');
    const words = document.querySelector(`.text .clause [data-proposal="${card?.dataset['point']}"]`);
    const isSeen = (element: Element | null | undefined): boolean => {
      const box = element?.getClientRects()[0];
      const met = box === undefined ? null : document.elementFromPoint(box.left + 2, box.top + box.height / 2);
      return met !== null && element?.contains(met) === true;
    };
    return `${isSeen(head) ? 'card' : 'no card'}, ${isSeen(words) ? 'words' : 'no words'}`;
  });
}

/** Whether nothing lies over the save state, and what it says. */
export async function saveStateSeen(page: Page): Promise<string> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise((drawn) => requestAnimationFrame(drawn));
    const state = document.querySelector<HTMLElement>('.save');
    const box = state?.getBoundingClientRect();
    const met = box === undefined ? null : document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return met !== null && state?.contains(met) === true ? state.innerText : 'not in sight';
  });
}

/** By how much the page is wider than its window, in pixels. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

export const heldUp = (page: Page) => page.locator('.card.as-sheet');

/** What is held up at the foot of the window, whatever it is. */
export const held = (page: Page) => page.locator('.as-sheet');

/** Whether what is held up is the foremost along the foot of the window. */
export function inSightAtFoot(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const sheet = document.querySelector('.as-sheet');
    const box = sheet?.getBoundingClientRect();
    if (sheet == null || box === undefined || Math.round(box.bottom) !== innerHeight) return false;
    return sheet.contains(document.elementFromPoint(box.left + box.width / 2, box.bottom - 20));
  });
}

/** Whether the first line of the clause with these words is read over what is held up. */
export async function isOverWhatIsHeldUp(page: Page, words: string): Promise<boolean> {
  const [clause, sheet] = await Promise.all([clauseWith(page, words).boundingBox(), held(page).boundingBox()]);
  return clause !== null && sheet !== null && clause.y > 0 && clause.y + 24 < sheet.y;
}

/** In how many rows the parts of a bar stand that can be used. */
export function rowsOf(bar: Locator): Promise<number> {
  return bar
    .locator('button, select')
    .evaluateAll(
      (parts) =>
        new Set(parts.map((part) => Math.round((part.getBoundingClientRect().top + part.getBoundingClientRect().bottom) / 4)))
          .size,
    );
}

export function isInWindow(element: Element): boolean {
  const { left, right } = element.getBoundingClientRect();
  return left >= 0 && right <= innerWidth;
}
