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
  hover(proposal: string | null): void {
    if (proposal === this.#lit) return;
    this.#lit = proposal;
    const id = proposal === null ? null : CSS.escape(proposal);
    this.#hovered.replaceSync(
      id === null
        ? ''
        : `.text .glyph:not([data-proposal="${id}"]), .text .tag:not([data-proposal="${id}"]), .text .rail:not([data-proposal="${id}"]) { opacity: .28 }
           .text :is([data-in~="${id}"], ins[data-proposal="${id}"], del[data-proposal="${id}"]) { background-color: var(--lit) }
           .text .glyph[data-proposal="${id}"] { background-color: var(--lit); font-weight: 900 }`,
    );
  }

  /** Keeps the proposals of the current point marked, the chosen one more than the others. */
  current(point: readonly ProposalId[], chosen: ProposalId | null): void {
    const rules = point.map((proposal) => {
      const id = CSS.escape(proposal);
      const wash = proposal === chosen ? 'var(--chosen)' : 'var(--current)';
      return `.text :is([data-in~="${id}"], .glyph[data-proposal="${id}"], ins[data-proposal="${id}"], del[data-proposal="${id}"]) { background-color: ${wash} }`;
    });
    this.#current.replaceSync(rules.join('\n'));
  }

  close(root: Document): void {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => sheet !== this.#hovered && sheet !== this.#current);
  }
}
