import type { ParticipantId } from '../base/ids.ts';

/**
 * Where an open proposal is while it is not before the meeting. It stays open and bracketed, and is called back or decided from there.
 * `entry` put it there.
 */
export type Whereabouts =
  | { readonly state: 'referred'; readonly entry: number; readonly body: string; readonly note: string }
  /** `returns`: the date, ISO 8601, on which its owner is to bring it back. */
  | {
      readonly state: 'parked';
      readonly entry: number;
      readonly owner: string;
      readonly returns: string;
      readonly reason: string;
    }
  /** Kept open at the wish of a participant. */
  | { readonly state: 'reserved'; readonly entry: number; readonly participant: ParticipantId; readonly reason: string };

/** Whether a date is one of the calendar, written as in ISO 8601. */
export function isDate(date: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  const [at, of] = [Number(month), Number(year)];
  const leap = (of % 4 === 0 && of % 100 !== 0) || of % 400 === 0;
  const last = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][at - 1] ?? 0;
  return Number(day) >= 1 && Number(day) <= last;
}
