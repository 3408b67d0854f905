/** The ways to look at a draft. */
export const VIEWS = ['negotiating', 'clean', 'provenance', 'compare'] as const;
export type View = (typeof VIEWS)[number];

export const VIEW_WORDS: Readonly<Record<View, string>> = {
  negotiating: 'Negotiating',
  clean: 'Clean',
  provenance: 'Provenance',
  compare: 'Compare',
};

/** The view that a part of an address names; the bracketed text where it names none. */
export function viewOf(word: string | null): View {
  return VIEWS.find((view) => view === word) ?? 'negotiating';
}

export function nextView(view: View): View {
  return VIEWS[(VIEWS.indexOf(view) + 1) % VIEWS.length] ?? 'negotiating';
}
