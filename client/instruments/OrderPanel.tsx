import type { ClauseId } from '../../shared/base/ids.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { PackageCards } from './PackageCards.tsx';
import { RunningOrder } from './RunningOrder.tsx';
import { TogetherCards } from './TogetherCards.tsx';
import { WaitingCard } from './WaitingCard.tsx';

/** In what order the chair takes things up, what waits, the packages, and what was decided in one act. */
export function OrderPanel({ onGo }: { readonly onGo: (clause: ClauseId) => void }) {
  const { snapshot } = useDraftDesk();
  const { packages, pendings, togethers, order } = snapshot.state.instruments;
  return (
    <>
      {order.matters.length === 0 ? (
        <p className="empty">There is no running order yet. The chair puts points into it.</p>
      ) : (
        <RunningOrder onGo={onGo} />
      )}
      {pendings.size > 0 && <WaitingCard />}
      {packages.size > 0 && <PackageCards />}
      {togethers.size > 0 && <TogetherCards />}
    </>
  );
}
