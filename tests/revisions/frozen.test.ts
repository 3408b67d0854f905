import { afterEach, beforeEach, expect, test } from 'vitest';
import { CLOSE } from '../../shared/protocol/close.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { Meeting } from './meeting.ts';

let meeting: Meeting;
beforeEach(async () => {
  meeting = await Meeting.begin();
});
afterEach(() => meeting.end());

test('[R12] the room of a frozen revision is read by all and written by nobody', async () => {
  const first = await meeting.open();
  const given = (await meeting.info()).clientId;
  await meeting.issue('Rev.1');
  const digest = textDigest(first.clauses());
  for (const [seat, code] of [
    ['drafter-2', CLOSE.frozen],
    ['kenya', CLOSE.forbidden],
  ] as const) {
    const person = await meeting.signIn(seat);
    const reader = await meeting.inRevision(person, 1, seat === 'drafter-2' ? given : undefined);
    await reader.until(() => reader.provider.synced, 'the frozen text');
    expect(textDigest(reader.clauses())).toBe(digest);
    reader.typeAfter('Council', ' never');
    await reader.until(() => reader.closed !== null, 'the door');
    expect(reader.closed?.code).toBe(code);
  }
  const late = await meeting.inRevision(meeting.drafter, 1);
  await late.until(() => late.provider.synced, 'the frozen text');
  expect(textDigest(late.clauses())).toBe(digest);
  expect((await meeting.text('?revision=1')).digest).toBe(digest);
  const none = await meeting.inRevision(meeting.drafter, 3);
  await none.until(() => none.closed !== null, 'the door');
  expect(none.closed?.code).toBe(CLOSE.unknown);
  await meeting.verifies();
});

test('[R12] words typed offline on a revision that was issued meanwhile change neither it nor the next', async () => {
  const client = await meeting.inRevision(meeting.drafter, 1);
  await client.until(() => client.provider.synced, 'the text');
  client.provider.disconnect();
  client.typeAfter('The Council', ' itself');
  expect(await meeting.issue('Rev.1', meeting.chair)).toBe(200);
  client.provider.connect();
  await client.until(() => client.closed !== null, 'the door');
  expect(client.closed?.code).toBe(CLOSE.frozen);
  expect((await meeting.text('?revision=1')).clauses.length).toBe(4);
  expect(JSON.stringify(await meeting.shown(''))).not.toContain('itself');
  expect(JSON.stringify(await meeting.shown('?revision=1'))).not.toContain('itself');
});

test('[R12] a style taken away offline came too late, too: nobody is told that it was saved', async () => {
  const client = await meeting.inRevision(meeting.drafter, 1);
  await client.until(() => client.provider.synced, 'the text');
  const { node } = client.place('Council');
  node.format(0, 3, { bold: {} });
  await client.until(() => client.acknowledged > 0, 'the style');
  client.provider.disconnect();
  node.format(0, 3, { bold: null });
  expect(await meeting.issue('Rev.1', meeting.chair)).toBe(200);
  client.acknowledged = 0;
  client.provider.connect();
  await client.until(() => client.closed !== null, 'the door');
  expect([client.closed?.code, client.acknowledged]).toEqual([CLOSE.frozen, 0]);
});

test('[R12] a document of an earlier revision that comes to the present one’s room is not taken in', async () => {
  const stale = await meeting.open();
  stale.provider.disconnect();
  stale.typeAfter('The Council', ' itself');
  await meeting.issue('Rev.1', meeting.chair);
  const before = (await meeting.text('')).digest;
  stale.provider.connect();
  await stale.until(() => stale.closed !== null, 'the door');
  expect(stale.closed?.code).toBe(CLOSE.foreignClient);
  expect((await meeting.text('')).digest).toBe(before);
});
