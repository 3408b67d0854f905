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
  markByStyleSheets(page);
  const removed = new Set<Unread>();
  for (const element of [...page.body.querySelectorAll<HTMLElement>('*')]) {
    const unread = page.body.contains(element) ? unreadAs(element) : null;
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

function unreadAs(element: HTMLElement): Unread | null {
  const style = element.getAttribute('style') ?? '';
  const part = /mso-element:\s*(comment|footnote|endnote)/i.exec(style)?.[1]?.toLowerCase();
  if (part === 'comment' || isComment(element, style)) return 'comment';
  if (part !== undefined || isNote(element, style)) return 'note';
  if (isHidden(element, style)) return 'hidden';
  return isStruck(element) ? 'struck' : null;
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

function isHidden(element: HTMLElement, style: string): boolean {
  const { display, visibility } = element.style;
  const isUnseen = display === 'none' || /^(?:hidden|collapse)$/.test(visibility);
  return isUnseen || element.hasAttribute('hidden') || /mso-hide:\s*all/i.test(style);
}

/** What a text of ours shows as proposed to go still stands. */
function isStruck(element: HTMLElement): boolean {
  if (element.closest('[data-proposal], [data-in]') !== null) return false;
  return STRUCK.has(element.tagName.toUpperCase()) || /line-through/.test(element.style.textDecorationLine);
}

/** Google Docs writes a note or a comment as a paragraph that begins with a way back, in a box with what goes on in it. */
function wholeOf(element: HTMLElement): HTMLElement {
  if (!/^(?:ftnt|cmnt)\d+$/.test(element.id)) return element;
  const box = element.closest('div');
  const isOne = box?.querySelectorAll('[id^="ftnt"], [id^="cmnt"]').length === 1 && wordsOf(box).startsWith(wordsOf(element));
  return (isOne ? box : element.closest('p')) ?? element;
}

/** Word and spreadsheets strike and hide by classes too. The sheets are read and not put on: nothing in them is fetched. */
function markByStyleSheets(page: Document): void {
  for (const { textContent } of page.querySelectorAll('style')) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(textContent);
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSStyleRule) || !BY_CLASS.test(rule.selectorText)) continue;
      const { textDecorationLine, display } = rule.style;
      const strikes = textDecorationLine.includes('line-through');
      if (!strikes && display !== 'none') continue;
      for (const { style } of page.body.querySelectorAll<HTMLElement>(rule.selectorText)) {
        if (strikes) style.textDecorationLine ||= 'line-through';
        if (display === 'none') style.display ||= 'none';
      }
    }
  }
}

function wordsOf({ textContent }: HTMLElement): string {
  return (textContent ?? '').trim();
}
