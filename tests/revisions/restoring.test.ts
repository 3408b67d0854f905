import { afterEach, beforeEach, expect, test } from 'vitest';
import { clauseVersion } from '../../shared/proposals/clause-version.ts';
import type { Comparison } from '../../shared/protocol/api.ts';
import { replay } from '../../shared/record/evolve.ts';
import { outcomesOf } from '../../shared/record/state.ts';
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
  expect((await meeting.chair.command(meeting.draft, { type: 'reopen', proposal: dropped, reason: 'new facts' })).status).toBe(
    200,
  );
  expect(await meeting.shown('')).toEqual(await meeting.shown('?revision=1'));
  expect((await meeting.shown('?revision=2')).join()).not.toContain('consensus');
  await meeting.verifies();
});

test('[R14] [V7] a text that was left for an earlier one is read as it was issued, and what came back is told by the entry that brought it', async () => {
  await meeting.end();
  meeting = await Meeting.begin('# Draft\n\n1. The Council meets.\n\n2. Its seat is in Geneva.\n\n3. It reports.\n');
  const { chair, drafter, draft } = meeting;
  await meeting.issue('Rev.1');
  const client = await meeting.open();
  client.typeAfter('in Geneva', ' and Nairobi');
  await client.until(() => client.acknowledged > 0, 'an acknowledgement');
  const state = replay((await meeting.info()).entries);
  const clauses = client.clauses().slice(1, 3);
  const agreed = clauses.map((one) => ({ clause: one.id, version: clauseVersion(one, outcomesOf(state)) ?? '' }));
  expect((await chair.command(draft, { type: 'agree', rung: 'ad-ref', clauses: agreed })).status).toBe(200);
  const exported = async (moment: string): Promise<string> =>
    (await chair.get<string>(`/api/drafts/${draft}/export?format=bracketed&tags=1${moment}`)).body;
  const [left, edited] = [await exported(''), (await meeting.info()).entries.length];
  expect(left).toMatch(/Geneva and Nairobi\. \[Agreed/);

  const restore = { type: 'restore-revision' as const, revision: 1, symbol: 'Rev.2' };
  expect((await drafter.command(draft, restore)).status).toBe(200);
  const { entries } = await meeting.info();
  expect(await exported('')).toMatch(/meets\. \[Agreed.*\n\n2\. Its seat is in Geneva\.\n/);
  for (const moment of ['&revision=2', `&entry=${entries.length}`]) expect(await exported(moment)).toBe(left);

  const because = async (from: string, to: string): Promise<unknown[]> =>
    (await drafter.get<Comparison>(`/api/drafts/${draft}/compare?from=${from}&to=${to}`)).body.clauses.flatMap((one) =>
      one.clause.type === 'same' ? [] : [[one.clause.id, one.because.map(({ entry }) => entry)]],
    );
  const seat = clauses[1]?.id;
  for (const [from, to] of [
    ['revision-2', 'now'],
    ['now', 'revision-2'],
    [`entry-${edited}`, 'now'],
  ] as const)
    expect([from, to, await because(from, to)]).toEqual([from, to, [[seat, [entries.length]]]]);
  const until = (await because('revision-1', 'revision-2')) as [string, number[]][];
  expect(until.map(([clause]) => clause)).toEqual([seat]);
  expect(until[0]?.[1]).not.toContain(entries.length);
  expect(await because('revision-1', 'now')).toEqual([]);
  await meeting.verifies();
});

test('[R11] what was left behind is not reopened, and says what to do', async () => {
  const client = await meeting.open();
  const [shall, should] = [proposalReading(client, 'shall'), proposalReading(client, 'should')];
  await meeting.accept(client, 'shall', 'should');
  await meeting.issue('Rev.1');
  for (const proposal of [shall, should]) {
    const answer = await meeting.chair.command(meeting.draft, { type: 'reopen', proposal, reason: 'new facts' });
    if (proposal === shall) expect(answer.body.refusal.reason).toContain('rise with it');
    expect([answer.status, answer.body.refusal.code]).toEqual([409, 'no-text']);
  }
});
