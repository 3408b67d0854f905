import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import { participantId, type DraftId, type ProposalId } from '../../shared/base/ids.ts';
import type { RecordSlice } from '../../shared/protocol/api.ts';
import type { Entry } from '../../shared/record/event.ts';
import { replay } from '../../shared/record/evolve.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { readingOf, wholeVersion } from '../../shared/record/text-reading.ts';
import type { VoteCommand } from '../../shared/record/vote.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import type { RunningServer } from '../../server/main.ts';
import { serve, signIn, temporaryFolder, type Client, type Person } from './harness.ts';

const SOURCE = `# Draft decision on the archive

1. The Archive is established in Geneva.

2. The Depositary [shall][should] keep the list.
`;
type Opening = Partial<Extract<VoteCommand, { type: 'open-vote' }>>;

let folder: ReturnType<typeof temporaryFolder>;
let server: RunningServer;
let draft: DraftId;
let people: Record<'chair' | 'drafter' | 'norway' | 'kenya', Person>;
let client: Client;

beforeEach(async () => {
  folder = temporaryFolder();
  server = await serve(folder.path);
  const [chair, drafter, norway, kenya] = await Promise.all(
    ['chair', 'drafter-1', 'norway-1', 'kenya'].map((seat) => signIn(server, seat)),
  );
  people = { chair: must(chair, ''), drafter: must(drafter, ''), norway: must(norway, ''), kenya: must(kenya, '') };
  draft = (await people.drafter.import(SOURCE)).draft;
  client = await people.drafter.open(draft);
});

afterEach(async () => {
  client.close();
  await server.stop();
  folder.forget();
});

async function record(): Promise<readonly Entry[]> {
  return (await people.chair.get<RecordSlice>(`/api/drafts/${draft}/record`)).body.entries;
}

function brackets(): ProposalId[] {
  return client.clauseWith('keep the list').runs.flatMap((run) => run.insertions);
}

const versionOf = (proposal: ProposalId): string => proposalVersion(client.clauses(), proposal);

async function open(about: Pick<Extract<VoteCommand, { type: 'open-vote' }>, 'question' | 'version'>, how: Opening = {}) {
  const answer = await people.chair.command(draft, {
    type: 'open-vote',
    method: 'roll-call',
    majority: 'simple',
    members: null,
    ...about,
    ...how,
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.entries[0] ?? 0;
}

function cast(person: Person, vote: number, choice: 'for' | 'against', participant: string) {
  return person.command(draft, { type: 'cast-vote', vote, participant: participantId(participant), choice });
}

describe('a vote on a running server', () => {
  it('[Y4] on a proposal accepts it, with the rivals that the chair says, in one transaction with the result', async () => {
    const [shall, should] = brackets() as [ProposalId, ProposalId];
    const vote = await open({ question: { on: 'proposal', proposal: shall }, version: versionOf(shall) });
    expect((await cast(people.norway, vote, 'for', 'p-no')).status).toBe(200);
    expect((await cast(people.kenya, vote, 'for', 'p-no')).status).toBe(403);
    expect((await cast(people.drafter, vote, 'for', 'p-ke')).status).toBe(200);
    expect((await cast(people.drafter, vote, 'for', 'p-secretariat')).status).toBe(422);
    const closed = await people.chair.command(draft, { type: 'close-vote', vote, falls: [should] });
    const entries = await record();
    const became = closed.body.entries.map((number) => must(entries[number - 1], 'an entry'));
    expect(became.map(({ event }) => event.type)).toEqual(['VoteRecorded', 'ProposalAccepted', 'ProposalFell']);
    expect(became[0]?.event).toMatchObject({ carried: true, counts: { for: 2, against: 0 } });
    expect(became[2]?.event).toMatchObject({ because: became[1]?.number });
    const { proposals } = replay(entries);
    expect([shall, should].map((id) => proposals.get(id)?.status.state)).toEqual(['accepted', 'fell']);
  });

  it('[Y4] takes no votes and has no result on words that were changed since; a lost vote drops', async () => {
    const [shall, should] = brackets() as [ProposalId, ProposalId];
    const vote = await open({ question: { on: 'proposal', proposal: shall }, version: versionOf(shall) });
    await cast(people.norway, vote, 'for', 'p-no');
    client.typeAfter('shal', 'ow');
    await client.until(() => client.acknowledged > 0, 'the acknowledgement');
    expect((await cast(people.kenya, vote, 'for', 'p-ke')).status).toBe(409);
    const closing = await people.chair.command(draft, { type: 'close-vote', vote, falls: [] });
    expect(closing.body.refusal.code).toBe('changed-since');
    const off = { type: 'call-off-vote', vote, reason: 'the words moved' } as const;
    expect((await people.norway.command(draft, off)).status).toBe(403);
    expect((await people.chair.command(draft, off)).status).toBe(200);
    const other = await open({ question: { on: 'proposal', proposal: should }, version: versionOf(should) });
    await cast(people.norway, other, 'against', 'p-no');
    await people.chair.command(draft, { type: 'close-vote', vote: other, falls: [] });
    expect((await record()).at(-1)?.event).toMatchObject({
      type: 'ProposalDropped',
      proposal: should,
      ground: `Not carried by the vote opened in record ${other}: 0–1–0.`,
    });
  });

  it('[Y5] [L13] on the whole adopts the text clause by clause, 120 for, 7 against, 21 abstaining, once nothing in it is open', async () => {
    const reading = () => record().then((entries) => readingOf(client.clauses(), outcomesOf(replay(entries))));
    const whole = { on: 'whole' } as const;
    const how = { method: 'show-of-hands', majority: 'two-thirds', members: null } as const;
    const early = wholeVersion((await reading()).all());
    const refused = await people.chair.command(draft, { type: 'open-vote', question: whole, version: early, ...how });
    expect(refused.body.refusal.reason).toContain('2 proposals are');
    for (const proposal of brackets())
      await people.chair.command(draft, { type: 'drop', proposal, version: versionOf(proposal), ground: '' });
    const version = wholeVersion((await reading()).all());
    const vote = await open({ question: whole, version }, { ...how, gives: 'adopted' });
    const counts = { for: 120, against: 7, abstaining: 21, notParticipating: 0 };
    expect((await people.chair.command(draft, { type: 'count-votes', vote, counts })).status).toBe(403);
    expect((await people.drafter.command(draft, { type: 'count-votes', vote, counts })).status).toBe(200);
    const closed = await people.chair.command(draft, { type: 'close-vote', vote, falls: [] });
    const { adoptions, ladder } = replay(await record());
    expect(adoptions).toMatchObject([{ by: { on: 'vote', entry: vote }, version, changed: null }]);
    const all = (await reading()).all();
    expect(closed.body.entries).toHaveLength(1 + all.length);
    expect([...ladder.agreed].map(([clause, { steps }]) => [clause, steps.at(-1)?.rung])).toEqual(
      all.map(({ clause }) => [clause, 'adopted']),
    );
    const text = (await people.kenya.get<string>(`/api/drafts/${draft}/export?format=record`)).body;
    expect(text).toContain('carried, 120–7–21 (120 for, 7 against, 21 abstaining), so that the text was adopted.');
    const html = () => people.kenya.get<string>(`/api/drafts/${draft}/papers/clean?format=html`).then(({ body }) => body);
    expect(await html()).toContain(`Adopted 120–7–21 (record ${closed.body.entries[0]})<`);
    client.typeAfter('in Geneva', ' and Nairobi');
    await client.until(() => client.acknowledged > 0, 'the acknowledgement');
    // What rests is recorded before any act.
    await people.chair.command(draft, { type: 'open-meeting', name: 'The next', body: '' });
    const changed = (await record()).find(({ event }) => event.type === 'ClauseEdited')!;
    expect(await html()).toContain(
      `Adopted 120–7–21 (record ${closed.body.entries[0]}); changed since adoption, record ${changed.number}<`,
    );
    const told = (await people.kenya.get<string>(`/api/drafts/${draft}/export?format=record`)).body;
    expect(told).toContain(`With that the text was no longer as it had been adopted (record ${closed.body.entries[0]}).`);
    const explanation = 'in line with our instructions';
    const said = { type: 'explain-vote', vote, participant: participantId('p-no'), explanation } as const;
    expect((await people.norway.command(draft, said)).status).toBe(200);
    expect((await people.kenya.command(draft, said)).status).toBe(403);
  });
});
