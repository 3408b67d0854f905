import type { Element } from '@xmldom/xmldom';
import { NUMBER_IN_FIGURES } from './asides.ts';
import type { NumberCount } from './numbering.ts';
import type { Styles } from './styles.ts';
import type { WordAside } from './word-text.ts';
import { childOf, valueOf } from './xml.ts';

/** The number that Word counts for a paragraph; empty where none, or one that is not shown. */
interface ParagraphNumber {
  readonly text: string;
  /** Depth in its list, from 0. */
  readonly level: number;
  readonly asides: readonly WordAside[];
}

/** Counts the number of a paragraph, by its own properties or those of its style. */
export function numberOf(
  properties: Element | null,
  style: string | null,
  { styles, numbers }: { readonly styles: Styles; readonly numbers: NumberCount },
): ParagraphNumber {
  const list = listOf(properties, style, styles);
  if (list === null) return { text: '', level: 0, asides: [] };
  if (list.list === '0') return { text: '', level: list.depth, asides: [] };
  const { text, isInFigures } = numbers.next(list.list, list.depth);
  return { text, level: list.depth, asides: isInFigures ? [{ what: NUMBER_IN_FIGURES, words: text, author: '' }] : [] };
}

function listOf(properties: Element | null, style: string | null, styles: Styles): { list: string; depth: number } | null {
  const numbering = childOf(properties, 'numPr');
  const own = valueOf(numbering, 'numId');
  const ofStyle = styles.listOf(style);
  if (own === null) return ofStyle;
  return { list: own, depth: Number(valueOf(numbering, 'ilvl') ?? String(ofStyle?.depth ?? 0)) };
}
