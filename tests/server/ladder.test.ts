import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DraftId } from '../../shared/base/ids.ts';
import { clauseVersion } from '../../shared/proposals/clause-version.ts';
import type { Command } from '../../shared/record/command.ts';
import { replay } from '../../shared/record/evolve.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { travaux } from '../e2e/travaux.ts';
import type { Client, Person } from './harness.ts';
import { Sitting } from './sitting.ts';

const SOURCE = `## Draft decision

## Article 1

1. The Council meets once a year.

2. It [shall][should] report.

3. Its seat is in Geneva.
`;

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

afterEach(async () => {
  await sitting.leave();
  expect(travaux('verify', '--data', sitting.data)).toMatchObject({ status: 0 });
  await sitting.end();
});

async function agreeing(clauses: readonly Clause[], rung = 'ad-ref'): Promise<Command> {
  const outcomeOf = outcomesOf(replay(await sitting.entries()));
  return {
    type: 'agree',
    rung,
    clauses: clauses.map((one) => ({ clause: one.id, version: clauseVersion(one, outcomeOf) ?? '' })),
  };
}

test('[M1] [M2] every entry carries the meeting that is open, whoever wrote it; acts outside one are acts too', async () => {
  const kept = client.clauseWith('once a year');
  await sitting.done(chair, { type: 'open-meeting', name: '3rd meeting', body: 'Committee of the Whole' });
  expect(await sitting.refusalCode(drafter, { type: 'open-meeting', name: '4th meeting', body: '' })).toBe('meeting-open');
  expect(await sitting.refusalCode(kenya, { type: 'close-meeting', opened: 2 })).toBe('not-allowed');
  await sitting.done(drafter, { type: 'begin-reading', reading: 2 });
  expect(await sitting.refusalCode(chair, { type: 'begin-reading', reading: 1 })).toBe('reading-begun');
  expect(await sitting.refusalCode(chair, { type: 'close-reading', reading: 1 })).toBe('no-meeting');
  expect(await sitting.refusalCode(kenya, { type: 'close-reading', reading: 2 })).toBe('not-allowed');
  client.typeAfter('Geneva', ' and Nairobi');
  await client.until(() => client.acknowledged === 1, 'the acknowledgement');
  await sitting.done(chair, await agreeing([kept]));
  expect(await sitting.refusalCode(chair, { type: 'close-meeting', opened: 1 })).toBe('no-meeting');
  await sitting.done(drafter, { type: 'close-meeting', opened: 2 });
  expect(await sitting.refusalCode(chair, { type: 'close-meeting', opened: 2 })).toBe('no-meeting');
  await sitting.done(chair, { type: 'reopen-clauses', clauses: [kept.id], reason: 'too soon' });
  await sitting.done(chair, { type: 'close-reading', reading: 2 });
  await sitting.done(chair, await agreeing([kept]));
  const met = 'Committee of the Whole, 3rd meeting';
  const named = `${met}, second reading`;
  expect((await sitting.entries()).map(({ event, meeting }) => [event.type, meeting])).toEqual([
    ['DraftImported', null],
    ['MeetingOpened', met],
    ['ReadingBegun', named],
    ['ClauseEdited', named],
    ['ClauseAgreed', named],
    ['MeetingClosed', named],
    ['ClauseReopened', 'second reading'],
    ['ReadingClosed', 'second reading'],
    ['ClauseAgreed', null],
  ]);
});

test('[L4] [L5] an article is agreed whole or not at all; the refusal names what still has brackets; the chair alone agrees', async () => {
  const article = client.clauses().slice(1);
  const refused = await chair.command(draft, await agreeing(article));
  expect(refused).toMatchObject({ status: 409, body: { refusal: { code: 'brackets-open' } } });
  expect(refused.body.refusal.reason).toContain('Paragraph 2.');
  const sound = article.filter((clause) => clause.id !== client.clauseWith('report').id);
  const command = await agreeing(sound);
  for (const person of [drafter, kenya]) expect(await sitting.refusalCode(person, command)).toBe('not-allowed');
  client.typeAfter('a year', ', or more often');
  await client.until(() => client.acknowledged === 1, 'the acknowledgement');
  expect(await sitting.refusalCode(chair, command)).toBe('changed-since');
  const answer = await chair.command(
    draft,
    await agreeing(
      article.filter((clause) => sound.includes(clause)).map((one) => client.clauses().find(({ id }) => id === one.id) ?? one),
    ),
  );
  expect(answer).toMatchObject({ status: 200, body: { entries: [3, 4, 5] } });
  expect(replay(await sitting.entries()).ladder.agreed.size).toBe(3);
});

test('[L2] [L7] a drafter’s edit ends the status, a delegation’s proposal is refused until the chair reopens', async () => {
  const [year, seat] = [client.clauseWith('once a year'), client.clauseWith('Geneva')];
  await sitting.done(chair, await agreeing([year, seat]));
  const prepared = (await kenya.prepare(draft, [seat])).body;
  const room = await kenya.openPreparation(prepared);
  room.typeAfter('Geneva', ' and Nairobi');
  await room.until(() => room.acknowledged === 1, 'the acknowledgement');
  const table = { type: 'table', preparation: prepared.id, rationale: '' } as const;
  const refused = await kenya.command(draft, table);
  expect(refused).toMatchObject({ status: 409, body: { refusal: { code: 'agreed' } } });
  expect(refused.body.refusal.reason).toContain('Paragraph 3 is agreed ad referendum (record 3)');
  client.typeAfter('once', ' or twice');
  await client.until(() => client.acknowledged === 1, 'the acknowledgement');
  await sitting.done(chair, { type: 'reopen-clauses', clauses: [seat.id], reason: 'Kenya wants to host' });
  const after = await sitting.entries();
  expect(after.slice(-2).map(({ event }) => event.type)).toEqual(['ClauseEdited', 'ClauseReopened']);
  expect(replay(after).ladder.agreed.size).toBe(0);
  await sitting.done(kenya, table);
  room.close();
  await client.until(() => client.words().some((words) => words.includes('Nairobi')), 'the proposal');
});

test('[L8] [L9] a ladder of the draft’s own; tags stand in an export that is asked for them, and in no other', async () => {
  const rungs = [
    { id: 'room', name: 'Agreed in the room', body: 'Plenary', tag: 'Agreed in the room', colour: 'violet' },
    { id: 'done', name: 'Adopted', body: '', tag: 'Adopted', colour: 'grey' },
  ] as const;
  expect(await sitting.refusalCode(kenya, { type: 'set-ladder', rungs })).toBe('not-allowed');
  await sitting.done(drafter, { type: 'set-ladder', rungs });
  const year = client.clauseWith('once a year');
  expect(await sitting.refusalCode(chair, await agreeing([year]))).toBe('unknown-rung');
  await sitting.done(chair, await agreeing([year], 'room'));
  expect(await sitting.refusalCode(chair, { type: 'set-ladder', rungs: rungs.slice(1) })).toBe('rung-in-use');
  const exported = async (query: string) =>
    (await kenya.get<string>(`/api/drafts/${draft}/export?format=bracketed${query}`)).body;
  const tagged = '1. The Council meets once a year. [Agreed in the room]\n';
  expect(await exported('&tags=1')).toContain(tagged);
  expect(await exported('')).not.toContain('Agreed');
  client.close();
  await sitting.stop();
  const run = (...args: string[]) => travaux('export', draft, '--data', sitting.data, ...args);
  expect(run('--format', 'bracketed', '--tags').stdout).toContain(tagged);
  expect(run('--format', 'bracketed', '--tags', '--entry', '2').stdout).not.toContain('Agreed');
  expect(run('--format', 'bracketed').stdout).not.toContain('Agreed');
  expect(run('--format', 'clean', '--tags')).toMatchObject({ status: 2 });
  await sitting.start();
});
