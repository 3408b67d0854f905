import { useState } from 'react';
import { lowered } from '../../shared/base/phrases.ts';
import { may } from '../../shared/policy/policy.ts';
import { isAsAgreed } from '../../shared/record/packaged-clauses.ts';
import { isAsDecided, type Together } from '../../shared/record/together.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { ReasonForm } from '../procedures/ReasonForm.tsx';
import { matterLabel } from './matters.ts';

/** What was decided in one act and stands, the latest first, with the one reopening that takes all of it back. */
export function TogetherCards() {
  const { snapshot } = useDraftDesk();
  return (
    <>
      {[...snapshot.state.instruments.togethers.values()].toReversed().map((together) => (
        <TogetherCard key={together.entry} together={together} />
      ))}
    </>
  );
}

function TogetherCard({ together }: { readonly together: Together }) {
  const { snapshot, seat, choose } = useDraftDesk();
  const [reopening, setReopening] = useState(false);
  const { state } = snapshot;
  const standing = together.decisions.filter((one) => isAsDecided(state, one));
  const held = together.package === null ? undefined : state.instruments.packages.get(together.package);
  const agreed = together.agreed.filter((one) => isAsAgreed(state, one));
  if (standing.length + agreed.length === 0) return null;
  const title = held === undefined ? `Decided together: ${standing.length}` : `Decision on the package “${held.name}”`;
  return (
    <article className="card procedure" aria-label={`${title}, record ${together.entry}`}>
      <header className="card-head">
        <h3>{title}</h3>
        <span className="procedure-state">record {together.entry}</span>
      </header>
      <ul className="procedure-clauses">
        {standing.map(({ proposal, how }) => (
          <li key={proposal} data-proposal={proposal}>
            <button type="button" className="quiet" onClick={() => choose(proposal)}>
              {matterLabel(snapshot, { on: 'proposal', proposal })}
            </button>
            <span className="fate">{DONE[how]}</span>
          </li>
        ))}
        {agreed.map(({ clause }) => (
          <li key={clause} data-clause-member={clause}>
            <span className="member-words">{matterLabel(snapshot, { on: 'clause', clause })}</span>
            <span className="fate">{lowered(snapshot.statusOf.get(clause)?.rung.name ?? 'agreed')}</span>
          </li>
        ))}
      </ul>
      {reopening && (
        <ReasonForm
          label="Why all of it is reopened, for the record"
          act="Confirm: reopen all"
          command={(reason) => ({ type: 'reopen-together', together: together.entry, reason })}
          onClose={() => setReopening(false)}
        />
      )}
      {!reopening && may(seat, 'decide') && (
        <div className="acts">
          <button type="button" className="act" onClick={() => setReopening(true)}>
            Reopen all of it …
          </button>
        </div>
      )}
    </article>
  );
}

const DONE = { accept: 'accepted', drop: 'dropped', park: 'parked' } as const;
