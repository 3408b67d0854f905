declare const brand: unique symbol;
type Id<Kind extends string> = string & { readonly [brand]: Kind };

/** Permanent id of a clause: survives renumbering, change of kind and revision. */
export type ClauseId = Id<'clause'>;
/** Permanent id of a proposal; the only attribute that the marks `insertion` and `deletion` carry. */
export type ProposalId = Id<'proposal'>;
/** A delegation, a group acting as one, the chair, the secretariat or an observer organisation. */
export type ParticipantId = Id<'participant'>;
/** One person in one role for one participant. */
export type SeatId = Id<'seat'>;
/** One text under negotiation. */
export type DraftId = Id<'draft'>;
/** A proposal being prepared in private, before it is tabled. */
export type PreparationId = Id<'preparation'>;

const FORM = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** Whether a string from outside has the form of an id: 1 to 64 letters, digits, `_` or `-`. */
export function isId(value: string): boolean {
  return FORM.test(value);
}

function parse<T extends string>(value: string): T {
  if (!isId(value)) throw new RangeError(`not an id: ${JSON.stringify(value.slice(0, 80))}`);
  return value as T;
}

/** Each of these throws RangeError on a string that has not the form of an id; check with `isId` at the boundary. */
export function clauseId(value: string): ClauseId {
  return parse<ClauseId>(value);
}
export function proposalId(value: string): ProposalId {
  return parse<ProposalId>(value);
}
export function participantId(value: string): ParticipantId {
  return parse<ParticipantId>(value);
}
export function seatId(value: string): SeatId {
  return parse<SeatId>(value);
}
export function draftId(value: string): DraftId {
  return parse<DraftId>(value);
}
export function preparationId(value: string): PreparationId {
  return parse<PreparationId>(value);
}
