import type { ClauseId } from '../base/ids.ts';
import { lowered } from '../base/phrases.ts';
import type { EntryNumber } from '../proposals/proposal.ts';
import type { Entry } from '../record/event.ts';
import { evolveLadder, rungOf, type Agreement, type LadderEvent, type LadderState } from '../record/ladder.ts';
import { meetingLabel, readingLabel, type MeetingEvent } from '../record/meetings.ts';
import { withoutAgreed } from '../record/packaged-clauses.ts';
import { EMPTY_STATE, type RecordState } from '../record/state.ts';
import type { Together } from '../record/together.ts';
import { stopped } from './telling.ts';

/** What an entry did to the status of clauses. */
interface StatusNote {
  /** For an entry that agreed a clause: the rung and its body, as they were called then. */
  readonly rung: string;
  /** Clauses whose status ended with the entry, each with what it had been. */
  readonly ended: ReadonlyMap<ClauseId, string>;
}

/** By number, the entries with which a clause came to a rung, or off it. */
export type StatusNotes = ReadonlyMap<EntryNumber, StatusNote>;

/** Follows the status of clauses through a record. No entry says that a status ended with it: that follows from what it did. */
export function statusNotes(entries: readonly Entry[], state: RecordState): StatusNotes {
  const notes = new Map<EntryNumber, StatusNote>();
  let ladder = EMPTY_STATE.ladder;
  const packaged = new Map<EntryNumber, Pick<Together, 'agreed'>>();
  const issued: { readonly entry: EntryNumber }[] = [];
  for (const entry of entries) {
    const before = ladder;
    const { event } = entry;
    if (event.type === 'RevisionIssued') issued.push({ entry: entry.number });
    if (event.type === 'DecidedTogether')
      packaged.set(entry.number, {
        agreed: (event.agreed ?? []).map((one) => ({ ...one, before: before.agreed.get(one.clause) ?? null })),
      });
    ladder =
      event.type === 'TogetherReopened'
        ? withoutAgreed({ ladder: before, issued }, packaged.get(event.together) ?? { agreed: [] })
        : evolveLadder(before, entry, (id) => state.proposals.get(id)?.clauses ?? []);
    if (ladder === before) continue;
    const ended = endedBetween(before, ladder, event.type === 'TogetherReopened');
    const rung = event.type === 'ClauseAgreed' ? before.rungs.find(({ id }) => id === event.rung) : undefined;
    if (rung !== undefined || ended.size > 0)
      notes.set(entry.number, { rung: rung === undefined ? '' : `${lowered(rung.name)}${inBody(rung.body)}`, ended });
  }
  return notes;
}

/** Clauses that are no longer as far as they were, each with what it had been; `falls`: also where they stand lower again. */
function endedBetween(before: LadderState, after: LadderState, falls: boolean): Map<ClauseId, string> {
  const ended = new Map<ClauseId, string>();
  if (!falls && after.agreed.size >= before.agreed.size) return ended;
  const named = (agreement: Agreement): string => lowered(rungOf(agreement, before.rungs)?.name ?? 'Agreed');
  for (const [clause, agreement] of before.agreed) {
    const now = after.agreed.get(clause);
    if (now === undefined) ended.set(clause, named(agreement));
    else if (falls && now !== agreement) ended.set(clause, `${named(agreement)}, but ${named(now)} again`);
  }
  return ended;
}

/** Whether an entry of another kind ended the status of a clause, so that its story tells of it. */
export function endsStatus(entry: Entry, clause: ClauseId, notes: StatusNotes): boolean {
  return notes.get(entry.number)?.ended.has(clause) === true;
}

/** What is to be said behind the sentence of an entry, where a status ended with it. `clause` null: of any. */
export function statusEnded({ event, number }: Entry, clause: ClauseId | null, notes: StatusNotes): string {
  const ended = notes.get(number)?.ended;
  if (ended === undefined || ended.size === 0 || event.type === 'ClauseReopened') return '';
  if (clause !== null) {
    const was = ended.get(clause);
    return was === undefined ? '' : ` With that the clause was no longer ${was}.`;
  }
  return ended.size === 1
    ? ` With that a clause was no longer ${[...ended.values()][0] ?? 'agreed'}.`
    : ` With that ${ended.size} clauses were no longer agreed.`;
}

/** The sentence that tells an event of the ladder, or of a meeting. `focus`: whether it is told of one clause. */
export function statusSentence(
  { event, number }: { readonly event: LadderEvent | MeetingEvent; readonly number: EntryNumber },
  who: string,
  { notes, focus }: { readonly notes: StatusNotes; readonly focus: boolean },
): string {
  const clause = focus ? 'this clause' : 'a clause';
  const note = notes.get(number);
  switch (event.type) {
    case 'MeetingOpened':
      return `${who} opened the meeting: ${meetingLabel(event)}.`;
    case 'MeetingClosed':
      return `${who} closed the meeting: ${meetingLabel(event)}.`;
    case 'ReadingBegun':
      return `${who} began the ${readingLabel(event.reading)}.`;
    case 'ReadingClosed':
      return `${who} closed the ${readingLabel(event.reading)}.`;
    case 'LadderSet':
      return `${who} set the status ladder: ${event.rungs.map((rung) => lowered(rung.name)).join(', ')}.`;
    case 'ClauseAgreed':
      return event.by === undefined
        ? `${who} declared ${clause} ${note?.rung ?? 'agreed'}.`
        : `With that ${clause} was ${note?.rung ?? 'agreed'}: ${GIVEN_BY[event.by.on]} record ${event.by.entry}).`;
    case 'ClauseReopened': {
      const was = note?.ended.get(event.clause);
      const sentence = `${who} reopened ${clause}${was === undefined ? '' : `, which had been ${was}`}, giving as reason: ${event.reason}`;
      return stopped(sentence);
    }
  }
}

/** By what a clause was agreed where the chair did not declare it. */
const GIVEN_BY = {
  silence: 'silence passed on it (begun in',
  vote: 'the vote carried (begun in',
  package: 'it was part of the package (tied in',
} as const;

function inBody(body: string): string {
  return body === '' ? '' : ` (${body})`;
}
