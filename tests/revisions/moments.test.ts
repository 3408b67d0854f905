import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Comparison } from '../../shared/protocol/api.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import type { Client } from '../server/harness.ts';
import { Meeting } from './meeting.ts';

let meeting: Meeting;
beforeEach(async () => {
  meeting = await Meeting.begin();
});
afterEach(() => meeting.end());

test('[R14] the text as of any entry is what it was when that entry was written, over revisions', async () => {
  const seen = new Map<number, { digest: string; shown: string[] }>();
  const note = async (): Promise<void> => {
    const { entries } = await meeting.info();
    const now = await meeting.text('?shown=1');
    seen.set(entries.length, { digest: now.digest, shown: await meeting.shown('') });
  };
  const act = async (work: (client: Client) => Promise<unknown>): Promise<void> => {
    const client = await meeting.open();
    await work(client);
    client.close();
    await note();
  };
  await note();
  await act((client) => meeting.accept(client, 'shall', 'should'));
  await act((client) => meeting.drop(client, 'twice'));
  await act(async (client) => {
    client.typeAfter('rules are', ' in principle');
    await client.until(() => client.acknowledged > 0, 'an acknowledgement');
    // A command flushes the edit, so that the text at each entry is that of its moment.
    await meeting.drop(client, 'adopted');
  });
  await meeting.issue('Rev.1');
  const frozen = seen.get((await meeting.info()).entries.length - 1);
  await act((client) => meeting.accept(client, 'It may invite others.'));
  await meeting.issue('Rev.2');
  await act(async (client) => {
    client.strike(' by consensus');
    await client.until(() => client.acknowledged > 0, 'an acknowledgement');
    await meeting.issue('Rev.3');
  });
  const { entries } = await meeting.info();
  for (let number = 1; number <= entries.length; number += 1) {
    const text = await meeting.text(`?entry=${number}`);
    expect(text.entry).toBe(number);
    expect(text.revision).toBe(entries[number - 1]?.text.revision);
    const then = seen.get(number);
    const isIssue = entries[number - 1]?.event.type === 'RevisionIssued';
    if (then === undefined) continue;
    expect(await meeting.shown(`?entry=${number}`)).toEqual(then.shown);
    if (!isIssue) expect(text.digest).toBe(then.digest);
  }
  expect(seen.size).toBeGreaterThan(5);
  expect(await meeting.shown('?revision=1')).toEqual(frozen?.shown);
  for (const wrong of ['?entry=0', '?entry=x', '?revision=1&entry=2'])
    expect((await meeting.drafter.get(`/api/drafts/${meeting.draft}/text${wrong}`)).status).toBe(400);
  for (const none of ['?entry=999', '?revision=5'])
    expect((await meeting.drafter.get(`/api/drafts/${meeting.draft}/text${none}`)).status).toBe(404);
});

test('[R14] earlier revisions are exported as they were issued', async () => {
  const client = await meeting.open();
  await meeting.issue('Rev.1');
  const next = await meeting.open();
  await meeting.accept(next, 'shall', 'should');
  const take = async (query: string): Promise<string> =>
    (await meeting.chair.get<string>(`/api/drafts/${meeting.draft}/export?format=bracketed${query}`)).body;
  expect(await take('&revision=1')).toContain('The Council [shall][should] meet');
  expect(await take('&entry=1')).toBe(await take('&revision=1'));
  expect(await take('')).toContain('The Council shall meet');
  const file = await meeting.chair.get<string>(`/api/drafts/${meeting.draft}/export?format=clean&revision=1`);
  expect(file.headers.get('content-disposition')).toContain('Draft-clean-revision-1.txt');
  const record = (await meeting.chair.get<string>(`/api/drafts/${meeting.draft}/export?format=record&revision=1`)).body;
  expect(record).toContain('2. The secretariat issued the text as Rev.1.');
  expect(record).not.toContain('accepted');
  expect(client.closed?.code).toBe(CLOSE.frozen);
});

test('[V7] two texts are compared with the decisions between them', async () => {
  const client = await meeting.open();
  await meeting.accept(client, 'shall', 'should');
  await meeting.issue('Rev.1');
  const next = await meeting.open();
  next.typeAfter('rules are', ' always');
  await next.until(() => next.acknowledged > 0, 'an acknowledgement');
  const compare = async (from: string, to: string): Promise<Comparison> =>
    (await meeting.drafter.get<Comparison>(`/api/drafts/${meeting.draft}/compare?from=${from}&to=${to}`)).body;
  const changed = ({ clauses }: Comparison): unknown[] =>
    clauses.flatMap(({ clause, because }) =>
      clause.type === 'changed' ? [[clause.now.words, because.map(({ entry }) => entry)]] : [],
    );
  expect(changed(await compare('entry-1', 'revision-1'))).toEqual([['The Council shall meet [twice] a year.', [2, 3]]]);
  expect(changed(await compare('revision-1', 'now'))).toEqual([['Its rules are always [adopted] by consensus.', []]]);
  expect(changed(await compare('entry-4', 'entry-4'))).toEqual([]);
  expect((await meeting.drafter.get(`/api/drafts/${meeting.draft}/compare?from=now`)).status).toBe(400);
  expect((await meeting.drafter.get(`/api/drafts/${meeting.draft}/compare?from=now&to=revision-9`)).status).toBe(404);
});
