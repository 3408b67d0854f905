import type { Block, ClauseBlock, Manuscript } from './manuscript.ts';
import { FOOTNOTE_MARK, footnoteKey } from '../text/numbering.ts';

/** A block with the footnotes that stood right behind it and now stand at the foot of the page. */
export interface PlacedBlock {
  readonly block: Block;
  readonly notes: readonly ClauseBlock[];
}

/**
 * The blocks of a paper, with its footnotes at the places where they stood. A footnote that nothing refers to, or that a bracket holds together with
 * other clauses, stays a paragraph, for a bracket cannot go from the page to its foot.
 */
export function placeNotes({ blocks, proposals }: Manuscript): PlacedBlock[] {
  const referred = referredIn(blocks);
  const placed: { block: Block; notes: ClauseBlock[] }[] = [];
  for (const block of blocks) {
    const key = keyOf(block);
    const last = placed.at(-1);
    if (
      block.type === 'clause' &&
      key !== null &&
      last?.block.type === 'clause' &&
      standsAlone(block, proposals) &&
      referred.delete(key)
    )
      last.notes.push(block);
    else placed.push({ block, notes: [] });
  }
  return placed;
}

/** Whether every bracket that holds words of a clause begins and ends in it. */
function standsAlone({ pieces }: ClauseBlock, proposals: Manuscript['proposals']): boolean {
  const opened = pieces.flatMap((piece) => (piece.type === 'open' ? [piece.proposal] : []));
  const closed = pieces.flatMap((piece) => (piece.type === 'close' ? [piece.proposal] : []));
  const held = pieces.flatMap((piece) => (piece.type === 'words' ? piece.changes : []));
  return (
    opened.length === closed.length &&
    held.every(({ proposal }) => proposals.get(proposal)?.outcome === 'accepted' || opened.includes(proposal)) &&
    closed.every((proposal) => opened.includes(proposal))
  );
}

/** The mark by which words refer to a footnote; null for what is none. */
export function keyOf(block: Block): string | null {
  if (block.type !== 'clause' || block.kind !== 'footnote') return null;
  const number = block.pieces.find((piece) => piece.type === 'number');
  return number === undefined ? null : footnoteKey(number.text);
}

/** Words split at the marks of footnotes: at each odd place stands the key of one. */
export function atMarks(words: string): string[] {
  return words.split(FOOTNOTE_MARK);
}

/** The footnotes of a paper that can stand at the foot of a page, by the keys with which words refer to them. */
export function footNotes({ blocks, proposals }: Manuscript): ReadonlyMap<string, ClauseBlock> {
  const referred = referredIn(blocks);
  return new Map(
    blocks.flatMap((block): [string, ClauseBlock][] => {
      const key = keyOf(block);
      return block.type === 'clause' && key !== null && referred.has(key) && standsAlone(block, proposals) ? [[key, block]] : [];
    }),
  );
}

/** The keys of footnotes to which the text refers, or a footnote to which it does: of two that refer to each other alone nobody would find either. */
function referredIn(blocks: readonly Block[]): Set<string> {
  const notes = new Map(
    blocks.flatMap((block): [string, Block][] => {
      const key = keyOf(block);
      return key === null ? [] : [[key, block]];
    }),
  );
  const found = new Set<string>();
  const follow = (block: Block): void => {
    for (const key of marksIn(block)) {
      if (found.has(key)) continue;
      found.add(key);
      const note = notes.get(key);
      if (note !== undefined) follow(note);
    }
  };
  for (const block of blocks) if (keyOf(block) === null) follow(block);
  return found;
}

function marksIn(block: Block): string[] {
  if (block.type !== 'clause') return [];
  return block.pieces.flatMap((piece) =>
    piece.type === 'words' ? [...piece.text.matchAll(FOOTNOTE_MARK)].map((match) => match[1] ?? '') : [],
  );
}
