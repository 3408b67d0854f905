import { expect, test } from 'vitest';
import { recoveryTasks, unsentTasks } from '../../client/screens/waiting.ts';
import { unsentHere } from '../../client/recovery/unsent-here.ts';
import { Outbox } from '../../client/sync/outbox.ts';
import { draftId, seatId } from '../../shared/base/ids.ts';
import type { Desk } from '../../shared/protocol/api.ts';
import type { LostWords } from '../../client/recovery/lost-words.ts';
import { FakeKept } from './kept-fake.ts';

const DESK = {
  drafts: [{ id: 'd1', title: 'The archive' }],
  preparations: [{ id: 'w1', draft: 'd1', draftTitle: 'The archive' }],
} as unknown as Desk;

function recovery(id: string, room: string): LostWords {
  const place = { clause: null, beside: null, before: '', after: '' } as const;
  return { id, room, draft: draftId('d1'), why: 'refused', words: 'words', at: '', ...place };
}

test('[E25] words that wait are told once a place: with those of the draft what was meant for a preparation that is no more', () => {
  const waiting = [recovery('a', 'd1'), recovery('b', 'w1'), recovery('c', 'w-gone')];
  expect(recoveryTasks(waiting, DESK)).toEqual([
    { address: '/drafts/d1', words: '2 passages of yours that are in no text', title: 'The archive' },
    { address: '/preparations/w1', words: '1 passage of yours that is in no text', title: 'The archive' },
  ]);
});

test('[E26] what was struck or bracketed too late, and stands, is not counted among the words that are in no text', () => {
  const struck: LostWords = { ...recovery('a', 'd1'), why: 'frozen', inVain: 'struck' };
  const told = {
    address: '/drafts/d1',
    words: 'What you struck, bracketed or changed, and was too late or refused',
    title: 'The archive',
  };
  expect(recoveryTasks([struck], DESK)).toEqual([told]);
  expect(recoveryTasks([struck, recovery('b', 'd1')], DESK)).toEqual([
    { ...told, words: '1 passage of yours that is in no text' },
    told,
  ]);
});

test('[E21] the desk counts what this device keeps of a seat that nobody else has, where it can be gone to', async () => {
  const kept = new FakeKept();
  for (const [seat, room, revision, count] of [
    ['s1', 'd1', 1, 1],
    ['s1', 'd1', 2, 2],
    ['s1', 'w1', 0, 1],
    ['s1', 'd-gone', 1, 1],
    ['s2', 'd1', 1, 1],
  ] as const) {
    const outbox = new Outbox(kept, { seat: seatId(seat), room, draft: draftId('d1'), revision }, 7);
    for (let number = 1; number <= count; number += 1) outbox.add(number, new Uint8Array(2));
    await outbox.written();
  }
  expect(unsentTasks(await unsentHere(kept, seatId('s1')), DESK)).toEqual([
    { address: '/drafts/d1', words: '3 changes of yours are kept on this device, not saved yet', title: 'The archive' },
    { address: '/preparations/w1', words: '1 change of yours is kept on this device, not saved yet', title: 'The archive' },
  ]);
  const anybodys = [...(await unsentHere(kept, null))];
  expect(anybodys).toEqual([
    ['d1', 4],
    ['w1', 1],
    ['d-gone', 1],
  ]);
});
