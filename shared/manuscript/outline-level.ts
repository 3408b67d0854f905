import type { ClauseKind } from '../text/clause.ts';

const HIGHEST: Readonly<Partial<Record<ClauseKind, number>>> = { title: 1, part: 2, article: 3, heading: 3 };

/** How high a heading of the text stands, 1 being the highest: as the text says, else by its kind. Null for what is no heading. */
export function outlineLevel({ kind, level }: { readonly kind: ClauseKind; readonly level: number }): number | null {
  const usual = HIGHEST[kind];
  if (usual === undefined) return null;
  return level > 0 ? level : usual;
}
