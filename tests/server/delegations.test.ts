import { afterEach, beforeEach, expect, test } from 'vitest';
import { participantId, type DraftId, type PreparationId, type ProposalId } from '../../shared/base/ids.ts';
import { inapplicable } from '../../shared/record/applicability.ts';
import type { DraftInfo, PreparationInfo, Refused, SeatList, SessionInfo } from '../../shared/protocol/api.ts';
import { MESSAGE, readDrafting } from '../../shared/protocol/frame.ts';
import type { Drafting, DraftingAct } from '../../shared/record/drafting.ts';
import { replay } from '../../shared/record/evolve.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { Client, Person, sameText, type Answer } from './harness.ts';
import { Sitting } from './sitting.ts';
import { Watcher } from './watcher.ts';

const SOURCE = '# Draft\n\n1. The Council shall meet once a year.\n\n2. The Chair presides over the Council.\n';
const AGN = participantId('g-african');
const G77 = participantId('g-g77');

let sitting: Sitting;
let draft: DraftId;
let drafting: Client;

beforeEach(async () => {
  sitting = await Sitting.begin(SOURCE);
  await sitting.everybody();
  ({ draft, client: drafting } = sitting);
});

afterEach(() => sitting.end());

/** Enters a preparation, and keeps what is told of who prepares it. */
async function enter(seat: string, info: PreparationInfo): Promise<{ client: Client; told: Drafting[] }> {
  const client = sitting.keep(await sitting.person(seat).openPreparation(info));
  const told: Drafting[] = [];
  client.hear(MESSAGE.drafting, (decoder) => told.push(readDrafting(decoder)));
  return { client, told };
}

async function begin(seat: string, words: string): Promise<{ info: PreparationInfo; client: Client; told: Drafting[] }> {
  const { body } = await sitting.person(seat).prepare(draft, [drafting.clauseWith(words)]);
  return { info: body, ...(await enter(seat, body)) };
}

function act(seat: string, id: PreparationId, one: DraftingAct): Promise<Answer<Refused | null>> {
  return sitting.person(seat).ask('POST', `/api/preparations/${id}/acts`, one);
}

/** What a seat can learn of preparations. */
async function cards(seat: string): Promise<unknown[]> {
  const desk = (await sitting.person(seat).desk()).body.preparations;
  expect((await sitting.person(seat).get<DraftInfo>(`/api/drafts/${draft}`)).body.preparations).toEqual(desk);
  return [...desk];
}

const table = (id: PreparationId) => ({ type: 'table', preparation: id, rationale: 'a rationale of one alone' }) as const;
const ready = (client: Client, rationale = ''): DraftingAct => ({
  act: 'ready',
  version: textDigest(client.clauses()),
  rationale,
});

test('[U3] [U4] delegations that were invited prepare together, and nobody else learns of it; it is tabled once all clear it', async () => {
  const { info, client, told } = await begin('norway-1', 'The Chair');
  const { id } = info;
  expect((await act('kenya', id, { act: 'join' })).status).toBe(404);
  expect((await act('norway-1', id, { act: 'invite', participant: participantId('p-ke') })).status).toBe(204);
  // Who is invited learns that, and no word.
  expect(await cards('kenya')).toMatchObject([{ id, isInvitation: true, sponsors: ['p-no'] }]);
  expect((await sitting.person('kenya').preparation(id)).status).toBe(404);
  const early = sitting.keep(new Client(sitting.person('kenya'), `preparation/${id}`, 4711));
  await early.until(() => early.closed?.code === 4404, 'the door');
  expect((await act('kenya', id, { act: 'ready', version: textDigest(client.clauses()), rationale: '' })).status).toBe(409);
  for (const seat of ['drafter-1', 'chair', 'brazil', 'observer']) {
    expect(await cards(seat)).toEqual([]);
    for (const one of [{ act: 'join' }, { act: 'decline' }, { act: 'leave' }] as const)
      expect((await act(seat, id, one)).status).toBe(404);
  }

  expect((await act('kenya', id, { act: 'join' })).status).toBe(204);
  const theirs = await enter('kenya', (await sitting.person('kenya').preparation(id)).body);
  client.typeAfter('The Chair', ' or the Vice-Chair');
  await theirs.client.until(() => theirs.client.words()[0]?.includes('Vice-Chair') === true, 'the words');
  theirs.client.typeAfter('the Council', ' in plenary');
  await client.until(() => client.words()[0]?.includes('plenary') === true && theirs.client.acknowledged === 1, 'the words');

  const alone = await sitting.person('norway-1').command(draft, table(id));
  expect(alone).toMatchObject({ status: 409, body: { refusal: { code: 'not-ready' } } });
  expect((await act('norway-1', id, { act: 'word-rationale', rationale: 'Both may preside.' })).status).toBe(204);
  expect((await act('kenya', id, ready(theirs.client))).status).toBe(409);
  expect((await act('kenya', id, ready(theirs.client, 'Both may preside.'))).status).toBe(204);
  expect((await act('norway-1', id, ready(client, 'Both may preside.'))).status).toBe(204);
  await client.until(() => told.at(-1)?.ready.length === 2, 'both ready');
  // A letter more, and nobody has cleared it.
  theirs.client.typeAfter('plenary', ' session');
  await client.until(() => told.at(-1)?.ready.length === 0, 'nobody ready');
  expect((await sitting.person('norway-1').command(draft, table(id))).status).toBe(409);
  await client.until(() => client.words()[0]?.includes('session') === true, 'the words');
  for (const [seat, one] of [
    ['kenya', theirs.client],
    ['norway-1', client],
  ] as const)
    expect((await act(seat, id, ready(one, 'Both may preside.'))).status).toBe(204);
  const forGroup = await sitting.person('kenya').command(draft, { ...table(id), onBehalfOf: AGN });
  expect(forGroup).toMatchObject({ status: 403 });
  expect((await sitting.person('kenya').command(draft, table(id))).status).toBe(200);
  await drafting.untilEntry('ProposalTabled');
  expect(drafting.entries.at(-1)).toMatchObject({
    actor: { seat: 'kenya' },
    event: { proposer: 'p-no', coProposers: ['p-ke'], rationale: 'Both may preside.' },
  });
});

test('[U7] who is concerned hears that there is another preparation, or one less; nobody else is told anything', async () => {
  const bells = new Map<string, number>();
  for (const seat of ['norway-2', 'kenya', 'brazil', 'chair', 'drafter-1', 'observer']) {
    const client = sitting.keep(await sitting.person(seat).open(draft));
    bells.set(seat, 0);
    client.hear(MESSAGE.preparations, () => bells.set(seat, (bells.get(seat) ?? 0) + 1));
  }
  const { info } = await begin('norway-1', 'The Chair');
  for (const [seat, one] of [
    ['norway-1', { act: 'invite', participant: participantId('p-ke') }],
    ['kenya', { act: 'join' }],
    ['kenya', { act: 'leave' }],
  ] as const)
    expect((await act(seat, info.id, one)).status).toBe(204);
  expect((await sitting.person('norway-1').ask('DELETE', `/api/preparations/${info.id}`)).status).toBe(204);
  // Norway: begun, invited, joined, left, discarded; Kenya but for the first and the last.
  await expect.poll(() => [bells.get('norway-2'), bells.get('kenya')]).toEqual([5, 3]);
  expect(['brazil', 'chair', 'drafter-1', 'observer'].map((seat) => bells.get(seat))).toEqual([0, 0, 0, 0]);
});

test('[U4] who leaves loses access at once, and who is left goes on; who declines is not asked again by itself', async () => {
  const { info, client, told } = await begin('norway-1', 'The Chair');
  const { id } = info;
  for (const participant of ['p-ke', 'p-br'].map(participantId)) await act('norway-1', id, { act: 'invite', participant });
  await act('kenya', id, { act: 'join' });
  expect((await act('brazil', id, { act: 'decline' })).status).toBe(204);
  expect(await cards('brazil')).toEqual([]);
  const theirs = await enter('kenya', (await sitting.person('kenya').preparation(id)).body);
  expect((await sitting.person('kenya').ask('DELETE', `/api/preparations/${id}`)).status).toBe(409);
  expect((await act('norway-2', id, { act: 'leave' })).status).toBe(204);
  await client.until(() => client.closed?.code === 4404, 'the door');
  expect((await sitting.person('norway-1').preparation(id)).status).toBe(404);
  expect(await cards('norway-1')).toEqual([]);
  expect(told.every(({ sponsors }) => sponsors.includes(participantId('p-no')))).toBe(true);
  theirs.client.typeAfter('the Council', ' in plenary');
  await theirs.client.until(() => theirs.client.acknowledged === 1, 'the acknowledgement');
  expect((await sitting.person('kenya').command(draft, table(id))).status).toBe(200);
  await drafting.untilEntry('ProposalTabled');
  expect(drafting.entries.at(-1)?.event).toMatchObject({ proposer: 'p-ke' });
  expect(drafting.entries.at(-1)?.event).not.toHaveProperty('coProposers');
});

test('[U5] the secretariat gives mandates, which hold from then on; who spoke is in the record beside the group', async () => {
  const [secretariat, norway] = [sitting.person('drafter-1'), sitting.person('norway-1')];
  const { info, client } = await begin('norway-1', 'The Chair');
  client.typeAfter('the Council', ' in plenary');
  await client.until(() => client.acknowledged === 1, 'the acknowledgement');
  const forGroup = { ...table(info.id), onBehalfOf: AGN };
  expect(await norway.command(draft, forGroup)).toMatchObject({ status: 403, body: { refusal: { code: 'not-allowed' } } });
  expect((await norway.ask('PUT', '/api/seats/norway-1/mandates', { groups: [AGN] })).status).toBe(403);
  expect((await secretariat.ask('PUT', '/api/seats/chair/mandates', { groups: [AGN] })).status).toBe(422);
  expect((await secretariat.ask('PUT', '/api/seats/norway-1/mandates', { groups: [AGN] })).status).toBe(204);
  expect((await norway.get('/api/seats')).status).toBe(403);
  const { seats } = (await secretariat.get<SeatList>('/api/seats')).body;
  expect(seats.find((seat) => seat.id === 'norway-1')?.mandates).toEqual([AGN]);
  expect((await norway.get<SessionInfo>('/api/session')).body.seat.mandates).toEqual([AGN]);
  expect((await norway.command(draft, forGroup)).status).toBe(200);
  await drafting.untilEntry('ProposalTabled');
  expect(drafting.entries.at(-1)).toMatchObject({
    actor: { seat: 'norway-1', participant: 'p-no' },
    onBehalfOf: AGN,
    event: { proposer: 'p-no', onBehalfOf: AGN },
  });
  const mandate = drafting.entries.at(-2)!;
  expect(mandate).toMatchObject({
    actor: { seat: 'drafter-1' },
    event: { type: 'MandateGiven', seat: 'norway-1', participant: 'p-no', onBehalfOf: AGN, given: { by: { seat: 'drafter-1' } } },
  });
  expect(drafting.entries.at(-1)!.mandate).toBe(mandate.number);
  const proposal = proposals()[0] as ProposalId;
  // What a seat had before the draft was there is told with the first act under it.
  expect((await sitting.person('kenya').command(draft, { type: 'sponsor', proposal, participant: AGN })).body.refusal.code).toBe(
    'sponsors-already',
  );
  expect((await sitting.person('kenya').command(draft, { type: 'sponsor', proposal, participant: G77 })).status).toBe(200);
  await drafting.untilEntry('ProposalSponsored');
  const older = drafting.entries.at(-2)!;
  expect(older).toMatchObject({ actor: { role: 'server' }, event: { type: 'MandateGiven', seat: 'kenya', onBehalfOf: G77 } });
  const deadline = new Date(Date.now() + 73 * 3_600_000).toISOString();
  await sitting.person('chair').command(draft, { type: 'begin-silence', clauses: null, deadline, shortening: null });
  await drafting.untilEntry('SilenceBegan');
  const silence = drafting.entries.at(-1)!.number;
  for (const participant of [AGN, participantId('p-ke')])
    expect(
      (
        await sitting
          .person('kenya')
          .command(draft, { type: 'break-silence', silence, clauses: null, participant, reason: 'Capital.' })
      ).status,
    ).toBe(200);
  await drafting.untilEntry('SilenceBroken', 2);
  const theirs = drafting.entries.at(-3)!;
  expect(drafting.entries.slice(-5)).toMatchObject([
    { onBehalfOf: G77, mandate: older.number, actor: { participant: 'p-ke' }, event: { type: 'ProposalSponsored' } },
    { event: { type: 'SilenceBegan' } },
    { event: { type: 'MandateGiven', seat: 'kenya', onBehalfOf: AGN } },
    { onBehalfOf: AGN, mandate: theirs.number, actor: { participant: 'p-ke' }, event: { participant: AGN } },
    { onBehalfOf: null, actor: { participant: 'p-ke' }, event: { participant: 'p-ke' } },
  ]);
  expect((await secretariat.ask('PUT', '/api/seats/norway-1/mandates', { groups: [] })).status).toBe(204);
  await drafting.untilEntry('MandateTakenBack');
  expect(drafting.entries.at(-1)).toMatchObject({
    actor: { seat: 'drafter-1' },
    event: { mandate: mandate.number, taken: { by: { seat: 'drafter-1' } } },
  });
  expect((await norway.command(draft, { type: 'leave', proposal, participant: AGN })).status).toBe(403);
  // What was tabled for a group, whoever speaks for it later withdraws: the entry has who did, and for whom.
  expect((await sitting.person('kenya').command(draft, { type: 'leave', proposal, participant: G77 })).status).toBe(200);
  expect(
    (await sitting.person('japan').command(draft, { type: 'withdraw', proposal, participant: participantId('p-jp') })).status,
  ).toBe(403);
  expect((await sitting.person('kenya').command(draft, { type: 'withdraw', proposal, participant: AGN })).status).toBe(200);
  await drafting.untilEntry('ProposalWithdrawn');
  expect(drafting.entries.at(-1)).toMatchObject({ onBehalfOf: AGN, actor: { seat: 'kenya', participant: 'p-ke' } });
});

test('[U1] [U2] a delegation amends another’s open proposal; what that brings with it goes where it goes', async () => {
  const first = await begin('norway-1', 'The Council shall');
  first.client.typeAfter('once', ' or twice');
  await first.client.until(() => first.client.acknowledged === 1, 'the acknowledgement');
  await sitting.person('norway-1').command(draft, table(first.info.id));
  await drafting.until(() => drafting.words().some((words) => words.includes('twice')), 'the proposal');
  const second = await begin('kenya', 'or twice');
  second.client.strike('twice');
  second.client.typeAfter(' or ', 'three times');
  await second.client.until(() => second.client.acknowledged === 2, 'acknowledgements');
  await sitting.person('kenya').command(draft, table(second.info.id));
  await drafting.untilEntry('ProposalTabled', 2);
  const [parent, amendment] = proposals() as [ProposalId, ProposalId];
  const tabled = drafting.entries.at(-1)!.event;
  expect(tabled).toMatchObject({ proposer: 'p-ke', amends: parent, inserted: ['three times'], deleted: ['twice'] });
  await drafting.until(() => drafting.words().some((words) => words.includes('three')), 'the amendment');
  for (const run of drafting.clauses().flatMap(({ runs }) => runs))
    if (run.insertions.includes(amendment)) expect(run.insertions).toContain(parent);
  const version = sitting.versionOf(parent);
  expect(
    (await sitting.person('chair').command(draft, { type: 'drop', proposal: parent, version, ground: 'no agreement' })).status,
  ).toBe(200);
  await drafting.untilEntry('ProposalDropped');
  const cannot = inapplicable(drafting.clauses(), replay(drafting.entries));
  expect([...cannot]).toEqual([[amendment, { why: 'amended-gone', because: [parent] }]]);
});

/** In the order of tabling. */
function proposals(): ProposalId[] {
  return [...replay(drafting.entries).proposals.keys()];
}

test('[U5] [J3] chair and secretariat, who have no mandate, say nothing for a group: that is refused with a sentence', async () => {
  const body = await sitting.person('drafter-1').import('1. The Council [shall][should] meet.\n');
  const info = (await sitting.person('chair').get<DraftInfo>(`/api/drafts/${body.draft}`)).body;
  const proposal = [...replay(info.entries).proposals.keys()][0] as ProposalId;
  for (const [seat, participant] of [
    ['chair', 'p-chair'],
    ['drafter-1', 'p-secretariat'],
  ] as const) {
    const answer = await sitting.person(seat).command(body.draft, {
      type: 'take-position',
      proposal,
      participant: participantId(participant),
      onBehalfOf: G77,
      stance: 'support',
    });
    expect([seat, answer.status < 500, answer.body.refusal.reason !== '']).toEqual([seat, true, true]);
  }
});

test('[U3] who joins gets the words as they stand, and none that were struck before; all write on and read the same', async () => {
  const { info, client } = await begin('norway-1', 'The Chair');
  client.typeAfter('The Chair', ' and our fallback');
  await client.until(() => client.acknowledged === 1, 'the words');
  client.strike(' and our fallback');
  client.typeAfter('the Council', ' or not');
  await client.until(() => client.acknowledged === 3, 'words in their stead');
  await act('norway-1', info.id, { act: 'invite', participant: participantId('p-ke') });
  await act('kenya', info.id, { act: 'join' });
  const theirs = await enter('kenya', (await sitting.person('kenya').preparation(info.id)).body);
  expect(sameText(theirs.client, client)).toBe(true);
  // Whatever a client says that it has already.
  const hears = [new Uint8Array([0, 0, 1, 0]), new Uint8Array([0, 0, 3, 1, 5, 0])].map((question) =>
    sitting.keep(new Watcher(sitting.person('kenya'), `preparation/${info.id}`, question)),
  );
  for (const watcher of hears) {
    await watcher.until(() => watcher.said().includes('or not'));
    expect(watcher.said()).not.toContain('fallback');
  }
  theirs.client.typeAfter('The Chair', ' alone');
  client.strike('presides');
  await client.until(() => client.words()[0] === theirs.client.words()[0] && sameText(client, theirs.client), 'one text');
  expect(client.words()[0]).toBe('The Chair alone  over the Council or not.');
  // So it is after the server has loaded the room anew.
  await sitting.leave();
  await sitting.start();
  const back = new Person(sitting.server.url, sitting.person('kenya').cookie);
  const late = sitting.keep(new Watcher(back, `preparation/${info.id}`));
  await late.until(() => late.said().includes('alone'));
  expect(late.said()).not.toMatch(/fallback|presides/);
});
