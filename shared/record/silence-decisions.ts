import type { ClauseId, ParticipantId } from '../base/ids.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { Refusal } from './command.ts';
import { breakableBy, isRunning, runningOn, type SilenceCommand, type SilenceEvent, type Silences } from './silence.ts';
import type { ReadClause, TextReading } from './text-reading.ts';

/** How long silence runs at the least, unless the chair shortens it: 72 hours (General Assembly decision 74/544), in milliseconds. */
export const LEAST_SILENCE = 72 * 3_600_000;

/** Moments in ISO 8601, in UTC with milliseconds, so that the later one also sorts behind. */
export interface SilenceTimes {
  readonly now: string;
  /** `LEAST_SILENCE` from now. */
  readonly leastDeadline: string;
}

/** What deciding needs besides the record. */
export interface SilenceContext {
  readonly times: SilenceTimes;
  readonly reading: TextReading;
  /** Whether the registry knows a participant as one that breaks silence: a delegation, or a group. */
  breaks(participant: ParticipantId): boolean;
  /** Why these clauses cannot come to a rung; null where they can. */
  givingFault(rung: string, clauses: readonly ReadClause[]): Refusal | null;
}

type Decision = Result<SilenceEvent[], Refusal>;

/** What a command becomes. Who may give it is the policy's to say. */
export function decideSilence(silences: Silences, command: SilenceCommand, context: SilenceContext): Decision {
  switch (command.type) {
    case 'begin-silence':
      return begin(silences, command, context);
    case 'break-silence':
      return breakOff(silences, command, context);
    case 'lift-silence': {
      const silence = silences.get(command.silence);
      if (silence === undefined) return UNKNOWN;
      if (!isRunning(silence)) return refuse({ code: 'not-open', reason: 'This silence procedure is over on every clause.' });
      const reason = command.reason.trim();
      if (reason === '') return refuse({ code: 'malformed', reason: 'Say for the record why silence is lifted.' });
      return ok([{ type: 'SilenceLifted', silence: silence.entry, reason }]);
    }
  }
}

function begin(
  silences: Silences,
  { clauses, deadline, shortening, gives }: Extract<SilenceCommand, { type: 'begin-silence' }>,
  { times, reading, ...context }: SilenceContext,
): Decision {
  if (deadline <= times.now) return refuse({ code: 'malformed', reason: 'The deadline has passed already.' });
  const why = (shortening ?? '').trim();
  const isShort = deadline < times.leastDeadline;
  if (isShort && why === '')
    return refuse({
      code: 'malformed',
      reason: 'Silence runs for at least 72 hours. The chair may shorten that, with a reason for the record.',
    });
  const wanted = clauses === null ? null : new Set(clauses);
  const circulated = reading.all().filter(({ clause }) => wanted?.has(clause) ?? true);
  if (wanted !== null && circulated.length < wanted.size)
    return refuse({ code: 'malformed', reason: 'One of these clauses has no words in the text any more.' });
  if (circulated.length === 0) return refuse({ code: 'malformed', reason: 'There is no text to circulate.' });
  const other = circulated.flatMap(({ clause }) => runningOn(silences, clause) ?? [])[0];
  if (other !== undefined)
    return refuse({
      code: 'not-open',
      reason: `Silence is running on one of these clauses already (record ${other.entry}). Lift it first, or leave the clause out.`,
    });
  const fault = gives === undefined ? null : context.givingFault(gives, circulated);
  if (fault !== null) return refuse(fault);
  return ok([
    {
      type: 'SilenceBegan',
      whole: clauses === null,
      circulated,
      deadline,
      shortened: isShort ? why : null,
      ...(gives === undefined ? {} : { gives }),
    },
  ]);
}

/** Whoever does not agree says so for its own reason, be it the second who does, until the deadline. */
function breakOff(
  silences: Silences,
  { silence: entry, clauses, participant, reason: given }: Extract<SilenceCommand, { type: 'break-silence' }>,
  { times, ...context }: SilenceContext,
): Decision {
  const silence = silences.get(entry);
  if (silence === undefined) return UNKNOWN;
  if (!context.breaks(participant))
    return refuse({ code: 'unknown-participant', reason: 'The registry knows no such delegation or group.' });
  if (times.now >= silence.deadline)
    return refuse({ code: 'closed', reason: 'The deadline of this silence procedure has passed.' });
  const reason = given.trim();
  if (reason === '') return refuse({ code: 'malformed', reason: 'Silence is broken with a reason, for the record.' });
  const free = breakableBy(silence, participant);
  const asked = clauses === null ? free : [...new Set(clauses)];
  if (asked.length === 0 || !isWithin(asked, free)) {
    const strange = asked.some((clause) => !silence.clauses.has(clause));
    return refuse({
      code: strange ? 'malformed' : 'not-open',
      reason: strange
        ? 'A clause was not among those circulated.'
        : 'Silence is over on one of these clauses, or your delegation broke it there already.',
    });
  }
  return ok([{ type: 'SilenceBroken', silence: entry, clauses: clauses === null ? null : asked, participant, reason }]);
}

function isWithin(asked: readonly ClauseId[], free: readonly ClauseId[]): boolean {
  const all = new Set(free);
  return asked.every((clause) => all.has(clause));
}

const UNKNOWN: Decision = refuse({ code: 'closed', reason: 'The record knows no such silence procedure.' });
