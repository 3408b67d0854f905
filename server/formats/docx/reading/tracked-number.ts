import type { ProposalId } from '../../../../shared/base/ids.ts';
import { shortened } from '../../../../shared/base/shortened.ts';
import { labelOf } from '../../../../shared/import/numbering.ts';
import { lookingParts, unmarked, type Look, type MarkedLine } from './marked-line.ts';

/**
 * What becomes of a number that somebody tracked. `held`: it comes or goes with all the words behind it, by the same proposal. `words`: it is one of the
 * words, since a clause has a number or none, and no proposal has a part in that.
 */
export type TrackedNumber =
  | { readonly type: 'held'; readonly proposal: ProposalId }
  | { readonly type: 'words'; readonly words: string; readonly proposals: readonly ProposalId[] };

/** Whose the number of a line is; null where it has none, or nobody touched it. */
export function trackedNumber(line: MarkedLine): TrackedNumber | null {
  const plain = unmarked(line.text);
  const start = /^[[\s]*/.exec(plain)?.[0].length ?? 0;
  const number = labelOf(plain.slice(start))?.label ?? '';
  const parts = lookingParts(line).filter(({ text }) => text.trim() !== '');
  const ofNumber = parts.filter(({ at, text }) => at < start + number.length && at + text.length > start);
  const proposals = [...new Set(ofNumber.flatMap(({ look }) => [...look.insertions, ...look.deletions]))];
  if (number === '' || proposals.length === 0) return null;
  const isOfAll = (role: keyof Pick<Look, 'insertions' | 'deletions'>, proposal: ProposalId): boolean =>
    parts.every(({ look }) => look[role].includes(proposal));
  const holding = proposals.find((one) => isOfAll('insertions', one) || isOfAll('deletions', one));
  return holding === undefined
    ? { type: 'words', words: shortened(plain.trim(), LONGEST), proposals }
    : { type: 'held', proposal: holding };
}

const LONGEST = 60;
