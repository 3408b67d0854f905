import { Plugin } from '@tiptap/pm/state';
import type { CaretSide } from './caret-side.ts';

/**
 * Lights the pair of the bracket under the pointer, else of the one that holds the caret, and dims the others: with one rule in a
 * style sheet of its own, so that no element is touched.
 */
export function pairLightingPlugin(side: CaretSide): Plugin {
  return new Plugin({
    view: (view) => {
      const sheet = new CSSStyleSheet();
      const root = view.dom.ownerDocument;
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      let lit: string | null = null;
      let hovered: string | null = null;
      let current: string | null = null;
      const light = (): void => {
        const proposal = hovered ?? current;
        if (proposal === lit) return;
        lit = proposal;
        sheet.replaceSync(proposal === null ? '' : ruleFor(proposal));
      };
      const hover = (event: Event): void => {
        const glyph = event.target instanceof Element ? event.target.closest<HTMLElement>('.glyph, .tag') : null;
        hovered = glyph?.dataset['proposal'] ?? null;
        light();
      };
      view.dom.addEventListener('mouseover', hover);
      view.dom.addEventListener('mouseleave', hover);
      return {
        update(now) {
          current = side.caretOf(now.state)?.brackets.at(-1)?.proposal ?? null;
          light();
        },
        destroy() {
          view.dom.removeEventListener('mouseover', hover);
          view.dom.removeEventListener('mouseleave', hover);
          root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
        },
      };
    },
  });
}

function ruleFor(proposal: string): string {
  const id = CSS.escape(proposal);
  // Dimmed, and still to be read.
  return `.draft-editor .glyph:not([data-proposal="${id}"]), .draft-editor .tag:not([data-proposal="${id}"]) { color: var(--dimmed, gray) }
    .draft-editor .tag:not([data-proposal="${id}"]) { background: none }
    .draft-editor .glyph[data-proposal="${id}"] { background-color: var(--lit, rgb(255 200 0 / .35)) }`;
}
