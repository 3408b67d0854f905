import { ok, refuse, type Result } from '../base/result.ts';
import { tidyName } from '../base/tidy-name.ts';
import type { Refusal } from './command.ts';
import type { Entry } from './event.ts';
import type { EntryNumber } from '../proposals/proposal.ts';

/** What happened between meetings and readings. */
export type MeetingEvent =
  | { readonly type: 'MeetingOpened'; readonly name: string; readonly body: string }
  | { readonly type: 'MeetingClosed'; readonly name: string; readonly body: string }
  /** Readings are counted from 1 and go on over the meetings they take. One that is open ends with the next. */
  | { readonly type: 'ReadingBegun'; readonly reading: number }
  | { readonly type: 'ReadingClosed'; readonly reading: number };

export type MeetingCommand =
  | { readonly type: 'open-meeting'; readonly name: string; readonly body: string }
  /** `opened`: the entry that opened the meeting which is to end, so that a late act does not end the next one. */
  | { readonly type: 'close-meeting'; readonly opened: EntryNumber }
  | { readonly type: 'begin-reading'; readonly reading: number }
  /** `reading`: the one that is to end, so that a late act does not end the next. */
  | { readonly type: 'close-reading'; readonly reading: number };

/** A meeting that is open. */
export interface Meeting {
  readonly name: string;
  /** Which body meets, such as "Committee of the Whole"; empty where that goes without saying. */
  readonly body: string;
  /** The entry that opened it. */
  readonly entry: EntryNumber;
}

/** Which meeting is open, if any, and which reading the text is in. */
export interface MeetingState {
  readonly open: Meeting | null;
  /** The reading that is open, from 1; null where none is. */
  readonly reading: number | null;
  /** The last that was begun, open or closed; 0 before the first. */
  readonly begun: number;
}

/** Nobody has met. */
export const NO_MEETINGS: MeetingState = { open: null, reading: null, begun: 0 };

/** Longest name of a meeting or a body, in UTF-16 units. */
export const LONGEST_MEETING_NAME = 120;
/** No text is read oftener. */
const MOST_READINGS = 99;

/** How people name a meeting: "Committee of the Whole, 3rd meeting". */
export function meetingLabel({ name, body }: Pick<Meeting, 'name' | 'body'>): string {
  return body === '' ? name : `${body}, ${name}`;
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** "second reading"; past the tenth in figures. */
export function readingLabel(reading: number): string {
  return `${ORDINALS[reading - 1] ?? ordinal(reading)} reading`;
}

/** "3rd". */
export function ordinal(number: number): string {
  const teen = number % 100 > 10 && number % 100 < 14;
  return `${number}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')}`;
}

/**
 * The meeting and the reading that an entry carries, those that were open before it or were opened by it: "Committee of the Whole, 3rd meeting, first
 * reading". Null where neither was.
 */
export function meetingOf(before: MeetingState, after: MeetingState): string | null {
  const meeting = after.open ?? before.open;
  const reading = after.reading ?? before.reading;
  const told = [...(meeting === null ? [] : [meetingLabel(meeting)]), ...(reading === null ? [] : [readingLabel(reading)])];
  return told.length === 0 ? null : told.join(', ');
}

/** The first entry that does not carry the meeting and the reading which the record says were open; null where all do. */
export function strayMeeting(entries: Iterable<Pick<Entry, 'number' | 'event' | 'meeting'>>): EntryNumber | null {
  let state = NO_MEETINGS;
  for (const { number, event, meeting } of entries) {
    const after = isMeetingEvent(event) ? evolveMeetings(state, event, number) : state;
    if (meeting !== meetingOf(state, after)) return number;
    state = after;
  }
  return null;
}

const TYPES: Readonly<Record<MeetingEvent['type'], true>> = {
  MeetingOpened: true,
  MeetingClosed: true,
  ReadingBegun: true,
  ReadingClosed: true,
};

export function isMeetingEvent(event: { readonly type: string }): event is MeetingEvent {
  return event.type in TYPES;
}

const COMMANDS: Readonly<Record<MeetingCommand['type'], true>> = {
  'open-meeting': true,
  'close-meeting': true,
  'begin-reading': true,
  'close-reading': true,
};

export function isMeetingCommand(command: { readonly type: string }): command is MeetingCommand {
  return command.type in COMMANDS;
}

/** What a command about meetings becomes, or why it is refused. */
export function decideMeeting(state: MeetingState, command: MeetingCommand): Result<MeetingEvent[], Refusal> {
  switch (command.type) {
    case 'open-meeting':
      return open(state, command);
    case 'close-meeting': {
      const { open: meeting } = state;
      if (meeting === null) return refuse({ code: 'no-meeting', reason: 'No meeting is open.' });
      if (meeting.entry !== command.opened)
        return refuse({
          code: 'no-meeting',
          reason: `That meeting has been closed already. Open now is ${meetingLabel(meeting)}.`,
        });
      return ok([{ type: 'MeetingClosed', name: meeting.name, body: meeting.body }]);
    }
    case 'begin-reading': {
      const { reading } = command;
      if (!Number.isSafeInteger(reading) || reading < 1 || reading > MOST_READINGS)
        return refuse({ code: 'malformed', reason: `Readings are counted from 1 to ${MOST_READINGS}.` });
      if (reading <= state.begun)
        return refuse({ code: 'reading-begun', reason: `The ${readingLabel(state.begun)} has begun already.` });
      return ok([{ type: 'ReadingBegun', reading }]);
    }
    case 'close-reading':
      if (state.reading === null) return refuse({ code: 'no-meeting', reason: 'No reading is open.' });
      if (state.reading !== command.reading)
        return refuse({
          code: 'no-meeting',
          reason: `That reading has ended already. The text is in its ${readingLabel(state.reading)}.`,
        });
      return ok([{ type: 'ReadingClosed', reading: state.reading }]);
  }
}

function open(state: MeetingState, command: Extract<MeetingCommand, { type: 'open-meeting' }>): Result<MeetingEvent[], Refusal> {
  if (state.open !== null)
    return refuse({
      code: 'meeting-open',
      reason: `${meetingLabel(state.open)} is open. One meeting at a time: close it first.`,
    });
  const [name, body] = [tidyName(command.name), tidyName(command.body)];
  if (name === '') return refuse({ code: 'malformed', reason: 'A meeting has a name, such as 3rd meeting.' });
  if (name.length > LONGEST_MEETING_NAME || body.length > LONGEST_MEETING_NAME)
    return refuse({ code: 'malformed', reason: `A name has at most ${LONGEST_MEETING_NAME} characters.` });
  return ok([{ type: 'MeetingOpened', name, body }]);
}

/** The state after an event. */
export function evolveMeetings(state: MeetingState, event: MeetingEvent, entry: EntryNumber): MeetingState {
  switch (event.type) {
    case 'MeetingOpened':
      return { ...state, open: { name: event.name, body: event.body, entry } };
    case 'MeetingClosed':
      return { ...state, open: null };
    case 'ReadingBegun':
      return { ...state, reading: event.reading, begun: event.reading };
    case 'ReadingClosed':
      return { ...state, reading: null };
  }
}
