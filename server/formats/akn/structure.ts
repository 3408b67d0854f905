import type { ClauseBlock } from '../../../shared/manuscript/manuscript.ts';
import type { ClauseKind } from '../../../shared/text/clause.ts';

/** A clause with those that stand under it. */
export interface Branch {
  readonly block: ClauseBlock;
  readonly below: Branch[];
}

const LEAVES: ReadonlySet<ClauseKind> = new Set(['title', 'text', 'option', 'note', 'footnote']);

/** A flat text as the tree that its kinds and levels make of it. Reading it from the top gives the same order. */
export function nested(blocks: readonly ClauseBlock[]): Branch[] {
  const roots: Branch[] = [];
  const open: Branch[] = [];
  for (const block of blocks) {
    const branch: Branch = { block, below: [] };
    while (open.length > 0 && rankOf(open.at(-1)?.block) >= rankOf(block)) open.pop();
    (open.at(-1)?.below ?? roots).push(branch);
    if (!LEAVES.has(block.kind)) open.push(branch);
  }
  return roots;
}

/** The lower, the further up. */
function rankOf(block: ClauseBlock | undefined): number {
  switch (block?.kind) {
    case undefined:
    case 'title':
      return 0;
    case 'part':
      return 1;
    case 'heading':
      return 2;
    case 'article':
      return 3;
    case 'paragraph':
    case 'text':
    case 'option':
      return 4 + 2 * block.level;
    case 'subparagraph':
      return 5 + 2 * block.level;
    case 'note':
    case 'footnote':
      return Number.MAX_SAFE_INTEGER;
  }
}
