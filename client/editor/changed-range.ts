import type { Node } from '@tiptap/pm/model';
import { childrenOf } from './clause-value.ts';

/** Clauses `from` to `oldTo` of the older document gave way to clauses `from` to `to` of the newer one. */
export interface ChangedRange {
  readonly from: number;
  readonly oldTo: number;
  readonly to: number;
}

/** The older of the two is not held: it would hold the one before it, and so all that there ever were. */
const known = new WeakMap<Node, { readonly old: WeakRef<Node>; readonly range: ChangedRange }>();

/** Where two documents differ. Several ask this of the same two, with each key and each change that comes in. */
export function changedRange(old: Node, now: Node): ChangedRange {
  const last = known.get(now);
  if (last?.old.deref() === old) return last.range;
  const range = differing(childrenOf(old), childrenOf(now));
  known.set(now, { old: new WeakRef(old), range });
  return range;
}

function differing(old: readonly Node[], now: readonly Node[]): ChangedRange {
  const shorter = Math.min(old.length, now.length);
  let from = 0;
  while (from < shorter && old[from] === now[from]) from += 1;
  let tail = 0;
  while (tail < shorter - from && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  return { from, oldTo: old.length - tail, to: now.length - tail };
}
