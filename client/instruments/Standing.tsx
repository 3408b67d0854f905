import { useState } from 'react';
import { may } from '../../shared/policy/policy.ts';
import type { ProposalId } from '../../shared/base/ids.ts';
import { packageOf } from '../../shared/record/packages.ts';
import type { Awaited, Pending } from '../../shared/record/pending.ts';
import { isSameMatter } from '../../shared/record/matter.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { ReasonForm } from '../procedures/ReasonForm.tsx';
import { Beside } from './Beside.tsx';
import { useInstruments } from './Instruments.ts';
import { awaitedWords, pendingTitle, waitsOf } from './matters.ts';

/** What an open proposal is tied to, what it waits for, and whether it is being taken: for everybody. */
export function Standing({ proposal }: { readonly proposal: ProposalId }) {
  const { snapshot, seat } = useDraftDesk();
  const { setSheet } = useInstruments();
  const { packages, pendings, order } = snapshot.state.instruments;
  const held = packages.size === 0 ? undefined : packageOf(packages, proposal);
  const isTaken = order.now !== null && isSameMatter(order.now, { on: 'proposal', proposal });
  return (
    <>
      {isTaken && <p className="instrument is-taken">Being taken now</p>}
      {held !== undefined && (
        <p className="instrument">
          <strong>In the package “{held.name}”</strong> with {held.proposals.length + held.clauses.length - 1} more: decided
          together, or none. <span className="muted">record {held.entry}</span>
          {may(seat, 'decide') && (
            <button
              type="button"
              className="act"
              aria-keyshortcuts="Shift+A"
              onClick={() => setSheet({ about: 'together', package: held.entry, proposals: held.proposals })}
            >
              Decide the package <kbd aria-hidden="true">A</kbd>
            </button>
          )}
        </p>
      )}
      <Beside proposal={proposal} />
      {pendings.size > 0 &&
        waitsOf(snapshot, proposal).map(({ pending, now }) => <Wait key={pending.entry} pending={pending} now={now} />)}
    </>
  );
}

/** `who`: what it is that waits, where that is not said above. */
export function Wait({ pending, now, who }: { readonly pending: Pending; readonly now: Awaited; readonly who?: string }) {
  const { snapshot, seat } = useDraftDesk();
  const [lifting, setLifting] = useState(false);
  const waits = now.state === 'undecided';
  return (
    <div className={`instrument ${waits ? 'waits' : 'is-free'}`}>
      <p>
        {who !== undefined && <span className="wait-of">{who}</span>}
        {waits ? (
          <strong>Pending {pendingTitle(snapshot, pending)}:</strong>
        ) : (
          <strong>
            Free now. It was pending {pendingTitle(snapshot, pending)}, {awaitedWords(snapshot, pending, now)}:
          </strong>
        )}{' '}
        {pending.reason} <span className="muted">record {pending.entry}</span>
        {may(seat, 'decide') && !lifting && (
          <button type="button" className="act" onClick={() => setLifting(true)}>
            Need not wait …
          </button>
        )}
      </p>
      {lifting && (
        <ReasonForm
          label="Why it need not wait, for the record"
          act="Put it on record"
          command={(reason) => ({ type: 'lift-pending', pending: pending.entry, reason })}
          onClose={() => setLifting(false)}
        />
      )}
    </div>
  );
}
