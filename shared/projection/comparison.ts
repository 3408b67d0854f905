import type { ClauseId } from '../base/ids.ts';
import { wordEdits, type WordEdit } from '../proposals/wording.ts';
import { recastBetween, type ClauseSetting, type Recast } from '../text/setting.ts';

/** A clause as a comparison reads it: its words in one of the two texts, brackets and all, as the reader sees them there. */
export interface ComparedText {
  readonly id: ClauseId;
  readonly number: string;
  readonly words: string;
  /** How it is set, but for its number; absent where it goes on as that alone. */
  readonly setting?: ClauseSetting;
}

/** What became of one clause between two texts. `moved`: its place among the clauses that both have is another. */
export type ComparedClause =
  | { readonly type: 'same'; readonly id: ClauseId; readonly moved: boolean; readonly now: ComparedText }
  | {
      readonly type: 'changed';
      readonly id: ClauseId;
      readonly moved: boolean;
      readonly then: ComparedText;
      readonly now: ComparedText;
      readonly edits: readonly WordEdit[];
      /** What of it is set otherwise. */
      readonly recast: Recast | null;
    }
  | { readonly type: 'added'; readonly id: ClauseId; readonly now: ComparedText }
  | { readonly type: 'removed'; readonly id: ClauseId; readonly then: ComparedText };

/**
 * Compares two texts by the permanent ids of their clauses, so that a renumbered or moved clause is still itself. In the order of the later
 * text; what was removed stands where it stood, behind the nearest earlier clause that is still there.
 */
export function compareTexts(then: readonly ComparedText[], now: readonly ComparedText[]): ComparedClause[] {
  const before = new Map(then.map((clause) => [clause.id, clause]));
  const after = new Set(now.map((clause) => clause.id));
  const still = stillInPlace(
    then.filter((clause) => after.has(clause.id)).map((clause) => clause.id),
    now.filter((clause) => before.has(clause.id)).map((clause) => clause.id),
  );
  const removedBehind = removals(then, after);
  const compared: ComparedClause[] = [...(removedBehind.get(null) ?? [])];
  for (const clause of now) {
    const old = before.get(clause.id);
    const moved = old !== undefined && !still.has(clause.id);
    if (old === undefined) compared.push({ type: 'added', id: clause.id, now: clause });
    else compared.push(both(old, clause, moved));
    compared.push(...(removedBehind.get(clause.id) ?? []));
  }
  return compared;
}

function both(then: ComparedText, now: ComparedText, moved: boolean): ComparedClause {
  const { id } = now;
  const sameWords = then.words === now.words;
  const recast =
    then.setting === undefined || now.setting === undefined ? null : recastBetween(then.setting, now.setting, sameWords);
  if (sameWords && then.number === now.number && recast === null) return { type: 'same', id, moved, now };
  return { type: 'changed', id, moved, then, now, edits: wordEdits(then.words, now.words), recast };
}

function removals(then: readonly ComparedText[], after: ReadonlySet<ClauseId>): Map<ClauseId | null, ComparedClause[]> {
  const behind = new Map<ClauseId | null, ComparedClause[]>();
  let anchor: ClauseId | null = null;
  for (const clause of then) {
    if (after.has(clause.id)) anchor = clause.id;
    else behind.set(anchor, [...(behind.get(anchor) ?? []), { type: 'removed', id: clause.id, then: clause }]);
  }
  return behind;
}

/** The longest row of clauses whose order is the same in both (longest increasing subsequence): what is not in it has moved. */
function stillInPlace(then: readonly ClauseId[], now: readonly ClauseId[]): ReadonlySet<ClauseId> {
  const place = new Map(then.map((id, index) => [id, index]));
  const tails: Link[] = [];
  for (const id of now) {
    const at = place.get(id) ?? -1;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tails[middle]?.at ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    tails[low] = { at, id, previous: tails[low - 1] ?? null };
  }
  const kept = new Set<ClauseId>();
  for (let link: Link | null = tails.at(-1) ?? null; link !== null; link = link.previous) kept.add(link.id);
  return kept;
}

interface Link {
  readonly at: number;
  readonly id: ClauseId;
  readonly previous: Link | null;
}
