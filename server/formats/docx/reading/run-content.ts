import type { Element } from '@xmldom/xmldom';

/** What stands in a run and is told of, since no text holds it, by the name of its element. */
export const PICTURES: ReadonlyMap<string, string> = new Map([
  ['drawing', 'a picture or drawing'],
  ['pict', 'a picture or drawing'],
  ['object', 'an embedded object'],
]);

/** The words of an element of a run: a tab, the end of a line and hyphens are characters; of whatever else none. */
export function textOf(element: Element): string {
  switch (element.localName ?? '') {
    case 't':
    case 'delText':
      return element.textContent ?? '';
    case 'tab':
    case 'ptab':
      return '\t';
    case 'br':
    case 'cr':
      return '\n';
    case 'noBreakHyphen':
      return '\u2011';
    default:
      return '';
  }
}
