import { useEffect, useEffectEvent } from 'react';
import { useSearchParams } from 'wouter';
import { clauseId, isId, proposalId, type ClauseId, type ProposalId } from '../../shared/base/ids.ts';

/** Where to go, once the text is there. */
export interface Arrival {
  readonly atClause: (clause: ClauseId) => void;
  readonly atProposal: (proposal: ProposalId) => void;
  readonly proposalOf: (entry: number) => ProposalId | null;
}

/** The editor is set up in an effect of its own, after this one. */
const SOON = 60;

/** What the address names a place by: a clause, a proposal, an entry. */
const NAMED: ReadonlySet<string> = new Set(['at', 'point', 'record']);

/** Whether the address names a place to be at. */
export function isSentTo(search: URLSearchParams): boolean {
  return [...search.keys()].some((name) => NAMED.has(name));
}

/** The address may name the clause, the proposal or the entry to be at: coming back from a preparation, or from the desk. */
export function useArrival(arrival: Arrival): void {
  const [search, setSearch] = useSearchParams();
  const arrive = useEffectEvent(() => {
    const clause = search.get('at');
    const proposal = search.get('point');
    const entry = search.get('record');
    if (!isSentTo(search)) return;
    const tabled = entry === null ? null : arrival.proposalOf(Number(entry));
    if (clause !== null && isId(clause)) arrival.atClause(clauseId(clause));
    if (proposal !== null && isId(proposal)) arrival.atProposal(proposalId(proposal));
    if (tabled !== null) arrival.atProposal(tabled);
    setSearch(
      [...search].filter(([name]) => !NAMED.has(name)),
      { replace: true },
    );
  });
  useEffect(() => {
    const timer = setTimeout(() => arrive(), SOON);
    return () => clearTimeout(timer);
  }, []);
}
