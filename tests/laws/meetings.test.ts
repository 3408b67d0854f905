import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Entry } from '../../shared/record/event.ts';
import {
  decideMeeting,
  evolveMeetings,
  meetingOf,
  NO_MEETINGS,
  readingLabel,
  strayMeeting,
  type MeetingCommand,
  type MeetingState,
} from '../../shared/record/meetings.ts';

const commands: fc.Arbitrary<MeetingCommand[]> = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant('open-meeting' as const),
      name: fc.constantFrom('3rd meeting', ' ', '4th\n meeting '),
      body: fc.constantFrom('', 'Committee of the Whole'),
    }),
    fc.record({ type: fc.constant('close-meeting' as const), opened: fc.nat(12) }),
    fc.record({ type: fc.constant('begin-reading' as const), reading: fc.nat(4) }),
    fc.record({ type: fc.constant('close-reading' as const), reading: fc.nat(4) }),
  ),
  { maxLength: 30 },
);

it('[M1] one meeting at a time is open, under a name; readings only go on; what is refused changes nothing', () => {
  fc.assert(
    fc.property(commands, (list) => {
      let state: MeetingState = NO_MEETINGS;
      let entry = 0;
      for (const command of list) {
        const decision = decideMeeting(state, command);
        if (!decision.ok) {
          expect(decision.refusal.reason).toMatch(/\.$/);
          continue;
        }
        const before = state;
        for (const event of decision.value) {
          entry += 1;
          state = evolveMeetings(state, event, entry);
        }
        if (command.type === 'open-meeting') {
          expect(before.open).toBeNull();
          expect(state.open).toEqual({ name: command.name.trim().replace(/\s+/, ' '), body: command.body, entry });
        }
        if (command.type === 'close-meeting') expect([before.open?.entry, state.open]).toEqual([command.opened, null]);
        if (command.type === 'begin-reading') {
          expect(command.reading).toBeGreaterThan(before.begun);
          expect(state).toEqual({ ...before, reading: command.reading, begun: command.reading });
        }
        if (command.type === 'close-reading') {
          expect(before.reading).toBe(command.reading);
          expect(state).toEqual({ ...before, reading: null });
        }
      }
    }),
  );
});

it('[M2] an entry is of the meeting and the reading that were open, and those that open and close one are of it', () => {
  const met: MeetingState = { ...NO_MEETINGS, open: { name: '3rd meeting', body: 'Committee of the Whole', entry: 4 } };
  const named = 'Committee of the Whole, 3rd meeting';
  expect(meetingOf(met, met)).toBe(named);
  expect(meetingOf(NO_MEETINGS, met)).toBe(named);
  expect(meetingOf(met, NO_MEETINGS)).toBe(named);
  expect(meetingOf(NO_MEETINGS, NO_MEETINGS)).toBeNull();
  const read: MeetingState = { ...met, reading: 1, begun: 1 };
  expect(meetingOf(read, read)).toBe(`${named}, first reading`);
  expect(meetingOf(met, read)).toBe(`${named}, first reading`);
  expect(meetingOf(read, { ...read, reading: null })).toBe(`${named}, first reading`);
  expect(meetingOf(read, { ...read, open: null })).toBe(`${named}, first reading`);
  expect(meetingOf(read, { ...read, reading: 2, begun: 2 })).toBe(`${named}, second reading`);
  expect(meetingOf({ ...read, open: null }, { ...read, open: null })).toBe('first reading');
  const entry = (number: number, event: unknown, meeting: string | null) => ({ number, event, meeting }) as Entry;
  const told = (...meetings: (string | null)[]): Entry[] => [
    entry(1, { type: 'LadderSet', rungs: [] }, meetings[0] ?? null),
    entry(2, { type: 'MeetingOpened', name: '3rd meeting', body: '' }, meetings[1] ?? null),
    entry(3, { type: 'LadderSet', rungs: [] }, meetings[2] ?? null),
    entry(4, { type: 'MeetingClosed', name: '3rd meeting', body: '' }, meetings[3] ?? null),
    entry(5, { type: 'ReadingBegun', reading: 1 }, meetings[4] ?? null),
    entry(6, { type: 'ReadingClosed', reading: 1 }, meetings[5] ?? null),
    entry(7, { type: 'LadderSet', rungs: [] }, meetings[6] ?? null),
  ];
  const [third, first] = ['3rd meeting', 'first reading'];
  expect(strayMeeting(told(null, third, third, third, first, first, null))).toBeNull();
  expect(strayMeeting(told(null, third, null, third, first, first, null))).toBe(3);
  expect(strayMeeting(told(null, third, third, third, null, first, null))).toBe(5);
  expect(strayMeeting(told(null, third, third, third, first, first, first))).toBe(7);
  expect(strayMeeting(told(third, third, third, third, first, first, null))).toBe(1);
  expect([1, 2, 11, 21, 22, 23, 12].map(readingLabel)).toEqual(
    ['first', 'second', '11th', '21st', '22nd', '23rd', '12th'].map((which) => `${which} reading`),
  );
});
