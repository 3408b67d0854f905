import type { ParticipantId, SeatId } from '../base/ids.ts';

/** What a participant is in the process. */
export type ParticipantKind = 'state' | 'group' | 'observer' | 'secretariat' | 'chair';

/**
 * A delegation, a group acting as one, the chair, the secretariat, an observer organisation.
 * `name` is the short official name in English ("Norway"), `code` the shortest form in which drafts write it ("NO", "G77"),
 * `aliases` the other forms met in texts ("United States", "G-77/China").
 */
export interface Participant {
  readonly id: ParticipantId;
  readonly name: string;
  readonly code: string;
  readonly kind: ParticipantKind;
  readonly aliases: readonly string[];
}

/** Whether a participant serves the process, and is no party to it: it brings nothing and takes no position. */
export function isOffice(kind: ParticipantKind): boolean {
  return kind === 'secretariat' || kind === 'chair';
}

/** What a seat may do in a process: see the policy table. */
const ROLES = ['drafter', 'chair', 'delegate', 'observer'] as const;
export type Role = (typeof ROLES)[number];

/** One person in one role for one participant. */
export interface Seat {
  readonly id: SeatId;
  readonly name: string;
  readonly role: Role;
  readonly participant: ParticipantId;
  /** The groups for which it may speak besides; absent: none. */
  readonly mandates?: readonly ParticipantId[];
}
