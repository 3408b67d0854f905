import type { Element } from '@xmldom/xmldom';
import { SIGN_STYLES, type Sign } from '../file-names.ts';
import { attributeOf, childOf, childrenOf, valueOf } from './xml.ts';

/** What a style is called, and the list that its paragraphs are in. */
interface Style {
  readonly name: string;
  readonly basedOn: string | null;
  readonly list: string | null;
  readonly depth: number | null;
  readonly looks: Element | null;
}

/** The styles of a file, by the ids that its paragraphs use: programs give styles ids of their own, and keep their names. */
export class Styles {
  private readonly byId = new Map<string, Style>();

  constructor(styles: Element | null) {
    for (const style of childrenOf(styles, 'style')) {
      const numbering = childOf(childOf(style, 'pPr'), 'numPr');
      const depth = valueOf(numbering, 'ilvl');
      this.byId.set(attributeOf(style, 'styleId') ?? '', {
        name: valueOf(style, 'name') ?? '',
        basedOn: valueOf(style, 'basedOn'),
        list: valueOf(numbering, 'numId'),
        depth: depth === null ? null : Number(depth),
        looks: childOf(style, 'rPr'),
      });
    }
  }

  nameOf(id: string | null): string {
    return id === null ? '' : (this.byId.get(id)?.name ?? id);
  }

  signOf(id: string | null): Sign | null {
    const name = this.nameOf(id).toLowerCase();
    const found = Object.entries(SIGN_STYLES).find(
      ([, style]) => style.toLowerCase() === name || style.replaceAll(' ', '').toLowerCase() === name,
    );
    return (found?.[0] as Sign | undefined) ?? null;
  }

  /** The list that a style puts its paragraphs into, also by a style that it is based on. */
  listOf(id: string | null): { readonly list: string; readonly depth: number } | null {
    let depth: number | null = null;
    for (const style of this.lineOf(id)) {
      depth ??= style.depth;
      if (style.list !== null) return { list: style.list, depth: depth ?? 0 };
    }
    return null;
  }

  /** What a style says of the looks of words, behind that what the styles say that it is based on. */
  looksOf(id: string | null): readonly (Element | null)[] {
    return this.lineOf(id).map(({ looks }) => looks);
  }

  /** A style, and those that it is based on. */
  private lineOf(id: string | null): readonly Style[] {
    const line = new Set<Style>();
    for (let style = this.byId.get(id ?? ''); style !== undefined && !line.has(style); style = this.byId.get(style.basedOn ?? ''))
      line.add(style);
    return [...line];
  }
}
