import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterRest } from '../../client/sync/after-rest.ts';
import { Cell } from '../../client/state/readable.ts';
import {
  afterEvent,
  arrivalOf,
  NEW_LEDGER,
  saveStateOf,
  saveWords,
  type SaveEvent,
  type SaveState,
} from '../../client/sync/save-state.ts';

function after(...events: readonly SaveEvent[]) {
  return saveStateOf(events.reduce(afterEvent, NEW_LEDGER));
}
const OPENED: readonly SaveEvent[] = [{ type: 'opened' }, { type: 'synced' }];
/** Letters that are typed and sent at once, from the nth on. */
function typed(nth: number): readonly SaveEvent[] {
  return [{ type: 'made' }, { type: 'sent', covers: nth }];
}
const TYPED = typed(1);

describe('save state', () => {
  test('[S20] is connecting before the text has come in', () => {
    expect(after()).toEqual({ state: 'connecting' });
    expect(after({ type: 'opened' })).toEqual({ state: 'connecting' });
  });

  test('[S20] says saved only once every change is acknowledged', () => {
    expect(after(...OPENED)).toEqual({ state: 'saved' });
    expect(after(...OPENED, ...TYPED, ...typed(2))).toEqual({ state: 'saving', unsaved: 2 });
    expect(after(...OPENED, ...TYPED, ...typed(2), { type: 'acked', count: 1 })).toEqual({ state: 'saving', unsaved: 1 });
    expect(after(...OPENED, ...TYPED, ...typed(2), { type: 'acked', count: 2 })).toEqual({ state: 'saved' });
  });

  test('[S20] does not say saved of letters that are being composed', () => {
    const composing: readonly SaveEvent[] = [...OPENED, ...TYPED, { type: 'acked', count: 1 }, { type: 'composing', is: true }];
    expect(after(...composing)).toEqual({ state: 'saving', unsaved: 1 });
    expect(after(...composing, { type: 'made' }, { type: 'composing', is: false })).toEqual({ state: 'saving', unsaved: 1 });
    expect(after(...composing, { type: 'composing', is: false })).toEqual({ state: 'saved' });
  });

  test('[S20] counts what was typed offline until the answer on the next connection is acknowledged', () => {
    const offline: readonly SaveEvent[] = [...OPENED, ...TYPED, { type: 'closed' }, { type: 'made' }];
    expect(after(...offline)).toEqual({ state: 'offline', unsaved: 2 });
    expect(after(...offline, ...OPENED)).toEqual({ state: 'saving', unsaved: 2 });
    expect(after(...offline, ...OPENED, { type: 'sent', covers: 2 })).toEqual({ state: 'saving', unsaved: 2 });
    expect(after(...offline, ...OPENED, { type: 'sent', covers: 2 }, { type: 'acked', count: 1 })).toEqual({ state: 'saved' });
  });

  test('[S20] an acknowledgement of the connection before says nothing of this one', () => {
    expect(after(...OPENED, ...TYPED, { type: 'closed' }, ...OPENED, { type: 'acked', count: 1 })).toEqual({
      state: 'saving',
      unsaved: 1,
    });
  });

  test('[S20] a server that lacks nothing has every change', () => {
    expect(after(...OPENED, ...TYPED, { type: 'closed' }, ...OPENED, { type: 'nothing-lacking', covers: 1 })).toEqual({
      state: 'saved',
    });
  });

  test('[S20] a refusal stays, with what was not saved', () => {
    expect(after(...OPENED, ...TYPED, { type: 'refused', why: 'no' }, { type: 'closed' })).toEqual({
      state: 'refused',
      why: 'no',
      unsaved: 1,
    });
  });

  test('[S20] never says saved with a change that no acknowledgement covers', () => {
    const event = fc.oneof(
      fc.constant<readonly SaveEvent[]>([{ type: 'made' }, { type: 'sent', covers: 0 }]),
      fc.constant<readonly SaveEvent[]>([
        { type: 'closed' },
        { type: 'made' },
        { type: 'opened' },
        { type: 'synced' },
        { type: 'sent', covers: 0 },
      ]),
      fc.nat(3).map((count): readonly SaveEvent[] => [{ type: 'acked', count }]),
    );
    fc.assert(
      fc.property(fc.array(event), (lists) => {
        let ledger = OPENED.reduce(afterEvent, NEW_LEDGER);
        let sent = 0;
        let acked = 0;
        for (const one of lists.flat()) {
          if (one.type === 'acked' && one.count > sent) continue;
          if (one.type === 'sent') sent += 1;
          if (one.type === 'acked') acked = Math.max(acked, one.count);
          if (one.type === 'opened') sent = acked = 0;
          ledger = afterEvent(ledger, one.type === 'sent' ? { type: 'sent', covers: ledger.made } : one);
        }
        expect(sent > acked && saveStateOf(ledger).state === 'saved').toBe(false);
      }),
    );
  });

  test('[S21] an act waits for what was typed before it and for no more, and says so where that cannot arrive', () => {
    const ledgerAfter = (...events: readonly SaveEvent[]) => events.reduce(afterEvent, NEW_LEDGER);
    const two = ledgerAfter(...OPENED, ...TYPED, ...typed(2), { type: 'acked', count: 1 });
    expect(arrivalOf(two, 1)).toBe(null);
    expect(arrivalOf(two, 2)).toBe('under way');
    expect(arrivalOf(afterEvent(two, { type: 'acked', count: 2 }), 2)).toBe(null);
    // Whoever has typed nothing waits for nothing, not even for a connection.
    for (const ledger of [NEW_LEDGER, ledgerAfter({ type: 'closed' }), ledgerAfter({ type: 'refused', why: 'no' })])
      expect(arrivalOf(ledger, 0)).toBe(null);
    expect(arrivalOf(afterEvent(two, { type: 'closed' }), 2)).toEqual({
      why: 'Your last words are not saved yet, since the server cannot be reached. Try again once they are.',
    });
    expect(arrivalOf(afterEvent(two, { type: 'refused', why: 'It is frozen.' }), 2)).toEqual({
      why: 'Your last words are not saved. It is frozen.',
    });
  });

  test('[S20] a change made while a message waited for the disk is not covered by it', () => {
    const late: readonly SaveEvent[] = [...OPENED, { type: 'made' }, { type: 'made' }, { type: 'sent', covers: 1 }];
    expect(after(...late, { type: 'acked', count: 1 })).toEqual({ state: 'saving', unsaved: 1 });
    expect(after(...OPENED, { type: 'made' }, { type: 'nothing-lacking', covers: 0 })).toEqual({ state: 'saving', unsaved: 1 });
  });

  test('[S20] acknowledgements one by one, all at once and repeated come to the same', () => {
    const sent = [...OPENED, ...typed(1), ...typed(2), ...typed(3)];
    const acks = (...counts: readonly number[]): SaveEvent[] => counts.map((count) => ({ type: 'acked', count }));
    expect(after(...sent, ...acks(1, 1, 2))).toEqual({ state: 'saving', unsaved: 1 });
    expect(after(...sent, ...acks(1, 2, 2, 3))).toEqual({ state: 'saved' });
    expect(after(...sent, ...acks(3, 0))).toEqual({ state: 'saved' });
  });

  test('[S20] in words, a reader is up to date and a writer has saved', () => {
    const [writer, reader] = [
      { writes: true, behind: false },
      { writes: false, behind: false },
    ];
    expect(saveWords({ state: 'saved' }, writer)).toBe('All changes saved');
    expect(saveWords({ state: 'saved' }, reader)).toBe('Up to date');
    expect(saveWords({ state: 'offline', unsaved: 1 }, writer)).toBe('Offline: 1 change kept here, not yet saved');
  });

  test('[S20] that changes are kept here is said only where this device took them', () => {
    const offline: readonly SaveEvent[] = [...OPENED, { type: 'made' }, { type: 'kept', is: false }, { type: 'closed' }];
    const writer = { writes: true, behind: false };
    expect(saveWords(after(...offline), writer)).toBe('Offline: 1 change not saved, on this page alone');
    const taken = after(...offline, { type: 'made' }, { type: 'kept', is: true });
    expect(saveWords(taken, writer)).toBe('Offline: 2 changes kept here, not yet saved');
    const durable = after(...offline, ...OPENED, { type: 'nothing-lacking', covers: 1 }, { type: 'closed' });
    expect(saveWords(durable, writer)).toBe('Offline: trying again');
  });

  test('[S20] nobody is up to date while entries of the record are lacking', () => {
    expect(saveWords({ state: 'saved' }, { writes: true, behind: true })).toBe('Saved, but the record is out of date');
    expect(saveWords({ state: 'saved' }, { writes: false, behind: true })).toBe('Out of date: trying again');
  });
});

test('[S20] while somebody types it is told as saving, and as saved only once it has been so for a while', () => {
  const save = new Cell<SaveState>({ state: 'connecting' });
  const waiting = new Set<() => void>();
  const calm = afterRest(save, (run) => {
    waiting.add(run);
    return () => waiting.delete(run);
  });
  const rest = (): void => waiting.forEach((run) => waiting.delete(run) && run());
  const heard: string[] = [];
  calm.subscribe(() => heard.push(calm.get().state));
  save.set({ state: 'saved' });
  for (let key = 1; key <= 3; key += 1) {
    save.set({ state: 'saving', unsaved: 1 });
    expect(calm.get().state).toBe('saving');
    save.set({ state: 'saved' });
    expect(calm.get().state).toBe('saving');
  }
  expect(waiting.size).toBe(1);
  rest();
  expect(calm.get().state).toBe('saved');
  save.set({ state: 'saving', unsaved: 1 });
  save.set({ state: 'saved' });
  save.set({ state: 'offline', unsaved: 0 });
  rest();
  expect(heard).toEqual(['saved', 'saving', 'saving', 'saving', 'saved', 'saving', 'offline']);
});
