import type { ProposalId } from '../base/ids.ts';
import type { OutcomeOf } from '../proposals/standing.ts';
import type { Run } from '../text/clause.ts';
import type { Part } from './drawing.ts';

/** Which runs of a clause go, a bit for each, and where the first and the last of them stand. */
interface Extent {
  readonly goes: bigint;
  readonly from: number;
  readonly to: number;
}

/**
 * Open replacements of which the words that go overlap in part: each puts words for some that the other replaces too, and for others besides, in one clause.
 * Of the words that both would replace one alone can take the place. In groups, each of one with those that overlap with it.
 */
export function overlappingReplacements(
  drawn: readonly { readonly parts: readonly Part[] }[],
  outcomeOf: OutcomeOf,
): ProposalId[][] {
  return drawn.flatMap(({ parts }) =>
    overlappingIn(
      parts.flatMap((part) => (part.type === 'words' ? [part.run] : [])),
      outcomeOf,
    ),
  );
}

function overlappingIn(runs: readonly Run[], outcomeOf: OutcomeOf): ProposalId[][] {
  const bringing = new Set(runs.flatMap(({ insertions }) => insertions));
  const extents = new Map<ProposalId, Extent>();
  for (const [at, { insertions, deletions }] of runs.entries()) {
    for (const id of deletions) {
      if (insertions.includes(id) || !bringing.has(id) || outcomeOf(id) !== 'open') continue;
      const { goes, from } = extents.get(id) ?? { goes: 0n, from: at };
      extents.set(id, { goes: goes | (1n << BigInt(at)), from, to: at });
    }
  }
  if (extents.size < 2) return [];
  // Many replace the same words: each extent is looked at once.
  const sorts = new Map<bigint, { readonly extent: Extent; readonly ids: ProposalId[] }>();
  for (const [id, extent] of extents) {
    const sort = sorts.get(extent.goes);
    if (sort === undefined) sorts.set(extent.goes, { extent, ids: [id] });
    else sort.ids.push(id);
  }
  const inOrder = [...sorts.values()].toSorted((a, b) => a.extent.from - b.extent.from);
  return inOrder.flatMap((one, index) => {
    const others: ProposalId[] = [];
    for (let next = index + 1; next < inOrder.length; next += 1) {
      const other = inOrder[next];
      if (other === undefined || other.extent.from > one.extent.to) break;
      const both = one.extent.goes & other.extent.goes;
      if (both !== 0n && both !== one.extent.goes && both !== other.extent.goes) others.push(...other.ids);
    }
    return others.length === 0 ? [] : [[...one.ids, ...others]];
  });
}
