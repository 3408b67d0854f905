import { afterEach, beforeEach, expect, test } from 'vitest';
import { readText } from '../../shared/text/reading.ts';
import { proposalReading } from '../server/sitting.ts';
import { Meeting } from './meeting.ts';

let meeting: Meeting;
beforeEach(async () => {
  meeting = await Meeting.begin();
});
afterEach(() => meeting.end());

test('[R13] restoring an earlier revision is a step forward: nothing is lost, decisions stand', async () => {
  const first = await meeting.open();
  const issued = readText(first.doc);
  await meeting.issue('Rev.1');
  const second = await meeting.open();
  await meeting.drop(second, 'twice');
  second.strike(' by consensus');
  await second.until(() => second.acknowledged > 0, 'an acknowledgement');
  await meeting.issue('Rev.2');
  const restore = await meeting.drafter.command(meeting.draft, { type: 'restore-revision', revision: 1, symbol: 'Rev.3' });
  expect(restore.status).toBe(200);
  const now = await meeting.info();
  expect(now.entries.at(-1)?.event).toMatchObject({
    type: 'RevisionIssued',
    revision: 3,
    restores: 1,
    symbol: 'Rev.3',
    returned: [expect.any(String)],
  });
  const fourth = await meeting.open();
  expect(fourth.clauses()).toEqual(issued);
  expect((await meeting.shown('')).join()).not.toContain('twice');
  const dropped = proposalReading(fourth, 'twice');
  expect((await meeting.chair.command(meeting.draft, { type: 'reopen', proposal: dropped, reason: '' })).status).toBe(200);
  expect(await meeting.shown('')).toEqual(await meeting.shown('?revision=1'));
  expect((await meeting.shown('?revision=2')).join()).not.toContain('consensus');
  await meeting.verifies();
});

test('[R11] what was left behind is not reopened, and says what to do', async () => {
  const client = await meeting.open();
  const [shall, should] = [proposalReading(client, 'shall'), proposalReading(client, 'should')];
  await meeting.accept(client, 'shall', 'should');
  await meeting.issue('Rev.1');
  for (const proposal of [shall, should]) {
    const answer = await meeting.chair.command(meeting.draft, { type: 'reopen', proposal, reason: '' });
    if (proposal === shall) expect(answer.body.refusal.reason).toContain('rise with it');
    expect([answer.status, answer.body.refusal.code]).toEqual([409, 'no-text']);
  }
});
