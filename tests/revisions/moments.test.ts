import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Comparison } from '../../shared/protocol/api.ts';
import { proposalId } from '../../shared/base/ids.ts';
import { planRenumbering } from '../../shared/projection/renumbering.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import type { Command } from '../../shared/record/command.ts';
import { replay } from '../../shared/record/evolve.ts';
import type { Client, Person } from '../server/harness.ts';
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

test('[R14] the text as of an entry stays what it was through a renumbering, its undoing and a restored revision, on a server that loaded it anew', async () => {
  const seen = new Map<number, { digest: string; shown: string[] }>();
  const note = async (): Promise<void> => {
    const { digest } = await meeting.text('?shown=1');
    seen.set((await meeting.info()).entries.length, { digest, shown: await meeting.shown('') });
  };
  const done = async (by: Person, command: Command): Promise<void> => {
    expect((await by.command(meeting.draft, command)).status).toBe(200);
    await note();
  };
  const client = await meeting.open();
  await note();
  await meeting.accept(client, 'shall', 'should');
  for (const words of ['twice', 'It may invite others.', 'adopted']) await meeting.drop(client, words);
  await note();
  const { entries } = await meeting.info();
  const decided = entries.length;
  const plan = planRenumbering(client.clauses(), replay(entries), proposalId('preview'));
  await done(meeting.chair, { type: 'renumber', version: plan.version });
  await done(meeting.chair, { type: 'undo-renumbering', reason: 'Asked for.' });
  await done(meeting.drafter, { type: 'issue-revision', symbol: 'Rev.1' });
  const second = await meeting.open();
  second.typeAfter('by consensus', ' or by vote');
  await second.until(() => second.acknowledged > 0, 'an acknowledgement');
  await done(meeting.drafter, { type: 'restore-revision', revision: 1, symbol: 'Rev.2' });
  expect(seen.get(decided + 1)?.shown).not.toEqual(seen.get(decided)?.shown);
  expect(seen.get(decided + 2)?.shown).toEqual(seen.get(decided)?.shown);
  await meeting.restart();
  const record = (await meeting.info()).entries;
  for (const [entry, then] of seen) {
    const event = record[entry - 1]?.event;
    // The entry of an issue speaks of the text that it froze; that of a restoration, too, though another text is read after it.
    if (event?.type !== 'RevisionIssued') expect((await meeting.text(`?entry=${entry}`)).digest).toBe(then.digest);
    if (event?.type !== 'RevisionIssued' || event.restores === null)
      expect(await meeting.shown(`?entry=${entry}`)).toEqual(then.shown);
  }
  const between = await meeting.drafter.get<Comparison>(
    `/api/drafts/${meeting.draft}/compare?from=entry-${decided}&to=entry-${decided + 1}`,
  );
  expect(between.body.clauses.filter(({ clause }) => clause.type !== 'same').length).toBeGreaterThan(0);
  await meeting.verifies();
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
