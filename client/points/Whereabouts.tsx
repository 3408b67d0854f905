import { shortName } from '../../shared/projection/naming.ts';
import type { Proposal } from '../../shared/proposals/proposal.ts';
import type { Whereabouts as Place } from '../../shared/proposals/whereabouts.ts';
import { dayOf } from '../chrome/age.ts';
import { useDraftDesk } from './DraftDesk.ts';

/** Where an open proposal is while it is not before the meeting; nothing where it is before it. */
export function Whereabouts({ proposal }: { readonly proposal: Proposal }) {
  const { snapshot, now } = useDraftDesk();
  const { whereabouts } = proposal;
  if (whereabouts === null) return null;
  const note = whereabouts.state === 'referred' ? whereabouts.note : whereabouts.reason;
  return (
    <p className={`whereabouts ${whereabouts.state}`}>
      <strong>{wordsOf(whereabouts)}</strong> {isOverdue(whereabouts, now) && <span className="overdue">overdue</span>}{' '}
      <span className="muted">record {whereabouts.entry}</span>
      {note !== '' && <span className="whereabouts-note">{note}</span>}
    </p>
  );

  function wordsOf(place: Place): string {
    switch (place.state) {
      case 'referred':
        return `Referred to ${place.body}`;
      case 'parked':
        return `Parked with ${place.owner} until ${dayOf(place.returns)}`;
      case 'reserved':
        return `Reserved for ${shortName(snapshot.registry, place.participant)}`;
    }
  }
}

/** Whether the day on which a parked proposal was to come back has passed. `now` in milliseconds since 1970. */
export function isOverdue(place: Place | null, now: number): boolean {
  return place?.state === 'parked' && place.returns < new Date(now).toISOString().slice(0, 10);
}
