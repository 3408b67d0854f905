import type { ParticipantId } from '../../shared/base/ids.ts';
import { must } from '../../shared/base/assert.ts';
import type { Seat } from '../../shared/participants/participant.ts';
import { mandateFor, type MandateAct, type MandateEvent } from '../../shared/record/mandates.ts';
import type { RecordState } from '../../shared/record/state.ts';
import type { ProcessStore, StoredMandate } from '../store/store.ts';

/**
 * What the record of a draft is still to tell of the mandates of its process: those it knows that were taken back, and those given by an act
 * just now. One that is older than the draft is told with the first act under it (`mandateUsed`).
 */
export function mandateNews(
  { mandates }: Pick<RecordState, 'mandates'>,
  process: Pick<ProcessStore, 'mandates' | 'seat'>,
  act: MandateAct | null,
): MandateEvent[] {
  const stored = process.mandates();
  const ended = [...mandates].flatMap(([mandate, { seat, group, given, taken }]): MandateEvent[] => {
    if (taken !== null) return [];
    // The latest: within a millisecond one can be given, taken back and given again.
    const now = stored.findLast((one) => one.seat === seat && one.group === group && one.given.at === given.at);
    return now === undefined || now.taken === null ? [] : [{ type: 'MandateTakenBack', mandate, taken: now.taken }];
  });
  const begun = stored.filter(
    ({ seat, group, given, taken }) =>
      taken === null && given.at === act?.at && given.by.seat === act.by.seat && mandateFor(mandates, seat, group) === null,
  );
  return [...ended, ...begun.map((one) => givenEvent(one, process))];
}

/** The mandate under which a seat speaks for a group: the entry of the record that tells of it, or what is to be told first. */
export function mandateUsed(
  { mandates }: Pick<RecordState, 'mandates'>,
  process: Pick<ProcessStore, 'mandates' | 'seat'>,
  { seat, group }: { readonly seat: Seat; readonly group: ParticipantId },
): number | MandateEvent {
  const known = mandateFor(mandates, seat.id, group);
  if (known !== null) return known;
  const held = process.mandates().find((one) => one.seat === seat.id && one.group === group && one.taken === null);
  return givenEvent(must(held, 'the mandate by which the policy let it speak'), process);
}

function givenEvent({ seat: id, group, given }: StoredMandate, process: Pick<ProcessStore, 'seat'>): MandateEvent {
  const { name, participant } = must(process.seat(id), 'the seat of a mandate');
  return { type: 'MandateGiven', seat: id, user: name, participant, onBehalfOf: group, given };
}
