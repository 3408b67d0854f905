import type { ProposalId } from '../base/ids.ts';
import { plainText, proposalsIn, withoutSlots, type Clause } from '../text/clause.ts';
import type { Prepared } from './placing.ts';
import { wordEdits } from './wording.ts';

/**
 * The open proposals that bring in just the words that were prepared. What both did alike is not tabled twice (`redraft` has no change then), but can be
 * joined.
 */
export function proposedAlike({ base, edited, current, outcomeOf }: Omit<Prepared, 'proposal'>): ProposalId[] {
  const [wordings, standing] = [edited, current].map((clauses) => new Map(clauses.map((clause) => [clause.id, clause])));
  return base.flatMap((before) => {
    const [wording, now] = [wordings?.get(before.id), standing?.get(before.id)];
    if (wording === undefined || now === undefined) return [];
    const brought = wordEdits(plainText(before), plainText(wording)).map(({ text }) => text.trim());
    return [...proposalsIn([now])].filter((id) => {
      const words = wordsBroughtIn(now, id);
      return outcomeOf(id) === 'open' && words !== '' && brought.includes(words);
    });
  });
}

function wordsBroughtIn({ runs }: Clause, proposal: ProposalId): string {
  const own = runs.filter(({ insertions }) => insertions.includes(proposal));
  return withoutSlots(own.map(({ text }) => text).join('')).trim();
}
