import { shortened } from '../../shared/base/shortened.ts';
import { broughtBy } from '../../shared/projection/attribution.ts';
import { quotation } from '../../shared/projection/quotation.ts';
import type { Proposal } from '../../shared/proposals/proposal.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import { useDraftDesk } from './DraftDesk.ts';

/** What a proposal amends, and the open amendments to it, which are decided first; one goes from each to the other. */
export function Amending({ proposal }: { readonly proposal: Proposal }) {
  const { snapshot, choose } = useDraftDesk();
  const { proposals } = snapshot.state;
  const parent = proposal.amends === null ? undefined : proposals.get(proposal.amends);
  const own = openAmendments(proposals, proposal);
  if (parent === undefined && own.length === 0) return null;
  return (
    <div className="card-note">
      {parent !== undefined && (
        <p>
          Amends {nameOf(parent, snapshot)}
          {parent.status.state === 'open' ? (
            <button type="button" className="link-act" onClick={() => choose(parent.id)}>
              Show it
            </button>
          ) : (
            ', which is closed'
          )}
        </p>
      )}
      {own.length > 0 && (
        <div>
          {own.length === 1
            ? 'An amendment to it is open, to be decided first:'
            : `${own.length} amendments to it are open, to be decided first:`}
          <ul>
            {own.map((one) => (
              <li key={one.id}>
                <button type="button" className="link-act" onClick={() => choose(one.id)}>
                  {shortened(quotation(snapshot.holding.get(one.id) ?? [], one.id), 60)}
                </button>{' '}
                <span className="muted">{broughtBy(proposals, one, snapshot.registry)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

/** What is said of a proposal that another amends: "the proposal of Norway". */
export function nameOf(proposal: Proposal, { state, registry }: Pick<DraftSnapshot, 'state' | 'registry'>): string {
  const whose = broughtBy(state.proposals, proposal, registry);
  const named = whose === null ? 'a proposal whose proposer is not recorded' : `the proposal of ${whose}`;
  return `${named} (record ${proposal.entry})`;
}

function openAmendments(proposals: ReadonlyMap<string, Proposal>, to: Proposal): Proposal[] {
  return [...proposals.values()].filter((one) => one.amends === to.id && one.status.state === 'open');
}
