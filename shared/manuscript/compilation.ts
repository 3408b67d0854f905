import { groupBy } from '../base/group-by.ts';
import type { ClauseId, ProposalId } from '../base/ids.ts';
import { holdingOf, placesIn } from '../projection/article.ts';
import { numbersOf } from '../projection/numbers.ts';
import { factsOf } from '../projection/points.ts';
import { openProposals } from '../record/state.ts';
import { asOneLine } from '../text/clause-words.ts';
import { clausesWith } from './clauses.ts';
import type { ManuscriptSources } from './compose.ts';
import type { Block, ProposalFacts } from './manuscript.ts';

/**
 * Everything proposed and still open, article by article, and in each by proponent, in the order of the text; those of nobody come last.
 * Each proposal as its clauses read with it alone, with rationale and positions. It weighs nothing. A rationale is one line, which reads as no
 * other of the paper.
 */
export function compilation({ clauses, state }: ManuscriptSources, about: (id: ProposalId) => ProposalFacts): Block[] {
  const places = placesIn(clauses, state);
  const holding = holdingOf(clauses);
  const facts = factsOf(state);
  const numbers = numbersOf(clauses, state);
  const tabled = openProposals(state).flatMap(({ id }) => {
    const place = places.get(holding.get(id)?.[0]?.id ?? NOWHERE);
    return place === undefined ? [] : [{ place, proposal: about(id) }];
  });
  tabled.sort((a, b) => a.place.at - b.place.at || a.proposal.no - b.proposal.no);
  const blocks: Block[] = [];
  for (const [article, here] of groupBy(tabled, ({ place }) => place.article)) {
    blocks.push({ type: 'heading', level: 1, text: article === '' ? 'Before the first heading' : article });
    const byProponent = [...groupBy(here, ({ proposal }) => proposal.by)];
    byProponent.sort(([a], [b]) => Number(a === null) - Number(b === null));
    for (const [by, own] of byProponent) {
      blocks.push({ type: 'heading', level: 2, text: by ?? 'Proposer not recorded' });
      for (const { proposal } of own) {
        const touched = clausesWith(holding.get(proposal.id) ?? [], proposal.id, facts, numbers);
        blocks.push(...touched, ...remarksOn(proposal));
      }
    }
  }
  return blocks;
}

const NOWHERE = '' as ClauseId;

function remarksOn({ no, entry, rationale, positions }: ProposalFacts): Block[] {
  const said = positions.map(({ stance, names }) => `${stance}: ${names.join(', ')}`).join('. ');
  return [
    ...(rationale === '' ? [] : [{ type: 'prose' as const, label: 'Rationale', text: asOneLine(rationale) }]),
    ...(said === '' ? [] : [{ type: 'prose' as const, label: 'Positions', text: `${said}.` }]),
    { type: 'prose', label: '', text: `No. ${no} in the register, record ${entry}.` },
  ];
}
