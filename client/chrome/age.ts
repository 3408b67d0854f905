import { counted } from '../../shared/base/phrases.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago something was, in words short enough for a card. */
export function ageOf(at: string, now: number): string {
  const past = now - Date.parse(at);
  if (Number.isNaN(past)) return '';
  if (past < MINUTE) return 'just now';
  if (past < HOUR) return `${counted(Math.floor(past / MINUTE), 'minute')} ago`;
  if (past < DAY) return `${counted(Math.floor(past / HOUR), 'hour')} ago`;
  if (past < 30 * DAY) return `${counted(Math.floor(past / DAY), 'day')} ago`;
  return `on ${dateOf(at)}`;
}

/** A date as documents write it: 6 July 2026. */
export function dateOf(at: string): string {
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}

const DAY_OF_CALENDAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A day of the calendar, which is the same wherever one reads it: of 2026-07-06, 6 July 2026. */
export function dayOf(day: string): string {
  return DAY_OF_CALENDAR.format(new Date(`${day}T00:00:00Z`));
}

/** A moment in the time of this place, which it names since the record's own are in UTC: 6 July 2026, 14:05 CEST. */
export function momentOf(at: string): string {
  return `${dateOf(at)}, ${new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' })}`;
}
