import { ownStyle, type OwnStyle } from './pasted-style.ts';

/** What rich text holds beside the words that its readers read. */
type Unread = 'struck' | 'hidden' | 'comment' | 'note';

/** Selectors of elements and classes alone. */
const BY_CLASS = /^[\w.,\s-]+$/;
const STRUCK = new Set(['DEL', 'S', 'STRIKE']);
const TOLD: readonly (readonly [Unread, string])[] = [
  ['struck', 'struck words'],
  ['comment', 'comments'],
  ['note', 'footnotes'],
];

/**
 * Takes out of a page what a reader of the final text would not read: what is struck or hidden, comments, and the marks and notes of foot- and endnotes, as
 * Word, LibreOffice, Google Docs and web pages write them. What was taken that somebody may miss, in a sentence; null where nothing was.
 */
export function removeUnread(page: Document): string | null {
  const bySheets = readStyleSheets(page);
  const removed = new Set<Unread>();
  for (const element of [...page.body.querySelectorAll<HTMLElement>('*')]) {
    const unread = page.body.contains(element) ? unreadAs(element, bySheets) : null;
    if (unread === null) continue;
    const whole = wholeOf(element);
    if (wordsOf(whole) !== '') removed.add(unread);
    whole.remove();
  }
  const told = TOLD.flatMap(([unread, words]) => (removed.has(unread) ? [words] : []));
  const last = told.pop();
  if (last === undefined) return null;
  return `Left out of what was pasted: ${told.length === 0 ? last : `${told.join(', ')} and ${last}`}.`;
}

function unreadAs(element: HTMLElement, { struck, hidden }: BySheets): Unread | null {
  const style = element.getAttribute('style') ?? '';
  const part = /mso-element:\s*(comment|footnote|endnote)/i.exec(style)?.[1]?.toLowerCase();
  if (part === 'comment' || isComment(element, style)) return 'comment';
  if (part !== undefined || isNote(element, style)) return 'note';
  const own = ownStyle(element);
  if (isHidden(element, own, hidden) || /mso-hide:\s*all/i.test(style)) return 'hidden';
  return isStruck(element, own, struck) ? 'struck' : null;
}

function isComment({ id, className }: HTMLElement, style: string): boolean {
  return (
    /mso-special-character:\s*comment/i.test(style) ||
    /\b(?:MsoCommentReference|msocomanchor)\b/.test(className) ||
    /^cmnt(?:_ref)?\d+$/.test(id)
  );
}

function isNote(element: HTMLElement, style: string): boolean {
  const { id, className } = element;
  return (
    /mso-(?:foot|end)note-id/i.test(style) ||
    /\b(?:Mso(?:Foot|End)noteReference|sd(?:foot|end)note(?:anc|sym))\b/.test(className) ||
    /^(?:ftnt(?:_ref)?\d+|(?:ftn|edn|sdfootnote|sdendnote)\d+)$/.test(id) ||
    /^doc-(?:noteref|footnote|endnotes?)$/.test(element.getAttribute('role') ?? '')
  );
}

function isHidden(element: HTMLElement, { display, visibility }: OwnStyle, hidden: ReadonlySet<Element>): boolean {
  const isGone = display === '' ? hidden.has(element) : display === 'none';
  return isGone || /^(?:hidden|collapse)$/.test(visibility) || element.hasAttribute('hidden');
}

/** What a text of ours shows as proposed to go still stands. */
function isStruck(element: HTMLElement, { textDecorationLine }: OwnStyle, struck: ReadonlySet<Element>): boolean {
  if (element.closest('[data-proposal], [data-in]') !== null) return false;
  if (STRUCK.has(element.tagName.toUpperCase())) return true;
  return textDecorationLine === '' ? struck.has(element) : textDecorationLine.includes('line-through');
}

/** Google Docs writes a note or a comment as a paragraph that begins with a way back, in a box with what goes on in it. */
function wholeOf(element: HTMLElement): HTMLElement {
  if (!/^(?:ftnt|cmnt)\d+$/.test(element.id)) return element;
  const box = element.closest('div');
  const isOne = box?.querySelectorAll('[id^="ftnt"], [id^="cmnt"]').length === 1 && wordsOf(box).startsWith(wordsOf(element));
  return (isOne ? box : element.closest('p')) ?? element;
}

/** What style sheets strike or hide. */
interface BySheets {
  readonly struck: ReadonlySet<Element>;
  readonly hidden: ReadonlySet<Element>;
}

/** Word and spreadsheets strike and hide by classes too. The sheets are read and not put on: nothing in them is fetched. */
function readStyleSheets(page: Document): BySheets {
  const [struck, hidden] = [new Set<Element>(), new Set<Element>()];
  for (const { textContent } of page.querySelectorAll('style')) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(textContent);
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSStyleRule) || !BY_CLASS.test(rule.selectorText)) continue;
      const { textDecorationLine, display } = rule.style;
      const strikes = textDecorationLine.includes('line-through');
      if (!strikes && display !== 'none') continue;
      for (const element of page.body.querySelectorAll(rule.selectorText)) {
        if (strikes) struck.add(element);
        if (display === 'none') hidden.add(element);
      }
    }
  }
  return { struck, hidden };
}

function wordsOf({ textContent }: HTMLElement): string {
  return (textContent ?? '').trim();
}
