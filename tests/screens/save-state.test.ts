import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterEvent, NEW_LEDGER, saveStateOf, saveWords, type SaveEvent } from '../../client/sync/save-state.ts';

function after(...events: readonly SaveEvent[]) {
  return saveStateOf(events.reduce(afterEvent, NEW_LEDGER));
}
const OPENED: readonly SaveEvent[] = [{ type: 'opened' }, { type: 'synced' }];
const TYPED: readonly SaveEvent[] = [{ type: 'made' }, { type: 'sent' }];

describe('save state', () => {
  test('is connecting before the text has come in', () => {
    expect(after()).toEqual({ state: 'connecting' });
    expect(after({ type: 'opened' })).toEqual({ state: 'connecting' });
  });

  test('says saved only once every change is acknowledged', () => {
    expect(after(...OPENED)).toEqual({ state: 'saved' });
    expect(after(...OPENED, ...TYPED, ...TYPED)).toEqual({ state: 'saving', unsaved: 2 });
    expect(after(...OPENED, ...TYPED, ...TYPED, { type: 'acked', count: 1 })).toEqual({ state: 'saving', unsaved: 1 });
    expect(after(...OPENED, ...TYPED, ...TYPED, { type: 'acked', count: 2 })).toEqual({ state: 'saved' });
  });

  test('counts what was typed offline until the answer on the next connection is acknowledged', () => {
    const offline: readonly SaveEvent[] = [...OPENED, ...TYPED, { type: 'closed' }, { type: 'made' }];
    expect(after(...offline)).toEqual({ state: 'offline', unsaved: 2 });
    expect(after(...offline, ...OPENED)).toEqual({ state: 'saving', unsaved: 2 });
    expect(after(...offline, ...OPENED, { type: 'sent' })).toEqual({ state: 'saving', unsaved: 2 });
    expect(after(...offline, ...OPENED, { type: 'sent' }, { type: 'acked', count: 1 })).toEqual({ state: 'saved' });
  });

  test('an acknowledgement of the connection before says nothing of this one', () => {
    expect(after(...OPENED, ...TYPED, { type: 'closed' }, ...OPENED, { type: 'acked', count: 1 })).toEqual({
      state: 'saving',
      unsaved: 1,
    });
  });

  test('a server that lacks nothing has every change', () => {
    expect(after(...OPENED, ...TYPED, { type: 'closed' }, ...OPENED, { type: 'nothing-lacking' })).toEqual({ state: 'saved' });
  });

  test('a refusal stays, with what was not saved', () => {
    expect(after(...OPENED, ...TYPED, { type: 'refused', why: 'no' }, { type: 'closed' })).toEqual({
      state: 'refused',
      why: 'no',
      unsaved: 1,
    });
  });

  test('never says saved with a change that no acknowledgement covers', () => {
    const event = fc.oneof(
      fc.constant<readonly SaveEvent[]>([{ type: 'made' }, { type: 'sent' }]),
      fc.constant<readonly SaveEvent[]>([
        { type: 'closed' },
        { type: 'made' },
        { type: 'opened' },
        { type: 'synced' },
        { type: 'sent' },
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
          ledger = afterEvent(ledger, one);
        }
        expect(sent > acked && saveStateOf(ledger).state === 'saved').toBe(false);
      }),
    );
  });

  test('in words, a reader is up to date and a writer has saved', () => {
    expect(saveWords({ state: 'saved' }, true)).toBe('All changes saved');
    expect(saveWords({ state: 'saved' }, false)).toBe('Up to date');
    expect(saveWords({ state: 'offline', unsaved: 1 }, true)).toBe('Offline: 1 change kept here, not yet saved');
  });
});
