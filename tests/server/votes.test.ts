import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import { participantId, type DraftId, type ProposalId } from '../../shared/base/ids.ts';
import { replay } from '../../shared/record/evolve.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { readingOf, wholeVersion } from '../../shared/record/text-reading.ts';
import type { VoteCommand } from '../../shared/record/vote.ts';
import type { Client, Person } from './harness.ts';
import { Sitting } from './sitting.ts';

const SOURCE = `# Draft decision on the archive

1. The Archive is established in Geneva.

2. The Depositary [shall][should] keep the list.
`;
type Opening = Partial<Extract<VoteCommand, { type: 'open-vote' }>>;

let sitting: Sitting;
let chair: Person;
let drafter: Person;
let norway: Person;
let kenya: Person;
let draft: DraftId;
let client: Client;

beforeEach(async () => {
  sitting = await Sitting.begin(SOURCE);
  [chair, drafter, norway, kenya] = await sitting.seats('chair', 'drafter-1', 'norway-1', 'kenya');
  ({ draft, client } = sitting);
});

afterEach(() => sitting.end());

function brackets(): ProposalId[] {
  return client.clauseWith('keep the list').runs.flatMap((run) => run.insertions);
}

async function open(about: Pick<Extract<VoteCommand, { type: 'open-vote' }>, 'question' | 'version'>, how: Opening = {}) {
  const answer = await chair.command(draft, {
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
    const vote = await open({ question: { on: 'proposal', proposal: shall }, version: sitting.versionOf(shall) });
    expect((await cast(norway, vote, 'for', 'p-no')).status).toBe(200);
    expect((await cast(kenya, vote, 'for', 'p-no')).status).toBe(403);
    expect((await cast(drafter, vote, 'for', 'p-ke')).status).toBe(200);
    expect((await cast(drafter, vote, 'for', 'p-secretariat')).status).toBe(422);
    const closed = await chair.command(draft, { type: 'close-vote', vote, falls: [should] });
    const entries = await sitting.entries();
    const became = closed.body.entries.map((number) => must(entries[number - 1], 'an entry'));
    expect(became.map(({ event }) => event.type)).toEqual(['VoteRecorded', 'ProposalAccepted', 'ProposalFell']);
    expect(became[0]?.event).toMatchObject({ carried: true, counts: { for: 2, against: 0 } });
    expect(became[2]?.event).toMatchObject({ because: became[1]?.number });
    const { proposals } = replay(entries);
    expect([shall, should].map((id) => proposals.get(id)?.status.state)).toEqual(['accepted', 'fell']);
  });

  it('[Y4] takes no votes and has no result on words that were changed since; a lost vote drops', async () => {
    const [shall, should] = brackets() as [ProposalId, ProposalId];
    const vote = await open({ question: { on: 'proposal', proposal: shall }, version: sitting.versionOf(shall) });
    await cast(norway, vote, 'for', 'p-no');
    client.typeAfter('shal', 'ow');
    await client.until(() => client.acknowledged > 0, 'the acknowledgement');
    expect((await cast(kenya, vote, 'for', 'p-ke')).status).toBe(409);
    const closing = await chair.command(draft, { type: 'close-vote', vote, falls: [] });
    expect(closing.body.refusal.code).toBe('changed-since');
    const off = { type: 'call-off-vote', vote, reason: 'the words moved' } as const;
    expect((await norway.command(draft, off)).status).toBe(403);
    expect((await chair.command(draft, off)).status).toBe(200);
    const other = await open({ question: { on: 'proposal', proposal: should }, version: sitting.versionOf(should) });
    await cast(norway, other, 'against', 'p-no');
    await chair.command(draft, { type: 'close-vote', vote: other, falls: [] });
    expect((await sitting.entries()).at(-1)?.event).toMatchObject({
      type: 'ProposalDropped',
      proposal: should,
      ground: `Not carried by the vote opened in record ${other}: 0–1–0.`,
    });
  });

  it('[Y5] [L13] on the whole adopts the text clause by clause, 120 for, 7 against, 21 abstaining, once nothing in it is open', async () => {
    const reading = () => sitting.entries().then((entries) => readingOf(client.clauses(), outcomesOf(replay(entries))));
    const whole = { on: 'whole' } as const;
    const how = { method: 'show-of-hands', majority: 'two-thirds', members: null } as const;
    const early = wholeVersion((await reading()).all());
    const refused = await chair.command(draft, { type: 'open-vote', question: whole, version: early, ...how });
    expect(refused.body.refusal.reason).toContain('2 proposals are');
    for (const proposal of brackets())
      await chair.command(draft, { type: 'drop', proposal, version: sitting.versionOf(proposal), ground: 'no agreement' });
    const version = wholeVersion((await reading()).all());
    const vote = await open({ question: whole, version }, { ...how, gives: 'adopted' });
    const counts = { for: 120, against: 7, abstaining: 21, notParticipating: 0 };
    expect((await chair.command(draft, { type: 'count-votes', vote, counts })).status).toBe(403);
    expect((await drafter.command(draft, { type: 'count-votes', vote, counts })).status).toBe(200);
    const closed = await chair.command(draft, { type: 'close-vote', vote, falls: [] });
    const { adoptions, ladder } = replay(await sitting.entries());
    expect(adoptions).toMatchObject([{ by: { on: 'vote', entry: vote }, version, changed: null }]);
    const all = (await reading()).all();
    expect(closed.body.entries).toHaveLength(1 + all.length);
    expect([...ladder.agreed].map(([clause, { steps }]) => [clause, steps.at(-1)?.rung])).toEqual(
      all.map(({ clause }) => [clause, 'adopted']),
    );
    const text = (await kenya.get<string>(`/api/drafts/${draft}/export?format=record`)).body;
    expect(text).toContain('carried, 120–7–21 (120 for, 7 against, 21 abstaining), so that the text was adopted.');
    const html = () => kenya.get<string>(`/api/drafts/${draft}/papers/clean?format=html`).then(({ body }) => body);
    expect(await html()).toContain(`Adopted 120–7–21 (record ${closed.body.entries[0]})<`);
    client.typeAfter('in Geneva', ' and Nairobi');
    await client.until(() => client.acknowledged > 0, 'the acknowledgement');
    // What rests is recorded before any act.
    await chair.command(draft, { type: 'open-meeting', name: 'The next', body: '' });
    const changed = (await sitting.entries()).find(({ event }) => event.type === 'ClauseEdited')!;
    expect(await html()).toContain(
      `Adopted 120–7–21 (record ${closed.body.entries[0]}); changed since adoption, record ${changed.number}<`,
    );
    const told = (await kenya.get<string>(`/api/drafts/${draft}/export?format=record`)).body;
    expect(told).toContain(`With that the text was no longer as it had been adopted (record ${closed.body.entries[0]}).`);
    const explanation = 'in line with our instructions';
    const said = { type: 'explain-vote', vote, participant: participantId('p-no'), explanation } as const;
    expect((await norway.command(draft, said)).status).toBe(200);
    expect((await kenya.command(draft, said)).status).toBe(403);
  });
});
