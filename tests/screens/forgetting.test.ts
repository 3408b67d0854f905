import { beforeEach, expect, test } from 'vitest';
import { Cell } from '../../client/state/readable.ts';
import type { Session } from '../../client/state/session.ts';
import { forgettingTexts } from '../../client/sync/forgetting.ts';
import { changesKey, textKey, type Place } from '../../client/sync/place.ts';
import { draftId, seatId } from '../../shared/base/ids.ts';
import { FakeKept } from './kept-fake.ts';

const place = (seat: string, room: string): Place => ({ seat: seatId(seat), room, draft: draftId(room), revision: 1 });
const bytes = new Uint8Array([1]);
const [MINE, UNSENT, OTHERS] = [place('s-1', 'd-1'), place('s-1', 'd-2'), place('s-2', 'd-1')];

let kept: FakeKept;
let session: Cell<Session>;
beforeEach(async () => {
  kept = new FakeKept();
  session = new Cell<Session>({ state: 'asking' });
  await kept.put([MINE, UNSENT, OTHERS].map((one) => ({ key: textKey(one), value: bytes })));
  await kept.put([{ key: [...changesKey(UNSENT, 7), 1], value: bytes }]);
  forgettingTexts(kept, session);
});

/** Whose texts of which rooms are left, once what was begun is done. */
async function left(): Promise<string[]> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  return (await kept.keysUnder(['text'])).map((key) => key.slice(1, 3).join(' '));
}

const signedIn = (seat: string): Session => ({ state: 'signed-in', info: { seat: { id: seat } } }) as unknown as Session;

test('[S15] whoever signs out leaves no last known text on the device, but where words of theirs are unsaved', async () => {
  session.set(signedIn('s-2'));
  session.set({ state: 'signed-out', left: true });
  expect(await left()).toEqual(['s-1 d-2']);
  expect(await kept.keysUnder(['change'])).toHaveLength(1);
});

test('[S15] whoever signs in finds no text of another who went without signing out, and all of their own', async () => {
  session.set(signedIn('s-1'));
  expect(await left()).toEqual(['s-1 d-1', 's-1 d-2']);
  session.set(signedIn('s-2'));
  expect(await left()).toEqual(['s-1 d-2']);
});

test('[S15] a server that is not reached, or knows of no session, has not said that anybody went', async () => {
  session.set({ state: 'unreachable', failure: { kind: 'unreachable', code: null, reason: '', clashes: [] } });
  session.set({ state: 'signed-out' });
  expect(await left()).toEqual(['s-1 d-1', 's-1 d-2', 's-2 d-1']);
});
