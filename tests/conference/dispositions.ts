import type { Entry } from '../../shared/record/event.ts';

/** What became of a proposal, read entry by entry and without shared/record/evolve. */
export interface Disposition {
  readonly id: string;
  readonly outcome: 'open' | 'accepted' | 'dropped' | 'withdrawn' | 'fell' | 'merged' | 'replaced';
  /** The entry that decided it; null while it is open. */
  readonly entry: number | null;
  /** False for the words of a renumbering, which are marked like a proposal's and are none. */
  readonly isProposal: boolean;
  /** An option brings in no words: it is a bracket round whole clauses, whosever their words are. */
  readonly isOption: boolean;
  /** The words that it brings in, as the record has them; null where it came with the draft. */
  readonly inserted: string | null;
}

/** Every proposal in the order in which it came into the record. */
export function dispositionsOf(entries: readonly Entry[]): Map<string, Disposition> {
  const found = new Map<string, Disposition>();
  const put = (id: string, outcome: Disposition['outcome'], entry: number | null): void => {
    const before = found.get(id);
    if (before === undefined) throw new Error(`entry ${entry} decides on ${id}, which nobody brought`);
    found.set(id, { ...before, outcome, entry });
  };
  for (const { event, number } of entries) {
    if (event.type === 'DraftImported')
      for (const { id } of event.inherited)
        found.set(id, { id, outcome: 'open', entry: null, inserted: null, isProposal: true, isOption: false });
    else if (event.type === 'ProposalTabled')
      found.set(event.proposal, {
        id: event.proposal,
        outcome: 'open',
        entry: null,
        inserted: event.inserted.join(''),
        isProposal: true,
        isOption: event.origin === 'option',
      });
    else if (event.type === 'ClausesRenumbered' && event.proposal !== null)
      found.set(event.proposal, {
        id: event.proposal,
        outcome: 'accepted',
        entry: number,
        inserted: event.inserted.join(''),
        isProposal: false,
        isOption: false,
      });
    else if (event.type === 'OptionsLifted' && event.proposal !== null)
      found.set(event.proposal, {
        id: event.proposal,
        outcome: 'accepted',
        entry: number,
        inserted: '',
        isProposal: false,
        isOption: false,
      });
    else if (event.type === 'RenumberingUndone' && event.proposal !== null) put(event.proposal, 'dropped', number);
    else if (event.type === 'LiftingUndone' && event.proposal !== null) put(event.proposal, 'dropped', number);
    else if (event.type === 'ProposalAccepted') put(event.proposal, 'accepted', number);
    else if (event.type === 'ProposalAcceptedAsAmended') {
      put(event.proposal, 'accepted', number);
      put(event.amendment, 'accepted', number);
    } else if (event.type === 'ProposalDropped') put(event.proposal, 'dropped', number);
    else if (event.type === 'ProposalWithdrawn') put(event.proposal, 'withdrawn', number);
    else if (event.type === 'ProposalFell') put(event.proposal, 'fell', number);
    else if (event.type === 'ProposalMerged') put(event.proposal, 'merged', number);
    else if (event.type === 'ProposalReplaced') put(event.proposal, 'replaced', number);
    else if (event.type === 'ProposalReopened') for (const id of [event.proposal, ...event.revived]) put(id, 'open', null);
  }
  return found;
}
