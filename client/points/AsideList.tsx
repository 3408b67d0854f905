import { may } from '../../shared/policy/policy.ts';
import { broughtBy } from '../../shared/projection/attribution.ts';
import type { Proposal } from '../../shared/proposals/proposal.ts';
import { AlternativeWords } from './Alternative.tsx';
import { useDraftDesk } from './DraftDesk.ts';
import { isOverdue, Whereabouts } from './Whereabouts.tsx';

/** What is open but not before the meeting: the parked first, the overdue before the others, then what was referred or reserved. */
export function AsideList() {
  const { snapshot } = useDraftDesk();
  if (snapshot.aside.length === 0) return <p className="empty">Nothing is referred, parked or reserved.</p>;
  return snapshot.aside.map((proposal) => <AsideCard key={proposal.id} proposal={proposal} />);
}

function AsideCard({ proposal }: { readonly proposal: Proposal }) {
  const { snapshot, seat, now, choose, arrange, act } = useDraftDesk();
  const { id, whereabouts } = proposal;
  const clause = snapshot.holding.get(id)?.[0];
  const number = clause === undefined ? '' : (snapshot.numbers.get(clause.id) ?? '');
  return (
    <article
      className={`card decided aside${isOverdue(whereabouts, now) ? ' is-overdue' : ''}`}
      data-proposal={id}
      aria-label={`Set aside${number === '' ? '' : ` at ${number}`}`}
    >
      <header className="card-head">
        {number !== '' && <span className="card-number">{number}</span>}
        <AlternativeWords proposal={proposal} />
      </header>
      <Whereabouts proposal={proposal} />
      <p className="facts">
        <span>{broughtBy(snapshot.state.proposals, proposal, snapshot.registry) ?? 'Proposer not recorded'}</span>
      </p>
      <div className="acts">
        <button type="button" className="act" onClick={() => choose(id)}>
          Show
        </button>
        {may(seat, 'decide') && (
          <>
            <button type="button" className="act" onClick={() => act({ type: 'call-back', proposal: id, note: '' })}>
              Call back
            </button>
            {whereabouts?.state === 'parked' && (
              <button type="button" className="act" onClick={() => arrange('park', id)}>
                Another day
              </button>
            )}
          </>
        )}
      </div>
    </article>
  );
}
