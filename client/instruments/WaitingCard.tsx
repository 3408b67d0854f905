import { waitingState, type Awaited, type Pending } from '../../shared/record/pending.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { matterLabel } from './matters.ts';
import { Wait } from './Standing.tsx';

/** Everything that waits, or waited, wherever it stands: what still does first. */
export function WaitingCard() {
  const { snapshot } = useDraftDesk();
  const { state, clauses } = snapshot;
  const all = [...state.instruments.pendings.values()].map((pending): { pending: Pending; now: Awaited } => ({
    pending,
    now: waitingState(pending.matter, pending.awaits, { state, clauses }),
  }));
  const isFree = ({ now }: { readonly now: Awaited }): number => Number(now.state !== 'undecided');
  return (
    <article className="card procedure" aria-label="What waits">
      <header className="card-head">
        <h3>What waits</h3>
        <span className="procedure-state">{all.filter((one) => isFree(one) === 0).length}</span>
      </header>
      {all
        .toSorted((a, b) => isFree(a) - isFree(b))
        .map(({ pending, now }) => (
          <Wait key={pending.entry} pending={pending} now={now} who={matterLabel(snapshot, pending.matter)} />
        ))}
    </article>
  );
}
