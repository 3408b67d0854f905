/** What of the window nothing covers: from what sticks to the top of the page to what stands along its foot, in pixels. */
interface Sight {
  readonly from: number;
  readonly to: number;
}

/** How far from what covers the page something is brought that was behind it, in pixels. */
const MARGIN = 8;

const covering = new Set<HTMLElement>();

/**
 * Given as `ref`, says of an element that it covers the text at the top of the page or at its foot. The caret and all that is gone to then come to stand
 * beside it, however high it is just now.
 */
export function covers(element: HTMLElement | null): (() => void) | undefined {
  if (element === null) return undefined;
  const sizes = new ResizeObserver(tell);
  covering.add(element);
  tell();
  sizes.observe(element, { box: 'border-box' });
  return () => {
    sizes.disconnect();
    covering.delete(element);
    tell();
  };
}

/** As the style sheet has it (base.css), which leaves some lines of a small window. */
export function inSight(): Sight {
  const style = getComputedStyle(document.documentElement);
  return { from: pixels(style.scrollPaddingTop), to: innerHeight - pixels(style.getPropertyValue('--covered-below')) };
}

/** Scrolls as far as it takes to have in sight what stands there in the window. What is nowhere has no height. */
export function bringInSight({ top, bottom }: Pick<DOMRect, 'top' | 'bottom'>): void {
  const { from, to } = inSight();
  if (top === bottom) return;
  // The browser comes as near as a part of a pixel.
  if (top < from - 1) scrollBy({ top: top - from - MARGIN, behavior: 'instant' });
  else if (bottom > to + 1) scrollBy({ top: bottom - to + MARGIN, behavior: 'instant' });
}

function tell(): void {
  const before = inSight();
  const { style } = document.documentElement;
  const covered = [...covering].map(coverOf);
  style.setProperty('--covered-above', `${Math.max(0, ...covered.map(({ above }) => above))}px`);
  style.setProperty('--covered-below', `${Math.max(0, ...covered.map(({ below }) => below))}px`);
  const caret = caretRect();
  if (caret !== null && caret.bottom > before.from && caret.top < before.to) bringInSight(caret);
}

/** What sticks where there is room scrolls away where there is little, and then covers nothing. */
function coverOf(element: HTMLElement): { readonly above: number; readonly below: number } {
  const { position, insetBlockStart } = getComputedStyle(element);
  const height = element.offsetHeight;
  return { above: position === 'sticky' ? pixels(insetBlockStart) + height : 0, below: position === 'fixed' ? height : 0 };
}

/** The caret of the text that is written in. */
function caretRect(): DOMRect | null {
  const selection = getSelection();
  const writes = document.activeElement instanceof HTMLElement && document.activeElement.isContentEditable;
  if (!writes || selection === null || selection.focusNode === null) return null;
  const caret = document.createRange();
  caret.setStart(selection.focusNode, selection.focusOffset);
  return caret.getBoundingClientRect();
}

function pixels(length: string): number {
  return Number.parseFloat(length) || 0;
}
