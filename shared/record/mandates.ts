import type { ParticipantId, SeatId } from '../base/ids.ts';
import type { EntryNumber } from '../proposals/proposal.ts';
import type { Actor, EntryBody } from './event.ts';

/** Stands for the number of a mandate, and for the moment of its giving, in a record without names. */
export const SOME_MANDATE: EntryNumber = 0;
export const SOME_TIME = '';

/** When somebody gave a mandate or took it back, and who. */
export interface MandateAct {
  /** ISO 8601 in UTC; `SOME_TIME` without names. */
  readonly at: string;
  readonly by: Actor;
}

/** Which seat may speak for which group: the act of the process, as the record of a draft keeps it. A mandate is named by the entry that tells of it. */
export type MandateEvent =
  | {
      readonly type: 'MandateGiven';
      readonly seat: SeatId;
      /** The person in the seat. */
      readonly user: string;
      readonly participant: ParticipantId;
      /** The group. */
      readonly onBehalfOf: ParticipantId;
      readonly given: MandateAct;
    }
  | { readonly type: 'MandateTakenBack'; readonly mandate: EntryNumber; readonly taken: MandateAct };

/** A mandate that the record of a draft knows of. */
interface RecordedMandate {
  readonly seat: SeatId;
  readonly participant: ParticipantId;
  readonly group: ParticipantId;
  readonly given: MandateAct;
  /** Null: it is in force. */
  readonly taken: MandateAct | null;
}

/** By the entry that tells of its giving. */
export type Mandates = ReadonlyMap<EntryNumber, RecordedMandate>;

export const NO_MANDATES: Mandates = new Map();

/** The mandate under which a seat speaks for a group; null where the record knows of none in force. */
export function mandateFor(mandates: Mandates, seat: SeatId, group: ParticipantId): EntryNumber | null {
  for (const [entry, one] of mandates) if (one.taken === null && one.seat === seat && one.group === group) return entry;
  return null;
}

export function evolveMandates(mandates: Mandates, event: MandateEvent, entry: EntryNumber): Mandates {
  if (event.type === 'MandateGiven') {
    const { seat, participant, onBehalfOf: group, given } = event;
    return new Map(mandates).set(entry, { seat, participant, group, given, taken: null });
  }
  const held = mandates.get(event.mandate);
  return held === undefined ? mandates : new Map(mandates).set(event.mandate, { ...held, taken: event.taken });
}

/** The first entry that speaks for a group without a mandate in force of its seat for that group, or names one and speaks for none; null for none. */
export function withoutMandate(
  entries: Iterable<Pick<EntryBody, 'number' | 'event' | 'actor' | 'onBehalfOf' | 'mandate'>>,
): EntryNumber | null {
  let mandates = NO_MANDATES;
  for (const { number, event, actor, onBehalfOf, mandate } of entries) {
    const held = onBehalfOf === null ? null : mandateFor(mandates, actor.seat, onBehalfOf);
    if (held !== (mandate ?? null)) return number;
    if (event.type === 'MandateTakenBack' && mandates.get(event.mandate)?.taken !== null) return number;
    if (event.type === 'MandateGiven' || event.type === 'MandateTakenBack') mandates = evolveMandates(mandates, event, number);
  }
  return null;
}
