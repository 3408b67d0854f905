import type { ClauseId } from '../base/ids.ts';
import { seenEdits, type WordEdit } from '../proposals/wording.ts';
import { movedAmong, stillInPlace } from '../text/order.ts';
import { isSameText } from '../text/spelling.ts';
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
 * text; what was removed stands where it stood, behind the nearest earlier clause that is still there. `told`: those of which the record says
 * that they were moved, so that of two that changed places the one is marked that did.
 */
export function compareTexts(
  then: readonly ComparedText[],
  now: readonly ComparedText[],
  told: ReadonlySet<ClauseId> = new Set(),
): ComparedClause[] {
  const before = new Map(then.map((clause) => [clause.id, clause]));
  const after = new Set(now.map((clause) => clause.id));
  const still = placesKept(
    then.filter((clause) => after.has(clause.id)).map((clause) => clause.id),
    now.filter((clause) => before.has(clause.id)).map((clause) => clause.id),
    told,
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
  const recast =
    then.setting === undefined || now.setting === undefined
      ? null
      : recastBetween(then.setting, now.setting, then.words === now.words);
  if (isSameText(then.words, now.words) && then.number === now.number && recast === null) return { type: 'same', id, moved, now };
  return { type: 'changed', id, moved, then, now, edits: seenEdits(then.words, now.words), recast };
}

/** Those that did not move: by what the record says where that explains the order, else as many as can be. */
function placesKept(then: readonly ClauseId[], now: readonly ClauseId[], told: ReadonlySet<ClauseId>): ReadonlySet<ClauseId> {
  const [were, are] = [then.filter((id) => !told.has(id)), now.filter((id) => !told.has(id))];
  if (told.size === 0 || were.some((id, at) => id !== are[at])) return stillInPlace(then, now);
  const moved = movedAmong(then, now, told);
  return new Set(now.filter((id) => !moved.has(id)));
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
