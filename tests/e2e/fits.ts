import type { Page } from 'playwright-core';

/** What stands over the page and reaches out of its window, or out of what it stands in and cannot be scrolled there. */
export async function outOfPlace(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isScrolled = (element: Element): boolean => /auto|scroll/.test(getComputedStyle(element).overflowX);
    const frames = [...document.querySelectorAll('dialog[open], .modal, .popover')];
    return frames.flatMap((frame) => {
      const { left, right, top, bottom } = frame.getBoundingClientRect();
      if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) return [`${frame.className} itself`];
      const stray = [...frame.querySelectorAll('*')].find((element) => {
        const box = element.getBoundingClientRect();
        const isOut = box.width > 1 && element.checkVisibility() && (box.left < left - 1 || box.right > right + 1);
        for (let around = element.parentElement; isOut && around !== frame && around !== null; around = around.parentElement)
          if (isScrolled(around)) return false;
        return isOut;
      });
      return stray === undefined ? [] : [`${stray.tagName} ${stray.className} in ${frame.className}`];
    });
  });
}
