import { isUnreadable, LINE_END } from './clause-words.ts';

/** Pages, mail, and what names no scheme and so stands beside this text: nothing that a browser would run. */
const HARMLESS = /^(https?:|mailto:|[^:/?#]*([/?#]|$))/i;
const LONGEST_LINK = 4_000;

/** Whether an address may be that of a link, wherever the text comes from. */
export function isLinkAddress(href: string): boolean {
  return href.length <= LONGEST_LINK && HARMLESS.test(href) && !isUnreadable(href) && !LINE_END.test(href);
}
