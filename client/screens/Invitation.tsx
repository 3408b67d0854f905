import { useState } from 'react';
import { useLocation } from 'wouter';
import type { PreparationCard } from '../../shared/protocol/api.ts';
import { listed } from '../../shared/projection/naming.ts';
import { useServices, useSitting } from '../chrome/Services.tsx';

/** An invitation to prepare a proposal with others: join them, or decline. */
export function Invitation({ card }: { readonly card: PreparationCard }) {
  const { api } = useServices();
  const { registry } = useSitting();
  const [, go] = useLocation();
  const [said, setSaid] = useState<string | null>(null);
  const answer = (act: 'join' | 'decline'): void =>
    void api.draftingAct(card.id, { act }).then((done) => {
      if (!done.ok) setSaid(done.refusal.reason);
      else if (act === 'join') go(`/preparations/${card.id}`);
      else setSaid('Declined.');
    });
  return (
    <div className="invitation">
      <p>
        <strong>{listed(card.sponsors.map((id) => registry.byId.get(id)?.name ?? ''))}</strong>{' '}
        {card.sponsors.length === 1 ? 'invites' : 'invite'} your delegation to prepare a proposal together: {card.about}
      </p>
      {said === null ? (
        <div className="row">
          <button type="button" className="main-act" onClick={() => answer('join')}>
            Join
          </button>
          <button type="button" className="act" onClick={() => answer('decline')}>
            Decline
          </button>
        </div>
      ) : (
        <output>{said}</output>
      )}
    </div>
  );
}
