import { afterEach, beforeEach, expect, test } from 'vitest';
import { participantId, proposalId, type DraftId } from '../../shared/base/ids.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import type { RecordSlice } from '../../shared/protocol/api.ts';
import { plainText } from '../../shared/text/clause.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import type { Client, Person } from './harness.ts';
import { Sitting } from './sitting.ts';

const SOURCE = '# Draft\n\n1. The Council [shall][should] meet [twice - Kenya] a year.\n';

let sitting: Sitting;
let drafter: Person;
let chair: Person;
let kenya: Person;
let draft: DraftId;
let client: Client;

beforeEach(async () => {
  sitting = await Sitting.begin(SOURCE);
  [drafter, chair, kenya] = await sitting.seats('drafter-1', 'chair', 'kenya');
  ({ draft, client } = sitting);
});

afterEach(() => sitting.end());

async function record(): Promise<RecordEvent[]> {
  return (await sitting.entries()).map((entry) => entry.event);
}

test('[R3] the chair accepts, what falls falls with it, and reopening gives both back', async () => {
  const [shall, should] = [sitting.proposal('shall'), sitting.proposal('should')];
  const done = await chair.command(draft, {
    type: 'accept',
    proposal: shall,
    version: sitting.versionOf(shall),
    falls: [should],
  });
  expect(done).toMatchObject({ status: 200, body: { entries: [2, 3] } });
  await client.untilEntry('ProposalFell');
  expect(client.entries.map((entry) => entry.event).slice(1)).toMatchObject([
    { type: 'ProposalAccepted', proposal: shall },
    { type: 'ProposalFell', proposal: should, because: 2 },
  ]);
  expect((await chair.command(draft, { type: 'reopen', proposal: shall, reason: 'too fast' })).body).toEqual({ entries: [4] });
  expect((await record()).at(-1)).toMatchObject({ type: 'ProposalReopened', revived: [should] });
  expect(client.words()[1]).toContain('shallshould');
});

test('[W37] the secretariat alone limits the length of the text, for everybody, and takes that back by a further act', async () => {
  const limited = { type: 'set-length-limit', limit: 8_500 } as const;
  for (const person of [chair, kenya]) expect((await person.command(draft, limited)).status).toBe(403);
  expect((await drafter.command(draft, { ...limited, limit: 0.5 })).status).toBe(400);
  expect((await drafter.command(draft, limited)).body).toEqual({ entries: [2] });
  await client.untilEntry('LengthLimitSet');
  expect(await drafter.command(draft, limited)).toMatchObject({ status: 409, body: { refusal: { code: 'nothing-changes' } } });
  expect((await drafter.command(draft, { ...limited, limit: null })).body).toEqual({ entries: [3] });
  expect((await sitting.entries('kenya')).map(({ event }) => event).slice(1)).toEqual([
    { type: 'LengthLimitSet', limit: 8_500 },
    { type: 'LengthLimitSet', limit: null },
  ]);
});

test('[P6] the chair accepts as amended: the words change in the same act, and everybody has them', async () => {
  const twice = sitting.proposal('twice');
  const clause = client.clauseWith('The Council');
  const at = clause.runs
    .map((run) => run.text)
    .join('')
    .indexOf('twice');
  const done = await chair.command(draft, {
    type: 'accept-as-amended',
    proposal: twice,
    version: sitting.versionOf(twice),
    wording: [{ clause: clause.id, at, text: 'three times' }],
    falls: [],
  });
  expect(done).toMatchObject({ status: 200, body: { entries: [2, 3] } });
  await client.until(() => client.words()[1]?.includes('three times') === true, 'the words of the amendment');
  await client.untilEntry('ProposalAcceptedAsAmended');
  const [tabled, accepted] = client.entries.slice(1);
  expect(tabled?.event).toMatchObject({ type: 'ProposalTabled', origin: 'amendment', amends: twice, proposer: 'p-chair' });
  expect(accepted?.event).toMatchObject({ type: 'ProposalAcceptedAsAmended', proposal: twice });
  expect(accepted?.text.number).toBe(2);
  const same = await chair.command(draft, {
    type: 'accept-as-amended',
    proposal: twice,
    version: sitting.versionOf(twice),
    wording: [],
    falls: [],
  });
  expect(same).toMatchObject({ status: 409, body: { refusal: { code: 'not-open' } } });
});

test('[R4] [R6] drop, withdraw, position and attribution, each by whose act it is', async () => {
  const [shall, should, twice] = [sitting.proposal('shall'), sitting.proposal('should'), sitting.proposal('twice')];
  const ke = participantId('p-ke');
  expect(
    await chair.command(draft, { type: 'drop', proposal: should, version: sitting.versionOf(should), ground: 'no support' }),
  ).toMatchObject({ status: 200 });
  expect(await kenya.command(draft, { type: 'withdraw', proposal: twice, participant: ke })).toMatchObject({ status: 200 });
  expect(
    await kenya.command(draft, {
      type: 'take-position',
      proposal: shall,
      participant: ke,
      onBehalfOf: participantId('g-african'),
      stance: 'support',
    }),
  ).toMatchObject({ status: 200 });
  expect(
    await drafter.command(draft, { type: 'attribute', proposal: shall, proposer: participantId('p-no'), onBehalfOf: null }),
  ).toMatchObject({ status: 200 });
  expect((await record()).slice(1)).toMatchObject([
    { type: 'ProposalDropped', ground: 'no support' },
    { type: 'ProposalWithdrawn', proposal: twice },
    { type: 'MandateGiven', participant: 'p-ke', onBehalfOf: 'g-african' },
    { type: 'PositionTaken', participant: 'p-ke', onBehalfOf: 'g-african', stance: 'support' },
    { type: 'ProposalAttributed', proposer: 'p-no' },
  ]);
  const { entries } = (await drafter.get<RecordSlice>(`/api/drafts/${draft}/record?after=4`)).body;
  expect(entries[0]).toMatchObject({
    number: 5,
    onBehalfOf: 'g-african',
    actor: { seat: 'kenya', user: 'Wanjiru Kamau', role: 'delegate' },
  });
});

test('[R16] a refused command changes nothing, not even what rests (invariant 4)', async () => {
  const [shall, twice] = [sitting.proposal('shall'), sitting.proposal('twice')];
  const version = sitting.versionOf(shall);
  client.typeAfter('a year', ' at most');
  await client.until(() => client.acknowledged === 1, 'the acknowledgement');
  const refusals: [number, string, Promise<{ status: number; body: unknown }>][] = [
    [409, 'changed-since', chair.command(draft, { type: 'accept', proposal: shall, version: '0'.repeat(64), falls: [] })],
    [403, 'not-allowed', kenya.command(draft, { type: 'accept', proposal: shall, version, falls: [] })],
    [403, 'not-allowed', drafter.command(draft, { type: 'drop', proposal: shall, version, ground: 'no agreement' })],
    [403, 'not-allowed', kenya.command(draft, { type: 'withdraw', proposal: shall, participant: participantId('p-ke') })],
    [403, 'not-allowed', chair.command(draft, { type: 'withdraw', proposal: twice, participant: participantId('p-ke') })],
    [
      403,
      'not-allowed',
      kenya.command(draft, {
        type: 'take-position',
        proposal: shall,
        participant: participantId('p-no'),
        onBehalfOf: null,
        stance: 'oppose',
      }),
    ],
    [404, 'unknown-proposal', chair.command(draft, { type: 'accept', proposal: proposalId('nowhere'), version, falls: [] })],
    [422, 'not-a-rival', chair.command(draft, { type: 'accept', proposal: shall, version, falls: [shall] })],
    [
      422,
      'unknown-participant',
      drafter.command(draft, { type: 'attribute', proposal: shall, proposer: participantId('p-zz'), onBehalfOf: null }),
    ],
    [409, 'not-closed', chair.command(draft, { type: 'reopen', proposal: shall, reason: 'new facts' })],
    [
      422,
      'nothing-to-table',
      chair.command(draft, { type: 'accept-as-amended', proposal: shall, version, wording: [], falls: [] }),
    ],
    [400, 'malformed', chair.ask('POST', `/api/drafts/${draft}/commands`, { type: 'accept', proposal: shall, version })],
    [400, 'malformed', chair.ask('POST', `/api/drafts/${draft}/commands`, { type: 'pardon' })],
  ];
  for (const [status, code, answer] of refusals) expect(await answer).toMatchObject({ status, body: { refusal: { code } } });
  expect((await record()).map((event) => event.type)).toEqual(['DraftImported']);
  await chair.command(draft, { type: 'accept', proposal: shall, version: sitting.versionOf(shall), falls: [] });
  expect((await record()).map((event) => event.type)).toEqual(['DraftImported', 'ClauseEdited', 'ProposalAccepted']);
});

test('[R5] a decision on words that have left the text, or have changed since, is refused', async () => {
  const [shall, should] = [sitting.proposal('shall'), sitting.proposal('should')];
  const [seen, gone] = [sitting.versionOf(shall), sitting.versionOf(should)];
  client.typeAfter('shall', ' indeed');
  client.strike('should');
  await client.until(() => client.acknowledged === 2, 'acknowledgements');
  expect(await chair.command(draft, { type: 'accept', proposal: shall, version: seen, falls: [] })).toMatchObject({
    body: { refusal: { code: 'changed-since' } },
  });
  expect(await chair.command(draft, { type: 'drop', proposal: should, version: gone, ground: 'no agreement' })).toMatchObject({
    body: { refusal: { code: 'no-text' } },
  });
  expect(
    await chair.command(draft, { type: 'accept', proposal: shall, version: sitting.versionOf(shall), falls: [] }),
  ).toMatchObject({
    status: 200,
  });
});

test('[R5] what is to fall with a decision falls in the words that the chair saw, or nothing is decided', async () => {
  const [shall, should] = [sitting.proposal('shall'), sitting.proposal('should')];
  const accept = { type: 'accept', proposal: shall, version: sitting.versionOf(shall), falls: [should] } as const;
  const seen = [{ proposal: should, version: sitting.versionOf(should) }];
  client.typeAfter('should', ' endeavour to');
  await client.until(() => client.acknowledged === 1, 'the acknowledgement');
  expect(await chair.command(draft, { ...accept, seen })).toMatchObject({ body: { refusal: { code: 'changed-since' } } });
  const now = [{ proposal: should, version: sitting.versionOf(should) }];
  expect(await chair.command(draft, { ...accept, seen: now })).toMatchObject({ status: 200 });
});

test('[R5] the version of a proposal in several clauses is the same on both sides', async () => {
  const { draft: other } = await drafter.import('[1. One clause.\n\n2. Another clause.\n\n3. A third.]\n');
  const page = sitting.keep(await drafter.open(other));
  const [id] = page.clauses()[0]?.runs[0]?.insertions ?? [];
  if (id === undefined) throw new Error('no bracket');
  expect(page.clauses().map(plainText)).toHaveLength(3);
  // The last clause is touched last, so that the order of touching differs from that of the text.
  page.typeAfter('One', ' single');
  await page.until(() => page.acknowledged === 1, 'the acknowledgement');
  expect(
    await chair.command(other, { type: 'accept', proposal: id, version: proposalVersion(page.clauses(), id), falls: [] }),
  ).toMatchObject({
    status: 200,
  });
});
