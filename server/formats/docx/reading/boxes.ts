import type { Element } from '@xmldom/xmldom';
import { childOf, childrenOf, descendantsOf } from './xml.ts';

/**
 * What is read of a content that a file holds twice, for programs of different ages: that for the older ones, unless the other alone has words, as
 * where the older ones are to show a picture of it.
 */
export function chosenOf(alternatives: Element): Element | null {
  const [older, newer] = [childOf(alternatives, 'Fallback'), childOf(alternatives, 'Choice')];
  return older === null || (newer !== null && !hasWords(older) && hasWords(newer)) ? newer : older;
}

function hasWords(content: Element): boolean {
  return descendantsOf(content, 't').length > 0 || descendantsOf(content, 'delText').length > 0;
}

/** The boxes with words of their own that a drawing holds, each once and in order; what is in such a box belongs to it. */
export function boxesIn(drawing: Element, depth = 0): Element[] {
  if (depth > DEEPEST) return [];
  if (drawing.localName === 'txbxContent') return [drawing];
  const chosen = drawing.localName === 'AlternateContent' ? chosenOf(drawing) : drawing;
  return [...childrenOf(chosen)].flatMap((child) => boxesIn(child, depth + 1));
}

/** Nothing that a person makes is nested deeper. */
const DEEPEST = 60;
