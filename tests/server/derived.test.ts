import { afterEach, beforeEach, expect, test } from 'vitest';
import { proposalId, type DraftId } from '../../shared/base/ids.ts';
import type { Entry, RecordEvent } from '../../shared/record/event.ts';
import { applyChanges } from '../../shared/text/writing.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import { textOf } from '../../shared/text/reading.ts';
import type { RunningServer, ServerOptions } from '../../server/main.ts';
import { openStore } from '../../server/store/sqlite.ts';
import { serve, signIn, temporaryFolder, type Client, type Person } from './harness.ts';

const SOURCE = '# Draft\n\n1. The Council shall meet [twice] a year.\n\n2. The Chair presides.\n';
const QUIET = 150;

let folder: ReturnType<typeof temporaryFolder>;
let server: RunningServer;
let people: Map<string, Person>;
let draft: DraftId;
const clients: Client[] = [];

async function start(options: Partial<ServerOptions> = {}): Promise<void> {
  server = await serve(folder.path, options);
  people = new Map();
  for (const seat of ['drafter-1', 'drafter-2', 'chair', 'kenya']) people.set(seat, await signIn(server, seat));
}

function person(seat: string): Person {
  const found = people.get(seat);
  if (found === undefined) throw new Error(seat);
  return found;
}

async function open(seat: string): Promise<Client> {
  const client = await person(seat).open(draft);
  clients.push(client);
  return client;
}

function eventsOf<T extends RecordEvent['type']>(client: Client, type: T): Extract<RecordEvent, { type: T }>[] {
  return client.entries
    .map((entry) => entry.event)
    .filter((event): event is Extract<RecordEvent, { type: T }> => event.type === type);
}

function last(client: Client): Entry {
  const entry = client.entries.at(-1);
  if (entry === undefined) throw new Error('no entry');
  return entry;
}

/** Opens a bracket from the floor, as the editor does. */
function bracket(client: Client, after: string, text: string, id: string): void {
  const clause = client.clauseWith(after);
  const at =
    clause.runs
      .map((run) => run.text)
      .join('')
      .indexOf(after) + after.length;
  const run = { text, insertions: [proposalId(id)], deletions: [] };
  applyChanges(client.doc, [{ type: 'edit', clause: clause.id, edits: [{ type: 'insert', at, run }] }], 'typing');
}

beforeEach(async () => {
  folder = temporaryFolder();
  await start();
  draft = (await person('drafter-1').import(SOURCE)).draft;
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await server.stop();
  folder.forget();
});

test('[U1] a bracket that a drafter opens within the words of another amends that, live, struck out or pasted with its own inner one', async () => {
  const drafter = await open('drafter-1');
  const clause = drafter.clauseWith('twice');
  const at = clause.runs
    .map((run) => run.text)
    .join('')
    .indexOf('twice');
  const outer = clause.runs.find((run) => run.text.includes('twice'))!.insertions[0]!;
  const put = (where: number, text: string, ...ids: string[]) => ({
    type: 'insert' as const,
    at: where,
    run: { text, insertions: ids.map(proposalId).toSorted(), deletions: [] },
  });
  const edit = (...edits: Parameters<typeof put>[] | unknown[]): void =>
    applyChanges(drafter.doc, [{ type: 'edit', clause: clause.id, edits: edits as never }], 'typing');
  edit(put(at + 2, 'x', outer, 'typed'));
  await drafter.untilEntry('ProposalTabled');
  edit({ type: 'mark', at: at + 4, length: 2, role: 'deletion', proposal: proposalId('struck') });
  await drafter.untilEntry('ProposalTabled', 2);
  edit(put(0, 'y', 'beside'));
  await drafter.untilEntry('ProposalTabled', 3);
  // The inner one comes first, by its id and in the words.
  edit(put(0, 'inner', 'a-inner', 'b-outer'), put(0, ' and outer', 'b-outer'));
  await drafter.untilEntry('ProposalTabled', 5);
  expect(eventsOf(drafter, 'ProposalTabled').map(({ proposal, amends }) => [proposal, amends])).toEqual([
    ['typed', outer],
    ['struck', outer],
    ['beside', null],
    ['b-outer', null],
    ['a-inner', 'b-outer'],
  ]);
  // What it amends was decided: what is written there now belongs to nothing that is open.
  const version = proposalVersion(drafter.clauses(), proposalId('b-outer'));
  await person('chair').command(draft, { type: 'accept', proposal: proposalId('b-outer'), version, falls: [] });
  edit(put(7, 'z', 'b-outer', 'later'));
  await drafter.untilEntry('ProposalTabled', 6);
  expect(eventsOf(drafter, 'ProposalTabled').at(-1)).toMatchObject({ proposal: 'later', amends: null });
});

test('[R8] a bracket opened in the text is in the record when its first characters are', async () => {
  const drafter = await open('drafter-1');
  const kenya = await open('kenya');
  bracket(drafter, 'shall meet', ' regularly', 'floor-1');
  await kenya.untilEntry('ProposalTabled');
  expect(eventsOf(kenya, 'ProposalTabled')[0]).toEqual({
    type: 'ProposalTabled',
    proposal: 'floor-1',
    origin: 'floor',
    proposer: null,
    rationale: '',
    clauses: [drafter.clauseWith('The Council').id],
    inserted: ['regularly'].map((word) => ` ${word}`),
    deleted: [],
    holdsNumber: false,
    amends: null,
  });
  expect(last(kenya)).toMatchObject({
    actor: { seat: 'drafter-1', role: 'drafter', participant: 'p-secretariat' },
    text: { number: 2 },
  });
  expect(kenya.words()[1]).toContain('shall meet regularly');
});

test('[R8] the last word of a proposal gone, and back again, is in the record once each', async () => {
  const drafter = await open('drafter-1');
  drafter.strike('twice');
  await drafter.untilEntry('TextVanished');
  bracket(drafter, 'shall meet', ' twice', eventsOf(drafter, 'DraftImported')[0]?.inherited[0]?.id ?? '');
  await drafter.untilEntry('TextReturned');
  expect(drafter.eventTypes()).toEqual(['DraftImported', 'TextVanished', 'TextReturned']);
});

test('[R8] edits of a clause by one drafter become one entry, with the words before and after', async () => {
  const drafter = await open('drafter-1');
  const clause = drafter.clauseWith('The Chair').id;
  for (const letter of ' always')
    drafter.typeAfter(letter === ' ' ? 'The Chair' : (drafter.words()[2]?.split(' presides')[0] ?? ''), letter);
  await drafter.until(() => drafter.acknowledged === 7, 'acknowledgements');
  expect(eventsOf(drafter, 'ClauseEdited')).toEqual([]);
  const [proposal] = eventsOf(drafter, 'DraftImported')[0]?.inherited ?? [];
  await person('drafter-1').command(draft, {
    type: 'attribute',
    proposal: proposal?.id ?? proposalId('x'),
    proposer: null,
    onBehalfOf: null,
  });
  await drafter.untilEntry('ProposalAttributed');
  expect(eventsOf(drafter, 'ClauseEdited')).toEqual([
    { type: 'ClauseEdited', clause, before: 'The Chair presides.', after: 'The Chair always presides.' },
  ]);
  expect(drafter.eventTypes()).toEqual(['DraftImported', 'ClauseEdited', 'ProposalAttributed']);
});

test('[R7] [R8] when somebody else edits the clause, the edit of the first is recorded with the words as they left them', async () => {
  const one = await open('drafter-1');
  const other = await open('drafter-2');
  one.typeAfter('The Chair', ' of the Council');
  await other.until(() => other.words()[2]?.includes('of the Council') === true, 'the words of the first');
  other.typeAfter('presides', ' over meetings');
  await one.untilEntry('ClauseEdited');
  expect(eventsOf(one, 'ClauseEdited')).toEqual([
    {
      type: 'ClauseEdited',
      clause: one.clauseWith('The Chair').id,
      before: 'The Chair presides.',
      after: 'The Chair of the Council presides.',
    },
  ]);
  expect(last(one).actor.seat).toBe('drafter-1');
  expect(last(one).text.number).toBe(2);
});

test('[R7] each entry names the last update of the text before it, by number and hash', async () => {
  const drafter = await open('drafter-1');
  const [inherited] = eventsOf(drafter, 'DraftImported')[0]?.inherited ?? [];
  const attribute = (): Promise<unknown> =>
    person('drafter-1').command(draft, {
      type: 'attribute',
      proposal: inherited?.id ?? proposalId('x'),
      proposer: null,
      onBehalfOf: null,
    });
  for (const words of [' a', ' b', ' c']) {
    drafter.typeAfter('The Chair', words);
    await drafter.until(() => drafter.acknowledged === 'abc'.indexOf(words.trim()) + 1, 'the acknowledgement');
    await attribute();
  }
  await drafter.untilEntry('ProposalAttributed', 3);
  const { entries } = drafter;
  drafter.close();
  await server.stop();
  const store = openStore(folder.path, { create: false });
  if (!store.ok) throw new Error(store.refusal.reason);
  const hashes = store.value.drafts.updates(draft, 0).map(({ hash }) => hash);
  store.value.close();
  await start();
  expect(entries.map(({ text }) => text.number)).toEqual([1, 2, 2, 3, 3, 4, 4]);
  expect(entries.map(({ text }) => text.hash)).toEqual(entries.map(({ text }) => hashes[text.number - 1]));
});

test('[R8] an edit that rests becomes an entry by itself; one that was taken back leaves none', async () => {
  for (const client of clients.splice(0)) client.close();
  await server.stop();
  await start({ coalesceMs: QUIET });
  const drafter = await open('drafter-1');
  drafter.typeAfter('The Council', ' x');
  drafter.strike(' x');
  drafter.typeAfter('The Chair', ' y');
  await drafter.untilEntry('ClauseEdited');
  expect(eventsOf(drafter, 'ClauseEdited')).toHaveLength(1);
  expect(eventsOf(drafter, 'ClauseEdited')[0]?.after).toBe('The Chair y presides.');
});

test('[R8] a stop records what still rests, and so does loading after a crash', async () => {
  const drafter = await open('drafter-1');
  drafter.typeAfter('The Chair', ' y');
  await drafter.until(() => drafter.acknowledged === 1, 'the acknowledgement');
  drafter.close();
  await server.stop();
  await start();
  const again = await open('drafter-2');
  expect(eventsOf(again, 'ClauseEdited')).toHaveLength(1);
  expect(last(again).actor.seat).toBe('drafter-1');
});

test('[R8] clauses that come and go are recorded; a clause remade in place is not', async () => {
  const drafter = await open('drafter-1');
  const chair = drafter.clauseWith('The Chair');
  drafter.doc.transact(() => {
    const text = textOf(drafter.doc);
    text.delete(2, 1);
    applyChanges(drafter.doc, [{ type: 'insert', after: drafter.clauses()[1]?.id ?? null, clause: chair }], 'typing');
  });
  await drafter.until(() => drafter.acknowledged === 1, 'the acknowledgement');
  textOf(drafter.doc).delete(1, 1);
  await drafter.untilEntry('TextVanished');
  drafter.close();
  await server.stop();
  await start();
  const again = await open('drafter-1');
  expect(eventsOf(again, 'ClauseEdited')).toMatchObject([{ before: 'The Council shall meet twice a year.', after: null }]);
});
