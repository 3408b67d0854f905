import type { ClauseId, ParticipantId } from '../base/ids.ts';
import type { EntryNumber } from '../proposals/proposal.ts';
import type { ReadClause, TextReading } from './text-reading.ts';

/** What happens in a silence procedure. A silence is named by the entry that began it. */
export type SilenceEvent =
  | {
      readonly type: 'SilenceBegan';
      /** Whether the whole text was circulated; else the clauses named. */
      readonly whole: boolean;
      /** What was circulated, in the order of the text, each clause as it read then. */
      readonly circulated: readonly ReadClause[];
      /** ISO 8601 in UTC, with milliseconds. */
      readonly deadline: string;
      /** Why the chair made it shorter than 72 hours; null where it is not. */
      readonly shortened: string | null;
      /** The rung of the ladder to which clauses come on which it passes; absent: to none. */
      readonly gives?: string;
    }
  /** A delegation does not agree to these clauses; null: to none that was circulated. */
  | {
      readonly type: 'SilenceBroken';
      readonly silence: EntryNumber;
      readonly clauses: readonly ClauseId[] | null;
      readonly participant: ParticipantId;
      readonly reason: string;
    }
  /** Nobody broke it on these clauses by the deadline, which is told here: the entry's `at` is when it was written. */
  | {
      readonly type: 'SilencePassed';
      readonly silence: EntryNumber;
      readonly clauses: readonly ClauseId[];
      readonly deadline: string;
    }
  /** The chair called it off for all clauses on which it was still running. */
  | { readonly type: 'SilenceLifted'; readonly silence: EntryNumber; readonly reason: string }
  /** These clauses no longer read as they were circulated, so nobody can agree to them by silence. */
  | { readonly type: 'SilenceOvertaken'; readonly silence: EntryNumber; readonly clauses: readonly ClauseId[] };

/** What is asked for in a silence procedure. */
export type SilenceCommand =
  /** `clauses` null: the whole text. `shortening`: why the chair makes it shorter than 72 hours. */
  | {
      readonly type: 'begin-silence';
      readonly clauses: readonly ClauseId[] | null;
      readonly deadline: string;
      readonly shortening: string | null;
      readonly gives?: string | undefined;
    }
  | {
      readonly type: 'break-silence';
      readonly silence: EntryNumber;
      readonly clauses: readonly ClauseId[] | null;
      readonly participant: ParticipantId;
      readonly reason: string;
    }
  | { readonly type: 'lift-silence'; readonly silence: EntryNumber; readonly reason: string };

/** What became of silence on one clause. Once it is no longer running it stays what it is. */
export type SilenceFate = 'running' | 'passed' | 'broken' | 'lifted' | 'overtaken';

/** Silence on one clause. */
interface CirculatedClause {
  readonly version: string;
  readonly fate: SilenceFate;
  /** The entry that ended it; null while it runs. */
  readonly entry: EntryNumber | null;
}

/** One delegation's breaking of silence. */
interface SilenceBreak {
  readonly participant: ParticipantId;
  readonly clauses: readonly ClauseId[];
  readonly reason: string;
  readonly entry: EntryNumber;
}

/** A silence procedure. */
export interface Silence {
  readonly entry: EntryNumber;
  readonly whole: boolean;
  /** In the order in which they were circulated. */
  readonly clauses: ReadonlyMap<ClauseId, CirculatedClause>;
  readonly deadline: string;
  readonly shortened: string | null;
  readonly gives?: string;
  readonly breaks: readonly SilenceBreak[];
}

/** The silences of a draft, by the entry that began each. */
export type Silences = ReadonlyMap<EntryNumber, Silence>;

export const NO_SILENCES: Silences = new Map();

/** Whether it still runs on any clause. */
export function isRunning(silence: Silence): boolean {
  return [...silence.clauses.values()].some(({ fate }) => fate === 'running');
}

/** Those still running, the one with the nearest deadline first. */
export function runningSilences(silences: Silences): Silence[] {
  return [...silences.values()]
    .filter(isRunning)
    .toSorted((a, b) => (a.deadline < b.deadline ? -1 : a.deadline > b.deadline ? 1 : a.entry - b.entry));
}

/** The silence that runs on a clause, or null. */
export function runningOn(silences: Silences, clause: ClauseId): Silence | null {
  for (const silence of silences.values()) if (silence.clauses.get(clause)?.fate === 'running') return silence;
  return null;
}

/** The clauses on which silence met a fate, in the order in which they were circulated. */
export function clausesWith(silence: Silence, fate: SilenceFate): ClauseId[] {
  return [...silence.clauses].filter(([, one]) => one.fate === fate).map(([clause]) => clause);
}

/** The clauses on which a delegation can still break it, as far as the deadline lets it: those it has not broken it on yet. */
export function breakableBy(silence: Silence, participant: ParticipantId): ClauseId[] {
  const done = new Set(silence.breaks.filter((one) => one.participant === participant).flatMap((one) => one.clauses));
  return [...silence.clauses]
    .filter(([clause, { fate }]) => (fate === 'running' || fate === 'broken') && !done.has(clause))
    .map(([clause]) => clause);
}

/** The nearest deadline that is still to come about, or null. */
export function nextDeadline(silences: Silences): string | null {
  return runningSilences(silences)[0]?.deadline ?? null;
}

/** What has passed by a moment: for each silence at or past its deadline, the clauses on which nobody broke it. */
export function passedBy(silences: Silences, now: string): Extract<SilenceEvent, { type: 'SilencePassed' }>[] {
  return runningSilences(silences)
    .filter(({ deadline }) => deadline <= now)
    .map((silence) => ({
      type: 'SilencePassed',
      silence: silence.entry,
      clauses: clausesWith(silence, 'running'),
      deadline: silence.deadline,
    }));
}

/** For each silence, the clauses on which it was running that no longer read as circulated; of those named, where some are. */
export function overtakenBy(
  silences: Silences,
  versionOf: TextReading['versionOf'],
  among: readonly ClauseId[] | null = null,
): SilenceEvent[] {
  return runningSilences(silences).flatMap((silence): SilenceEvent[] => {
    const watched = among ?? [...silence.clauses.keys()];
    const clauses = watched.filter((clause) => {
      const one = silence.clauses.get(clause);
      return one?.fate === 'running' && versionOf(clause) !== one.version;
    });
    return clauses.length === 0 ? [] : [{ type: 'SilenceOvertaken', silence: silence.entry, clauses }];
  });
}

/** The silences after an event. */
export function evolveSilences(silences: Silences, event: SilenceEvent, entry: EntryNumber): Silences {
  if (event.type === 'SilenceBegan') {
    const clauses = new Map<ClauseId, CirculatedClause>(
      event.circulated.map(({ clause, version }) => [clause, { version, fate: 'running', entry: null }]),
    );
    const { whole, deadline, shortened, gives } = event;
    const silence = { entry, whole, clauses, deadline, shortened, breaks: [], ...(gives === undefined ? {} : { gives }) };
    return new Map(silences).set(entry, silence);
  }
  const silence = silences.get(event.silence);
  if (silence === undefined) return silences;
  return new Map(silences).set(silence.entry, ended(silence, event, entry));
}

function ended(silence: Silence, event: Exclude<SilenceEvent, { type: 'SilenceBegan' }>, entry: EntryNumber): Silence {
  switch (event.type) {
    case 'SilenceBroken': {
      const { participant, reason } = event;
      const clauses = event.clauses ?? breakableBy(silence, participant);
      return {
        ...withFate(silence, clauses, { fate: 'broken', entry }),
        breaks: [...silence.breaks, { participant, clauses, reason, entry }],
      };
    }
    case 'SilencePassed':
      return withFate(silence, event.clauses, { fate: 'passed', entry });
    case 'SilenceLifted':
      return withFate(silence, clausesWith(silence, 'running'), { fate: 'lifted', entry });
    case 'SilenceOvertaken':
      return withFate(silence, event.clauses, { fate: 'overtaken', entry });
  }
}

/** Each clause once: what is no longer running stays what it is. */
function withFate(silence: Silence, clauses: readonly ClauseId[], end: Pick<CirculatedClause, 'fate' | 'entry'>): Silence {
  const after = new Map(silence.clauses);
  for (const clause of clauses) {
    const one = after.get(clause);
    if (one?.fate === 'running') after.set(clause, { ...one, ...end });
  }
  return { ...silence, clauses: after };
}
