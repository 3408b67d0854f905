import { afterEach, beforeEach, expect, test } from 'vitest';
import { CLOSE } from '../../shared/protocol/close.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { textOf } from '../../shared/text/reading.ts';
import { elementOf } from '../../shared/text/writing.ts';
import { clause } from '../projection/built.ts';
import { Meeting } from './meeting.ts';

let meeting: Meeting;
beforeEach(async () => {
  meeting = await Meeting.begin();
});
afterEach(() => meeting.end());

test('[R10] issuing freezes the text, leaves behind what is out, and goes on in a new document', async () => {
  const client = await meeting.open();
  await meeting.accept(client, 'shall', 'should');
  await meeting.drop(client, 'It may invite others.');
  client.typeAfter('rules are', ' always');
  await client.until(() => client.acknowledged > 0, 'an acknowledgement');
  const before = await meeting.shown('');

  expect(await meeting.issue('A/CONF.9/L.1')).toBe(200);
  await client.until(() => client.closed !== null, 'the end of the room');
  expect(client.closed?.code).toBe(CLOSE.frozen);
  expect(client.eventTypes().slice(-2)).toEqual(['ClauseEdited', 'RevisionIssued']);

  const now = await meeting.info();
  expect(now).toMatchObject({ revision: 2, revisions: [{ number: 1, symbol: 'A/CONF.9/L.1', entry: now.entries.length }] });
  const event = now.entries.at(-1)?.event;
  expect(event).toMatchObject({
    type: 'RevisionIssued',
    revision: 1,
    restores: null,
    clauses: 3,
    digest: textDigest(client.clauses()),
  });
  expect(event?.type === 'RevisionIssued' ? event.leftBehind.map(({ words }) => words) : []).toEqual([
    'should',
    'It may invite others.',
  ]);
  expect(now.entries.at(-1)?.text.revision).toBe(1);

  const next = await meeting.open();
  expect(next.words()).toEqual([
    'Draft',
    'The Council shall meet twice a year.',
    // Paragraph 2 goes on as its number alone (N4).
    '',
    'Its rules are always adopted by consensus.',
  ]);
  expect(await meeting.shown('')).toEqual(before);
  next.typeAfter('meet', ' at least');
  await next.until(() => next.acknowledged > 0, 'an acknowledgement');
  expect((await meeting.text('?revision=1')).clauses).toEqual(client.clauses());
  await meeting.verifies();
});

test('[R10] [C2] a text of which nothing is left is issued, and goes on, and verifies', async () => {
  const client = await meeting.open();
  const text = textOf(client.doc);
  text.delete(0, text.length);
  await client.until(() => client.acknowledged > 0, 'an acknowledgement');
  expect(await meeting.issue('Rev.1')).toBe(200);
  expect(await meeting.shown('')).toEqual([]);
  const next = await meeting.open();
  textOf(next.doc).insert(0, [elementOf(clause('c-new', 'It begins anew.'))]);
  await next.until(() => next.acknowledged > 0, 'an acknowledgement');
  expect(await meeting.shown('')).toEqual(['1. It begins anew.']);
  expect((await meeting.text('?revision=1')).clauses).toEqual([]);
  expect(await meeting.issue('Rev.2')).toBe(200);
  await meeting.verifies();
});

test('[R10] a symbol is refused where it is empty or taken, and so is everyone but secretariat and chair', async () => {
  const [kenya, observer] = [await meeting.signIn('kenya'), await meeting.signIn('observer')];
  expect(await meeting.issue('   ')).toBe(400);
  expect(await meeting.issue('x'.repeat(81))).toBe(400);
  expect(await meeting.issue('Rev.1', kenya)).toBe(403);
  expect(await meeting.issue('Rev.1', observer)).toBe(403);
  expect((await meeting.info()).revision).toBe(1);
  expect(await meeting.issue('Rev.1', meeting.chair)).toBe(200);
  expect(await meeting.issue(' rev.1 ')).toBe(409);
  expect((await meeting.drafter.command(meeting.draft, { type: 'restore-revision', revision: 2, symbol: 'Rev.2' })).status).toBe(
    404,
  );
  expect((await meeting.info()).entries).toHaveLength(2);
});

test('[R10] everything goes on: tabling what was prepared on an earlier revision, and a restart', async () => {
  const kenya = await meeting.signIn('kenya');
  const reader = await meeting.open(kenya);
  const prepared = (await kenya.prepare(meeting.draft, [reader.clauseWith('consensus')])).body;
  const room = await kenya.openPreparation(prepared);
  room.typeAfter('by consensus', ' of all Parties');
  await room.until(() => room.acknowledged > 0, 'an acknowledgement');
  await meeting.issue('Rev.1', meeting.chair);
  expect((await kenya.command(meeting.draft, { type: 'table', preparation: prepared.id, rationale: '' })).status).toBe(200);
  room.close();
  expect(await meeting.shown('')).toContain('3. Its rules are [adopted] by consensus[ of all Parties].');
  await meeting.restart();
  expect(await meeting.shown('')).toContain('3. Its rules are [adopted] by consensus[ of all Parties].');
  expect((await meeting.info()).revision).toBe(2);
  await meeting.verifies();
});
