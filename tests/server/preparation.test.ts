import { afterEach, beforeEach, expect, test } from 'vitest';
import { clauseId, preparationId, type DraftId } from '../../shared/base/ids.ts';
import type { DraftInfo, PreparationInfo } from '../../shared/protocol/api.ts';
import { plainText } from '../../shared/text/clause.ts';
import { elementOf } from '../../shared/text/writing.ts';
import { textOf } from '../../shared/text/reading.ts';
import { sameText, Client } from './harness.ts';
import { Sitting } from './sitting.ts';

const SOURCE = '# Draft\n\n1. The Council shall meet [twice][once] a year.\n\n2. The Chair presides over the Council.\n';
const NOWHERE = { type: 'table', preparation: preparationId('w-nowhere'), rationale: '' } as const;
const OUTSIDERS = ['drafter-1', 'chair', 'kenya', 'observer'];

let sitting: Sitting;
let draft: DraftId;
let drafting: Client;

beforeEach(async () => {
  sitting = await Sitting.begin(SOURCE);
  await sitting.everybody();
  ({ draft, client: drafting } = sitting);
});

afterEach(() => sitting.end());

async function begin(seat: string, words: string, insertAfter = false): Promise<{ info: PreparationInfo; client: Client }> {
  const { status, body } = await sitting.person(seat).prepare(draft, [drafting.clauseWith(words)], insertAfter);
  expect(status).toBe(201);
  const client = sitting.keep(await sitting.person(seat).openPreparation(body));
  return { info: body, client };
}

test('[S6] two seats of one delegation prepare together; nobody else can enter, or learn that there is a room', async () => {
  const { info, client } = await begin('norway-1', 'The Chair');
  const second = await sitting.person('norway-2').preparation(info.id);
  expect(second.body).toMatchObject({ id: info.id, draft, drafting: { sponsors: ['p-no'] } });
  expect(second.body.clientId).not.toBe(info.clientId);
  const other = sitting.keep(await sitting.person('norway-2').openPreparation(second.body));
  client.typeAfter('The Chair', ' or the Vice-Chair');
  other.typeAfter('the Council', ' in plenary');
  await client.until(
    () => sameText(client, other) && client.words()[0] === 'The Chair or the Vice-Chair presides over the Council in plenary.',
    'both edits',
  );
  expect((await sitting.person('norway-2').desk()).body.preparations).toMatchObject([
    { id: info.id, startedBy: 'Ingrid Solheim', draft },
  ]);

  for (const seat of OUTSIDERS) {
    const outsider = sitting.person(seat);
    expect((await outsider.preparation(info.id)).status).toBe(404);
    expect((await outsider.ask('DELETE', `/api/preparations/${info.id}`)).status).toBe(404);
    expect((await outsider.desk()).body.preparations).toEqual([]);
    expect((await outsider.get<DraftInfo>(`/api/drafts/${draft}`)).body.preparations).toEqual([]);
    // The same answer as for a preparation that never was.
    const tabled = await outsider.command(draft, { type: 'table', preparation: info.id, rationale: '' });
    expect(tabled).toEqual({ ...(await outsider.command(draft, NOWHERE)), headers: expect.anything() });
    expect(tabled.status).toBe(410);
    const intruder = sitting.keep(new Client(outsider, `preparation/${info.id}`, 12345));
    await intruder.until(() => intruder.closed !== null, `the door for ${seat}`);
    expect(intruder.closed?.code).toBe(4404);
    expect(intruder.words()).toEqual([]);
  }
  expect(drafting.words()[2]).toBe('The Chair presides over the Council.');
});

test('[P7] tabling puts the change into the text and the event into the record, in one act, and closes the room', async () => {
  const { info, client } = await begin('norway-1', 'The Chair');
  client.strike('presides');
  client.typeAfter('The Chair ', 'directs');
  await client.until(() => client.acknowledged === 2, 'acknowledgements');
  const done = await sitting
    .person('norway-1')
    .command(draft, { type: 'table', preparation: info.id, rationale: ' It is clearer. ' });
  expect(done).toMatchObject({ status: 200, body: { entries: [2] } });
  await client.until(() => client.closed?.code === 4410, 'the end of the room');
  await drafting.untilEntry('ProposalTabled');
  const entry = drafting.entries.at(-1);
  expect(entry).toMatchObject({
    actor: { seat: 'norway-1', participant: 'p-no' },
    text: { number: 2 },
    event: { origin: 'tabled', proposer: 'p-no', rationale: 'It is clearer.', inserted: ['directs'], deleted: ['presides'] },
  });
  const clause = drafting.clauseWith('The Chair');
  const [proposal] = clause.runs.flatMap((run) => run.insertions);
  expect(clause.runs.filter((run) => run.insertions.includes(proposal!)).map((run) => run.text)).toEqual(['directs']);
  expect(clause.runs.filter((run) => run.deletions.includes(proposal!)).map((run) => run.text)).toEqual(['presides']);
  expect(await sitting.person('norway-1').command(draft, { type: 'table', preparation: info.id, rationale: '' })).toMatchObject({
    status: 410,
  });
  expect((await sitting.person('norway-2').preparation(info.id)).status).toBe(410);
});

test('[P7] a new clause is tabled as a clause of its own', async () => {
  const { info, client } = await begin('kenya', 'The Chair', true);
  textOf(client.doc).push([
    elementOf({
      id: clauseId('c-new'),
      kind: 'paragraph',
      level: 0,
      label: '',
      runs: [{ text: 'The Vice-Chair assists.', insertions: [], deletions: [] }],
    }),
  ]);
  await client.until(() => client.acknowledged === 1, 'the acknowledgement');
  await sitting.person('kenya').command(draft, { type: 'table', preparation: info.id, rationale: '' });
  await drafting.until(() => drafting.words().includes('The Vice-Chair assists.'), 'the clause');
  await drafting.untilEntry('ProposalTabled');
  expect(drafting.entries.at(-1)?.event).toMatchObject({
    holdsNumber: true,
    proposer: 'p-ke',
    inserted: ['The Vice-Chair assists.'],
  });
});

test('[P2] [P5] where the text has moved elsewhere the change moves along; where it has moved in the same words nothing is lost', async () => {
  const moved = await begin('kenya', 'The Chair');
  const clash = await begin('norway-1', 'The Chair');
  moved.client.typeAfter('the Council', ' in person');
  clash.client.strike('presides');
  clash.client.typeAfter('The Chair ', 'directs');
  await clash.client.until(() => clash.client.acknowledged === 2 && moved.client.acknowledged === 1, 'acknowledgements');
  drafting.strike('presides');
  drafting.typeAfter('The Chair ', 'rules');
  await drafting.until(() => drafting.acknowledged === 2, 'acknowledgements');

  expect(
    await sitting.person('kenya').command(draft, { type: 'table', preparation: moved.info.id, rationale: '' }),
  ).toMatchObject({
    status: 200,
  });
  await drafting.until(
    () => drafting.words()[2] === 'The Chair rules over the Council in person.',
    'the change on the text as it stands',
  );

  const before = (await sitting.entries('chair')).length;
  const refused = await sitting.person('norway-1').command(draft, { type: 'table', preparation: clash.info.id, rationale: '' });
  expect(refused).toMatchObject({ status: 409, body: { refusal: { code: 'clash' } } });
  expect(refused.body.clashes).toMatchObject([
    {
      base: 'The Chair presides over the Council.',
      yours: 'The Chair directs over the Council.',
      now: 'The Chair rules over the Council[ in person].',
    },
  ]);
  expect(await sitting.entries('chair')).toHaveLength(before);
  expect(clash.client.closed).toBeNull();
  expect(clash.client.words()).toEqual(['The Chair directs over the Council.']);
});

test('[P9] nothing changed, nothing to table; discarding ends the room', async () => {
  const { info, client } = await begin('kenya', 'The Chair');
  expect(await sitting.person('kenya').command(draft, { type: 'table', preparation: info.id, rationale: '' })).toMatchObject({
    status: 422,
    body: { refusal: { code: 'nothing-to-table' } },
  });
  expect((await sitting.person('kenya').ask('DELETE', `/api/preparations/${info.id}`)).status).toBe(204);
  await client.until(() => client.closed?.code === 4410, 'the end of the room');
  expect((await sitting.person('kenya').desk()).body.preparations).toEqual([]);
});

test('[P9] a preparation begins without what is out of the text', async () => {
  const clause = drafting.clauseWith('The Council shall');
  const [twice] = clause.runs.flatMap((run) => run.insertions);
  await sitting.person('chair').command(draft, {
    type: 'drop',
    proposal: twice!,
    version: sitting.versionOf(twice!),
    ground: 'no agreement',
  });
  const { info, client } = await begin('kenya', 'The Council shall');
  expect(info.base.map(plainText)).toEqual(['The Council shall meet once a year.']);
  expect(client.clauses()).toEqual(info.base);
});

test('[P9] what is no clause of the draft cannot be prepared, and only delegations prepare', async () => {
  const foreign = { ...drafting.clauseWith('The Chair'), id: clauseId('elsewhere') };
  expect(await sitting.person('kenya').prepare(draft, [foreign])).toMatchObject({
    status: 400,
    body: { refusal: { code: 'malformed' } },
  });
  for (const seat of ['drafter-1', 'chair', 'observer']) {
    expect((await sitting.person(seat).prepare(draft, [drafting.clauseWith('The Chair')])).status).toBe(403);
  }
});

test('[P9] a new clause that is tabled goes under an id of its own, not under one that has a story', async () => {
  const gone = drafting.clauseWith('The Chair');
  const text = textOf(drafting.doc);
  text.delete(
    drafting.clauses().findIndex(({ id }) => id === gone.id),
    1,
  );
  await drafting.until(() => drafting.acknowledged > 0, 'the removal');
  const { info, client } = await begin('kenya', 'The Council shall');
  textOf(client.doc).push([elementOf({ ...gone, runs: [{ text: 'Kenya presides.', insertions: [], deletions: [] }] })]);
  await client.until(() => client.acknowledged === 1, 'the clause');
  const command = { type: 'table', preparation: info.id, rationale: '' } as const;
  expect((await sitting.person('kenya').command(draft, command)).status).toBe(200);
  await drafting.until(() => drafting.words().includes('Kenya presides.'), 'the proposal');
  expect(drafting.clauseWith('Kenya presides').id).not.toBe(gone.id);
  expect((await sitting.entries('chair')).at(-1)?.event).toMatchObject({ clauses: [drafting.clauseWith('Kenya presides').id] });
});
