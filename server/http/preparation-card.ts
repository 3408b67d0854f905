import { shortened } from '../../shared/base/shortened.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { mayPrepareWith } from '../../shared/policy/policy.ts';
import type { PreparationCard } from '../../shared/protocol/api.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { OPERATORS_SEAT } from '../drafts/actor.ts';
import type { Store, StoredPreparation } from '../store/store.ts';

const MOST_CLAUSES = 4;
const MOST_WORDS = 6;
const LONGEST_NAME = 80;

/** The open preparations that a seat shares in or is invited to, and no others. */
export function preparationCards(store: Store, seat: Seat): PreparationCard[] {
  return store.preparations
    .open()
    .filter((one) => mayPrepareWith(seat, [...one.sponsors, ...one.invited]))
    .map((one) => cardOf(store, one, one.invited.includes(seat.participant)));
}

function cardOf(store: Store, preparation: StoredPreparation, isInvitation: boolean): PreparationCard {
  const { id, draft, base, startedAt, startedBy } = preparation;
  const named = base.slice(0, MOST_CLAUSES).map(nameOf).join('; ');
  return {
    id,
    draft,
    draftTitle: store.drafts.find(draft)?.title ?? '',
    about: `${preparation.insertAfter ? 'New text after ' : ''}${named}${base.length > MOST_CLAUSES ? ' …' : ''}`,
    startedBy: preparation.byOperator ? OPERATORS_SEAT.user : (store.process.seat(startedBy)?.name ?? ''),
    startedAt,
    sponsors: preparation.sponsors,
    isInvitation,
  };
}

/** Number or first words. */
function nameOf(clause: Clause): string {
  const words = plainText(clause)
    .split(/\s+/)
    .filter((word) => word !== '');
  const first = words.slice(0, MOST_WORDS).join(' ');
  // In scripts without spaces a word is a sentence.
  const start = shortened(words.length > MOST_WORDS ? `${first} …` : first, LONGEST_NAME);
  return clause.label === '' ? `“${start}”` : `${clause.label} “${start}”`;
}
