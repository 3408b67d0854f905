/** The ways to look at a draft that stand side by side, and that `v` goes through. */
export const VIEWS = ['negotiating', 'clean', 'provenance', 'compare'] as const;
/** Ways to read it that are called up by name. */
const READINGS = ['wish', 'since'] as const;
export type View = (typeof VIEWS)[number] | (typeof READINGS)[number];

export const VIEW_WORDS: Readonly<Record<View, string>> = {
  negotiating: 'Negotiating',
  clean: 'Clean',
  provenance: 'Provenance',
  compare: 'Compare',
  wish: 'As a delegation would have it',
  since: 'What changed since I last looked',
};

/** The view that a part of an address names; the bracketed text where it names none. */
export function viewOf(word: string | null): View {
  return [...VIEWS, ...READINGS].find((view) => view === word) ?? 'negotiating';
}

/** From this width on the outline stands beside the text; below, it is opened over it, and the head of the page is in two rows. */
export const WIDE = 1200;

/** From this width on the points stand beside the text; below, they follow it. */
export const BESIDE = 768;

/** Whether the points and other lists stand beside the text in this view; in the others its own story does, or what is new. */
export function hasLists(view: View): boolean {
  return view !== 'provenance' && view !== 'since';
}

export function nextView(view: View): View {
  return VIEWS[(VIEWS.findIndex((one) => one === view) + 1) % VIEWS.length] ?? 'negotiating';
}
