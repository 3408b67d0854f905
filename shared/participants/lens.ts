/** Whose names are shown of a draft: everybody's, the group of each, or nobody's (Chatham House Rule). From the widest to the strictest. */
export const LENSES = ['named', 'group', 'unnamed'] as const;
export type Lens = (typeof LENSES)[number];

/** Whether a lens shows no more than another does. */
export function isAsStrict(lens: Lens, as: Lens): boolean {
  return LENSES.indexOf(lens) >= LENSES.indexOf(as);
}
