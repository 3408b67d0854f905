import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DraftId } from '../../shared/base/ids.ts';
import type { Comparison, DraftInfo, TextInfo } from '../../shared/protocol/api.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { readText } from '../../shared/text/reading.ts';
import { proposalsIn } from '../../shared/text/clause.ts';
import { verifyDraft } from '../../server/drafts/verifying.ts';
import { stderrLog } from '../../server/log.ts';
import type { RunningServer } from '../../server/main.ts';
import { openStore } from '../../server/store/sqlite.ts';
import { Client, serve, signIn, temporaryFolder, type Person } from '../server/harness.ts';

const SOURCE = `# Draft

1. The Council [shall][should] meet [twice] a year.

2. [It may invite others.]

3. Its rules are [adopted] by consensus.
`;

let folder: ReturnType<typeof temporaryFolder>;
let server: RunningServer;
let drafter: Person;
let chair: Person;
let draft: DraftId;
const clients: Client[] = [];

beforeEach(async () => {
  folder = temporaryFolder();
  server = await serve(folder.path, { coalesceMs: 3_600_000 });
  drafter = await signIn(server, 'drafter-1');
  chair = await signIn(server, 'chair');
  ({ draft } = await drafter.import(SOURCE));
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await server.stop();
  folder.forget();
});

async function open(person: Person): Promise<Client> {
  const client = await person.open(draft);
  clients.push(client);
  return client;
}

async function info(person = drafter): Promise<DraftInfo> {
  return (await person.get<DraftInfo>(`/api/drafts/${draft}`)).body;
}

/** A client in the room of one revision, as the page has it. */
async function inRevision(person: Person, revision: number, clientId?: number): Promise<Client> {
  const client = new Client(person, `text/${draft}/${revision}`, clientId ?? (await info(person)).clientId);
  clients.push(client);
  return client;
}

async function issue(symbol: string, by = drafter): Promise<number> {
  return (await by.command(draft, { type: 'issue-revision', symbol })).status;
}

/** The proposal whose words read so, and its version. */
async function find(
  client: Client,
  words: string,
): Promise<{ readonly proposal: ReturnType<typeof idIn>; readonly version: string }> {
  const { proposalVersion } = await import('../../shared/text/digest.ts');
  const proposal = idIn(client, words);
  return { proposal, version: proposalVersion(client.clauses(), proposal) };
}

function idIn(client: Client, words: string) {
  const run = client
    .clauses()
    .flatMap((clause) => clause.runs)
    .find((one) => one.text === words);
  return [...proposalsIn([{ ...client.clauses()[0]!, runs: run === undefined ? [] : [run] }])][0]!;
}

async function accept(client: Client, words: string, ...falls: string[]): Promise<void> {
  const command = { type: 'accept' as const, ...(await find(client, words)), falls: falls.map((one) => idIn(client, one)) };
  expect((await chair.command(draft, command)).status).toBe(200);
}

async function drop(client: Client, words: string): Promise<void> {
  expect((await chair.command(draft, { type: 'drop', ...(await find(client, words)), ground: '' })).status).toBe(200);
}

async function texts(query: string): Promise<TextInfo> {
  const answer = await drafter.get<TextInfo>(`/api/drafts/${draft}/text${query}`);
  expect(answer.status).toBe(200);
  return answer.body;
}

async function shown(query: string): Promise<string[]> {
  return ((await texts(`${query}${query === '' ? '?' : '&'}shown=1`)).shown ?? []).map(({ number, words }) =>
    `${number} ${words}`.trim(),
  );
}

async function verifies(): Promise<void> {
  await server.stop();
  const opened = openStore(folder.path, { create: false });
  if (!opened.ok) throw new Error(opened.refusal.reason);
  expect(verifyDraft(opened.value, draft)).toMatchObject({ ok: true });
  opened.value.close();
  server = await serve(folder.path);
}

test('[R10] issuing freezes the text, leaves behind what is out, and goes on in a new document', async () => {
  const client = await open(drafter);
  await accept(client, 'shall', 'should');
  await drop(client, 'It may invite others.');
  client.typeAfter('rules are', ' always');
  await client.until(() => client.acknowledged > 0, 'an acknowledgement');
  const before = await shown('');

  expect(await issue('A/CONF.9/L.1')).toBe(200);
  await client.until(() => client.closed !== null, 'the end of the room');
  expect(client.closed?.code).toBe(CLOSE.frozen);
  expect(client.eventTypes().slice(-2)).toEqual(['ClauseEdited', 'RevisionIssued']);

  const now = await info();
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

  const next = await open(drafter);
  expect(next.words()).toEqual(['Draft', 'The Council shall meet twice a year.', 'Its rules are always adopted by consensus.']);
  expect(await shown('')).toEqual(before);
  next.typeAfter('meet', ' at least');
  await next.until(() => next.acknowledged > 0, 'an acknowledgement');
  expect((await texts('?revision=1')).clauses).toEqual(client.clauses());
  await verifies();
});

test('[R10] a symbol is refused where it is empty or taken, and so is everyone but secretariat and chair', async () => {
  const [kenya, observer] = [await signIn(server, 'kenya'), await signIn(server, 'observer')];
  expect(await issue('   ')).toBe(400);
  expect(await issue('x'.repeat(81))).toBe(400);
  expect(await issue('Rev.1', kenya)).toBe(403);
  expect(await issue('Rev.1', observer)).toBe(403);
  expect((await info()).revision).toBe(1);
  expect(await issue('Rev.1', chair)).toBe(200);
  expect(await issue(' rev.1 ')).toBe(409);
  expect((await drafter.command(draft, { type: 'restore-revision', revision: 2, symbol: 'Rev.2' })).status).toBe(404);
  expect((await info()).entries).toHaveLength(2);
});

test('[R12] the room of a frozen revision is read by all and written by nobody', async () => {
  const first = await open(drafter);
  const given = (await info()).clientId;
  await issue('Rev.1');
  const digest = textDigest(first.clauses());
  for (const [seat, code] of [
    ['drafter-2', CLOSE.frozen],
    ['kenya', CLOSE.forbidden],
  ] as const) {
    const person = await signIn(server, seat);
    const reader = await inRevision(person, 1, seat === 'drafter-2' ? given : undefined);
    await reader.until(() => reader.provider.synced, 'the frozen text');
    expect(textDigest(reader.clauses())).toBe(digest);
    reader.typeAfter('Council', ' never');
    await reader.until(() => reader.closed !== null, 'the door');
    expect(reader.closed?.code).toBe(code);
  }
  const late = await inRevision(drafter, 1);
  await late.until(() => late.provider.synced, 'the frozen text');
  expect(textDigest(late.clauses())).toBe(digest);
  expect((await texts('?revision=1')).digest).toBe(digest);
  const none = await inRevision(drafter, 3);
  await none.until(() => none.closed !== null, 'the door');
  expect(none.closed?.code).toBe(CLOSE.unknown);
  await verifies();
});

test('[R12] words typed offline on a revision that was issued meanwhile change neither it nor the next', async () => {
  const client = await inRevision(drafter, 1);
  await client.until(() => client.provider.synced, 'the text');
  client.provider.disconnect();
  client.typeAfter('The Council', ' itself');
  expect(await issue('Rev.1', chair)).toBe(200);
  client.provider.connect();
  await client.until(() => client.closed !== null, 'the door');
  expect(client.closed?.code).toBe(CLOSE.frozen);
  expect((await texts('?revision=1')).clauses.length).toBe(4);
  expect(JSON.stringify(await shown(''))).not.toContain('itself');
  expect(JSON.stringify(await shown('?revision=1'))).not.toContain('itself');
});

test('[R12] a document of an earlier revision that comes to the present one’s room is not taken in', async () => {
  const stale = await open(drafter);
  stale.provider.disconnect();
  stale.typeAfter('The Council', ' itself');
  await issue('Rev.1', chair);
  const before = (await texts('')).digest;
  stale.provider.connect();
  await stale.until(() => stale.closed !== null, 'the door');
  expect(stale.closed?.code).toBe(CLOSE.foreignClient);
  expect((await texts('')).digest).toBe(before);
});

test('[R14] the text as of any entry is what it was when that entry was written, over revisions', async () => {
  const seen = new Map<number, { digest: string; shown: string[] }>();
  const note = async (): Promise<void> => {
    const { entries } = await info();
    const now = await texts('?shown=1');
    seen.set(entries.length, { digest: now.digest, shown: await shown('') });
  };
  const act = async (work: (client: Client) => Promise<unknown>): Promise<void> => {
    const client = await open(drafter);
    await work(client);
    client.close();
    await note();
  };
  await note();
  await act((client) => accept(client, 'shall', 'should'));
  await act((client) => drop(client, 'twice'));
  await act(async (client) => {
    client.typeAfter('rules are', ' in principle');
    await client.until(() => client.acknowledged > 0, 'an acknowledgement');
    // A command flushes the edit, so that the text at each entry is that of its moment.
    await drop(client, 'adopted');
  });
  await issue('Rev.1');
  const frozen = seen.get((await info()).entries.length - 1);
  await act((client) => accept(client, 'It may invite others.'));
  await issue('Rev.2');
  await act(async (client) => {
    client.strike(' by consensus');
    await client.until(() => client.acknowledged > 0, 'an acknowledgement');
    await issue('Rev.3');
  });
  const { entries } = await info();
  for (let number = 1; number <= entries.length; number += 1) {
    const text = await texts(`?entry=${number}`);
    expect(text.entry).toBe(number);
    expect(text.revision).toBe(entries[number - 1]?.text.revision);
    const then = seen.get(number);
    const isIssue = entries[number - 1]?.event.type === 'RevisionIssued';
    if (then === undefined) continue;
    expect(await shown(`?entry=${number}`)).toEqual(then.shown);
    if (!isIssue) expect(text.digest).toBe(then.digest);
  }
  expect(seen.size).toBeGreaterThan(5);
  expect(await shown('?revision=1')).toEqual(frozen?.shown);
  for (const wrong of ['?entry=0', '?entry=x', '?revision=1&entry=2'])
    expect((await drafter.get(`/api/drafts/${draft}/text${wrong}`)).status).toBe(400);
  for (const none of ['?entry=999', '?revision=5'])
    expect((await drafter.get(`/api/drafts/${draft}/text${none}`)).status).toBe(404);
});

test('[R14] earlier revisions are exported as they were issued', async () => {
  const client = await open(drafter);
  await issue('Rev.1');
  const next = await open(drafter);
  await accept(next, 'shall', 'should');
  const take = async (query: string): Promise<string> =>
    (await chair.get<string>(`/api/drafts/${draft}/export?format=bracketed${query}`)).body;
  expect(await take('&revision=1')).toContain('The Council [shall][should] meet');
  expect(await take('&entry=1')).toBe(await take('&revision=1'));
  expect(await take('')).toContain('The Council shall meet');
  const file = await chair.get<string>(`/api/drafts/${draft}/export?format=clean&revision=1`);
  expect(file.headers.get('content-disposition')).toContain('Draft-clean-revision-1.txt');
  const record = (await chair.get<string>(`/api/drafts/${draft}/export?format=record&revision=1`)).body;
  expect(record).toContain('2. The secretariat issued the text as Rev.1.');
  expect(record).not.toContain('accepted');
  expect(client.closed?.code).toBe(CLOSE.frozen);
});

test('[V7] two texts are compared with the decisions between them', async () => {
  const client = await open(drafter);
  await accept(client, 'shall', 'should');
  await issue('Rev.1');
  const next = await open(drafter);
  next.typeAfter('rules are', ' always');
  await next.until(() => next.acknowledged > 0, 'an acknowledgement');
  const compare = async (from: string, to: string): Promise<Comparison> =>
    (await drafter.get<Comparison>(`/api/drafts/${draft}/compare?from=${from}&to=${to}`)).body;
  const changed = ({ clauses }: Comparison): unknown[] =>
    clauses.flatMap(({ clause, because }) =>
      clause.type === 'changed' ? [[clause.now.words, because.map(({ entry }) => entry)]] : [],
    );
  expect(changed(await compare('entry-1', 'revision-1'))).toEqual([['The Council shall meet [twice] a year.', [2, 3]]]);
  expect(changed(await compare('revision-1', 'now'))).toEqual([['Its rules are always [adopted] by consensus.', []]]);
  expect(changed(await compare('entry-4', 'entry-4'))).toEqual([]);
  expect((await drafter.get(`/api/drafts/${draft}/compare?from=now`)).status).toBe(400);
  expect((await drafter.get(`/api/drafts/${draft}/compare?from=now&to=revision-9`)).status).toBe(404);
});

test('[R13] restoring an earlier revision is a step forward: nothing is lost, decisions stand', async () => {
  const first = await open(drafter);
  const issued = readText(first.doc);
  await issue('Rev.1');
  const second = await open(drafter);
  await drop(second, 'twice');
  second.strike(' by consensus');
  await second.until(() => second.acknowledged > 0, 'an acknowledgement');
  await issue('Rev.2');
  const restore = await drafter.command(draft, { type: 'restore-revision', revision: 1, symbol: 'Rev.3' });
  expect(restore.status).toBe(200);
  const now = await info();
  expect(now.entries.at(-1)?.event).toMatchObject({
    type: 'RevisionIssued',
    revision: 3,
    restores: 1,
    symbol: 'Rev.3',
    returned: [expect.any(String)],
  });
  const fourth = await open(drafter);
  expect(fourth.clauses()).toEqual(issued);
  expect((await shown('')).join()).not.toContain('twice');
  const dropped = idIn(fourth, 'twice');
  expect((await chair.command(draft, { type: 'reopen', proposal: dropped, reason: '' })).status).toBe(200);
  expect(await shown('')).toEqual(await shown('?revision=1'));
  expect((await shown('?revision=2')).join()).not.toContain('consensus');
  await verifies();
});

test('[R11] what was left behind is not reopened, and says what to do', async () => {
  const client = await open(drafter);
  const [shall, should] = [idIn(client, 'shall'), idIn(client, 'should')];
  await accept(client, 'shall', 'should');
  await issue('Rev.1');
  for (const proposal of [shall, should]) {
    const answer = await chair.command(draft, { type: 'reopen', proposal, reason: '' });
    if (proposal === shall) expect(answer.body.refusal.reason).toContain('rise with it');
    expect([answer.status, answer.body.refusal.code]).toEqual([409, 'no-text']);
  }
});

test('[R10] everything goes on: tabling what was prepared on an earlier revision, and a restart', async () => {
  const kenya = await signIn(server, 'kenya');
  const reader = await open(kenya);
  const prepared = (await kenya.prepare(draft, [reader.clauseWith('consensus')])).body;
  const room = await kenya.openPreparation(prepared);
  room.typeAfter('by consensus', ' of all Parties');
  await room.until(() => room.acknowledged > 0, 'an acknowledgement');
  await issue('Rev.1', chair);
  expect((await kenya.command(draft, { type: 'table', preparation: prepared.id, rationale: '' })).status).toBe(200);
  room.close();
  expect(await shown('')).toContain('3. Its rules are [adopted] by consensus[ of all Parties].');
  await server.stop();
  server = await serve(folder.path, { log: stderrLog('silent') });
  drafter = await signIn(server, 'drafter-1');
  expect(await shown('')).toContain('3. Its rules are [adopted] by consensus[ of all Parties].');
  expect((await info()).revision).toBe(2);
  await verifies();
});
