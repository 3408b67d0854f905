import { afterEach, beforeEach, expect, test } from 'vitest';
import { participantId, type DraftId } from '../../shared/base/ids.ts';
import { openPoints } from '../../shared/projection/points.ts';
import { replay } from '../../shared/record/evolve.ts';
import { sameText, type Client, type Person } from './harness.ts';
import { Sitting } from './sitting.ts';

const SOURCE = `# Draft

## Article 1

1. The Council [shall - Norway][should - Kenya][is to - Brazil] meet [twice - Kenya] a year.

## Article 2

2. [=The Board may sit in private.]
`;

let sitting: Sitting;
let chair: Person;
let kenya: Person;
let drafter: Person;
let draft: DraftId;
let client: Client;

beforeEach(async () => {
  sitting = await Sitting.begin(SOURCE);
  [chair, kenya, drafter] = await sitting.seats('chair', 'kenya', 'drafter-1');
  ({ draft, client } = sitting);
});

afterEach(() => sitting.end());

/** Where the words begin in their clause. */
function pieceAt(words: string): { readonly clause: never; readonly at: number } {
  const clause = client.clauseWith('The Council');
  return {
    clause: clause.id as never,
    at: clause.runs
      .map((run) => run.text)
      .join('')
      .indexOf(words),
  };
}

const points = (): readonly (readonly string[])[] =>
  openPoints(client.clauses(), replay(client.entries)).map((point) =>
    point.proposals.map((id) =>
      client
        .clauses()
        .flatMap(({ runs }) => runs.filter((run) => run.insertions.includes(id)).map((run) => run.text))
        .join(''),
    ),
  );

test('[D3] the chair’s text comes into everybody’s text as an alternative, and replaces what it draws on', async () => {
  const other = await kenya.open(draft);
  const wording = [{ ...pieceAt('shall'), text: 'will' }];
  const answer = await chair.command(draft, {
    type: 'bridge',
    ...sitting.seen('shall'),
    drawsOn: [sitting.proposal('should')],
    wording,
    rationale: 'between the two',
  });
  expect(answer).toMatchObject({ status: 200, body: { entries: [2] } });
  await other.until(() => other.words().join().includes('willshould'), 'the chair’s text');
  await client.untilEntry('ProposalTabled');
  expect(points()[0]).toEqual(['shall', 'will', 'should', 'is to']);
  expect(
    (await kenya.command(draft, { type: 'bridge', ...sitting.seen('shall'), drawsOn: [], wording, rationale: '' })).status,
  ).toBe(403);
  expect(
    (await chair.command(draft, { type: 'accept', ...sitting.seen('will'), falls: [sitting.proposal('is to')] })).body.entries,
  ).toEqual([3, 4, 5, 6]);
  await client.untilEntry('ProposalReplaced', 2);
  expect(client.eventTypes().slice(2)).toEqual(['ProposalAccepted', 'ProposalReplaced', 'ProposalReplaced', 'ProposalFell']);
  expect(sameText(client, other)).toBe(true);
  expect((await chair.get<string>(`/api/drafts/${draft}/export?format=clean`)).body).toContain('The Council will meet');
  await chair.command(draft, { type: 'reopen', proposal: sitting.proposal('will'), reason: 'new facts' });
  await client.untilEntry('ProposalReopened');
  expect(points()[0]).toEqual(['shall', 'will', 'should', 'is to']);
  other.close();
});

test('[D2] several become one new wording, in one act; and a wording for a piece that is not there is refused', async () => {
  const merge = { type: 'merge', into: sitting.seen('shall'), merged: [sitting.seen('should')] } as const;
  const nowhere = [{ ...pieceAt('shall'), at: 999, text: 'will' }];
  expect(await chair.command(draft, { ...merge, wording: nowhere })).toMatchObject({
    status: 409,
    body: { refusal: { code: 'changed-since' } },
  });
  expect((await chair.command(draft, { ...merge, wording: [{ ...pieceAt('shall'), text: 'will' }] })).body.entries).toEqual([
    2, 3, 4,
  ]);
  await client.untilEntry('ProposalMerged', 2);
  await client.until(() => client.words().join().includes('will'), 'the wording');
  expect(points()[0]).toEqual(['will', 'is to']);
  const bracketed = (await chair.get<string>(`/api/drafts/${draft}/export?format=bracketed`)).body;
  expect(bracketed).toContain('[will - Norway, Kenya][is to - Brazil]');
});

test('[J1] [J3] a delegation joins, leaves and withdraws by its own seat, and prefers another', async () => {
  const [own, theirs] = [sitting.proposal('should'), sitting.proposal('shall')];
  const me = participantId('p-ke');
  expect((await kenya.command(draft, { type: 'sponsor', proposal: theirs, participant: me })).status).toBe(200);
  expect(await kenya.command(draft, { type: 'sponsor', proposal: theirs, participant: participantId('p-br') })).toMatchObject({
    status: 403,
  });
  expect(await kenya.command(draft, { type: 'withdraw', proposal: theirs, participant: me })).toMatchObject({
    status: 409,
    body: { refusal: { code: 'other-sponsors' } },
  });
  expect((await kenya.command(draft, { type: 'leave', proposal: theirs, participant: me })).status).toBe(200);
  expect((await drafter.command(draft, { type: 'sponsor', proposal: own, participant: participantId('p-no') })).status).toBe(200);
  const prefer = {
    type: 'take-position',
    proposal: theirs,
    participant: me,
    onBehalfOf: null,
    stance: 'prefer-another',
    preferred: own,
  } as const;
  expect((await kenya.command(draft, prefer)).status).toBe(200);
  const forNorway = { ...prefer, onBehalfOf: participantId('p-no') };
  expect(await kenya.command(draft, forNorway)).toMatchObject({ status: 403, body: { refusal: { code: 'not-allowed' } } });
  await client.untilEntry('PositionTaken');
  expect(replay(client.entries).proposals.get(theirs)?.positions.get(me)).toMatchObject({ preferred: own });
});

test('[R4] [D9] [J4] the secretariat notes that a delegation withdrew; another takes it up in its own name, and all of it is told', async () => {
  const [brazil, twice] = [participantId('p-br'), sitting.proposal('twice')];
  const noted = { type: 'withdraw', proposal: twice, participant: participantId('p-ke') } as const;
  expect((await drafter.command(draft, { ...noted, participant: brazil })).status).toBe(409);
  expect((await drafter.command(draft, noted)).status).toBe(200);
  expect(await chair.command(draft, { type: 'reopen', proposal: twice, reason: 'new facts' })).toMatchObject({
    status: 403,
    body: { refusal: { code: 'not-allowed' } },
  });
  const taken = { type: 'reintroduce', proposal: twice, participant: brazil, rationale: 'Once is too little' } as const;
  expect((await kenya.command(draft, taken)).status).toBe(403);
  expect((await drafter.command(draft, taken)).body.entries).toEqual([3]);
  expect(await kenya.command(draft, { ...taken, participant: participantId('p-ke') })).toMatchObject({
    body: { refusal: { code: 'nothing-changes' } },
  });
  await client.untilEntry('ProposalTabled');
  const bracketed = (await chair.get<string>(`/api/drafts/${draft}/export?format=bracketed`)).body;
  expect(bracketed).toContain('meet [twice - Brazil] a year.');
  const record = (await chair.get<string>(`/api/drafts/${draft}/export?format=record`)).body;
  expect(record).toContain('Kenya withdrew “twice” (noted by the secretariat).');
  expect(record).toContain(
    'Brazil (noted by the secretariat) reintroduced in its own name “twice”, which had been withdrawn (record 2), giving as ground: Once is too little.',
  );
  const text = (await chair.get<string>(`/api/drafts/${draft}/export?format=register`)).body;
  expect(text).toMatch(/Withdrawn by Kenya \(noted by the secretariat\) \(record 2, [^)]*\); reintroduced as no\. 6, open\./);
});

test('[D1] [D4] what is parked and what was dropped for lack of support says so in the register', async () => {
  const parked = {
    type: 'park',
    proposal: sitting.proposal('twice'),
    owner: 'Ms Adeyemi',
    returns: '2026-07-10',
    reason: 'for the budget',
  } as const;
  expect((await chair.command(draft, parked)).status).toBe(200);
  expect(
    (await chair.command(draft, { type: 'drop', ...sitting.seen('is to'), ground: 'no agreement', basis: 'no-support' })).status,
  ).toBe(200);
  const text = (await chair.get<string>(`/api/drafts/${draft}/export?format=register`)).body;
  expect(text).toContain('Parked with Ms Adeyemi until 2026-07-10 (record 2,');
  expect(text).toContain('Dropped for lack of support (record 3,');
  const csv = await chair.get<string>(`/api/drafts/${draft}/export?format=register-csv`);
  expect(csv.headers.get('content-disposition')).toContain('register.csv');
  const lines = csv.body.trimEnd().split('\r\n');
  expect(lines).toHaveLength(1 + replay(await drafter.open(draft).then((one) => (one.close(), one.entries))).proposals.size);
  expect(lines.find((line) => line.includes('twice'))).toMatch(
    /^4,1,Article 1,1\.,Kenya,twice,parked with Ms Adeyemi until 2026-07-10,in brackets,2,.*,Chair,chair,,for the budget$/,
  );
  expect(lines.find((line) => line.includes('The Board'))).toContain(`,'=The Board may sit in private.,`);
});
