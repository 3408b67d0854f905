/** What an element says of its own look, as far as it counts in what is pasted; empty where it says nothing. */
export type OwnStyle = Readonly<Record<(typeof READ)[number], string>>;

const READ = ['display', 'visibility', 'textDecorationLine', 'fontWeight', 'fontStyle'] as const;

/**
 * The look that the element's own attribute gives it. It is read as a rule of a sheet is, which is put on nothing: where a page allows nothing inline, as
 * ours does not (A4), `element.style` is empty, in a document read from text too.
 */
export function ownStyle(element: Element): OwnStyle {
  const { style } = (rule ??= emptyRule());
  style.cssText = element.getAttribute('style') ?? '';
  return Object.fromEntries(READ.map((name) => [name, style[name]])) as OwnStyle;
}

let rule: CSSStyleRule | undefined;

function emptyRule(): CSSStyleRule {
  const sheet = new CSSStyleSheet();
  sheet.insertRule('x {}');
  return sheet.cssRules[0] as CSSStyleRule;
}
