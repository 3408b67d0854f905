/** Full-width brackets and braces, as Chinese texts may have them, by the plain one that each stands for (CONVENTIONS 6, ruling 15). */
const PLAIN: Readonly<Record<string, string>> = {
  '\uFF3B': '[',
  '\uFF3D': ']',
  '\u3014': '[',
  '\u3015': ']',
  '\uFF5B': '{',
  '\uFF5D': '}',
};

/** What such brackets hold where they are none of a draft's: a year, as in the number of a document, or words left out. */
const OWN = /[\uFF3B\u3014]\s*(?:\d{4}\u5E74?|(?:\u2026|[.\u00B7]\s*[.\u00B7])(?:\s*[\u2026.\u00B7])*)\s*[\uFF3D\u3015]/g;
const FULL = /[\uFF3B\uFF3D\u3014\u3015\uFF5B\uFF5D]/g;

/** A source with plain brackets and braces for full-width ones, as long as before. Those round a year or an ellipsis stay what they are. */
export function withPlainBrackets(source: string): string {
  if (source.search(FULL) === -1) return source;
  let made = '';
  let at = 0;
  for (const { 0: own, index } of source.matchAll(OWN)) {
    made += plain(source.slice(at, index)) + own;
    at = index + own.length;
  }
  return made + plain(source.slice(at));
}

function plain(text: string): string {
  return text.replaceAll(FULL, (bracket) => PLAIN[bracket] ?? bracket);
}
