import { Router } from 'express';
import { may } from '../../../shared/policy/policy.ts';
import type { Desk, DraftCard } from '../../../shared/protocol/api.ts';
import type { StoredDraft } from '../../store/store.ts';
import { preparationCards } from '../preparation-card.ts';
import { done } from '../reply.ts';
import { seated, type HttpServices } from '../services.ts';

/** GET `/api/desk`. */
export function deskRoutes(services: HttpServices): Router {
  const { store } = services;
  const router = Router();
  router.get(
    '/desk',
    seated(services, (seat) => {
      const desk: Desk = {
        drafts: may(seat, 'read text')
          ? store.drafts.all().map((draft) => draftCard(draft, store.looks.seen(seat.id, draft.id)))
          : [],
        preparations: preparationCards(store, seat),
      };
      return done(desk);
    }),
  );
  return router;
}

function draftCard({ id, title, clauses, openProposals, entries, changedAt }: StoredDraft, seen: number): DraftCard {
  return { id, title, clauses, openProposals, lastEntry: entries, seen, changedAt };
}
