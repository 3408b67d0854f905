import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import type { DrawnClause } from '../state/drawn-text.ts';

const NAMELESS = new WeakMap<DrawnClause, DrawnClause>();

/** A text whose brackets say nothing of who brought them, not to those who hear it either. */
export function namelessText(snapshot: DraftSnapshot): DraftSnapshot {
  const drawn = snapshot.drawn.map(withoutNames);
  return Object.create(snapshot, { drawn: { value: drawn } }) as DraftSnapshot;
}

/** What is drawn as before keeps its identity, so that a keystroke draws its clause alone. */
function withoutNames(drawn: DrawnClause): DrawnClause {
  const known = NAMELESS.get(drawn);
  if (known !== undefined) return known;
  const said = new Map([...drawn.said].map(([id, words]) => [id, { ...words, tag: '' }]));
  const nameless = { ...drawn, said };
  NAMELESS.set(drawn, nameless);
  return nameless;
}
