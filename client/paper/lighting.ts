import type { ProposalId } from '../../shared/base/ids.ts';

/**
 * Lights one bracket of many thousand without touching their elements: a style sheet of its own, with one rule that names the bracket.
 * Adopted sheets are allowed where the page's policy forbids injected ones.
 */
export class Lighting {
  readonly #hovered = new CSSStyleSheet();
  readonly #current = new CSSStyleSheet();
  #lit: string | null = null;

  constructor(root: Document) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#current, this.#hovered];
  }

  /** Lights the pair of the bracket under the pointer and dims the rest; null for none. */
  hover(proposal: ProposalId | null, isLong: (proposal: ProposalId) => boolean): void {
    if (proposal === this.#lit) return;
    this.#lit = proposal;
    if (proposal === null) {
      this.#hovered.replaceSync('');
      return;
    }
    const id = CSS.escape(proposal);
    const words = isLong(proposal)
      ? ''
      : lit(`.text :is([data-in~="${id}"], ins[data-proposal="${id}"], del[data-proposal="${id}"])`, 'var(--lit)');
    this.#hovered.replaceSync(
      // Dimmed, and still to be read.
      `.text .glyph:not([data-proposal="${id}"]), .text .tag:not([data-proposal="${id}"]) { color: var(--dimmed) }
       .text .tag:not([data-proposal="${id}"]) { background: none }
       .text .rail:not([data-proposal="${id}"]) { opacity: .28 }
       ${words}
       ${lit(`.text .glyph[data-proposal="${id}"]`, 'var(--lit)')}
       .text .glyph[data-proposal="${id}"] { font-weight: 900 }`,
    );
  }

  /** Keeps the proposals of the current point marked, the chosen one more than the others. Of long ones just the brackets and rails. */
  current(point: readonly ProposalId[], chosen: ProposalId | null, isLong: (proposal: ProposalId) => boolean): void {
    const rules = point.map((proposal) => {
      const id = CSS.escape(proposal);
      const words = isLong(proposal) ? '' : `, [data-in~="${id}"], ins[data-proposal="${id}"], del[data-proposal="${id}"]`;
      const place = `.text :is(.glyph[data-proposal="${id}"]${words})`;
      return `${proposal === chosen ? lit(place, 'var(--chosen)') : `${place} { background-color: var(--current) }`}
        .text .rail[data-proposal="${id}"] { border-inline-start-width: 4px; opacity: 1 }`;
    });
    this.#current.replaceSync(rules.join('\n'));
  }

  close(root: Document): void {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== this.#hovered && sheet !== this.#current);
  }
}

/** Lights what a selector names, in the colour for marks where somebody's own colours take the place of the page's. */
function lit(selector: string, wash: string): string {
  return `${selector} { background-color: ${wash} }
    @media (forced-colors: active) { ${selector} { forced-color-adjust: none; background-color: Mark; color: MarkText } }`;
}
