import { cpSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import type { ClauseId } from '../../shared/base/ids.ts';
import type { Comparison, RecordSlice } from '../../shared/protocol/api.ts';
import { clauseVersion } from '../../shared/proposals/clause-version.ts';
import type { Entry } from '../../shared/record/event.ts';
import { replay } from '../../shared/record/evolve.ts';
import { clausesWith } from '../../shared/record/silence.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { readText, textOf } from '../../shared/text/reading.ts';
import { elementOf } from '../../shared/text/writing.ts';
import { forge, stored, verified } from './forging.ts';
import { serve, signIn, temporaryFolder, type Client, type Person } from './harness.ts';
import { Sitting } from './sitting.ts';

const SOURCE = `# Draft

1. The Council meets once a year.

2. Its seat is in Geneva.

3. The Chair presides.
`;

const [COUNCIL, SEAT, CHAIR] = ['1. The Council meets once a year.', '2. Its seat is in Geneva.', '3. The Chair presides.'];

let sitting: Sitting;
let drafter: Person;
let chair: Person;
let client: Client;

beforeEach(async () => {
  sitting = await Sitting.begin(SOURCE);
  [drafter, chair] = await sitting.seats('drafter-1', 'chair');
  client = sitting.client;
});

afterEach(() => sitting.end());

/** Takes a clause out, as the binding does, and gives what it was. */
function cut(by: Client, words: string): Clause {
  const at = readText(by.doc).findIndex((one) => plainText(one).includes(words));
  const one = must(readText(by.doc)[at], words);
  textOf(by.doc).delete(at, 1);
  return one;
}

function move(by: Client, words: string, to: number): ClauseId {
  return by.doc.transact(() => {
    const one = cut(by, words);
    textOf(by.doc).insert(to, [elementOf(one)]);
    return one.id;
  });
}

/** An act that has the server record what rests. */
async function rested(): Promise<void> {
  await sitting.done(drafter, { type: 'begin-reading', reading: (await sitting.entries()).length });
}

/** What the record tells of clauses: who, what, and from behind what to behind what. */
async function told(): Promise<unknown[]> {
  return (await sitting.entries()).flatMap(({ event, actor }): unknown[] => {
    if (event.type === 'ClauseMoved')
      return [[actor.seat, event.words, event.from.map((one) => one.words), event.to.map((one) => one.words)]];
    return event.type === 'ClauseEdited' ? [[actor.seat, event.before, event.after]] : [];
  });
}

test('[R20] [L2] [Q5] a move without another word is in the record, in story and comparison, and ends what was agreed, and silence', async () => {
  const { id } = client.clauseWith('Geneva');
  const version = clauseVersion(client.clauseWith('Geneva'), () => 'open') ?? '';
  await sitting.done(chair, { type: 'agree', rung: 'ad-ref', clauses: [{ clause: id, version }] });
  const silence = await sitting.done(chair, {
    type: 'begin-silence',
    clauses: [id, client.clauseWith('Chair').id],
    deadline: new Date(Date.now() + 100 * 3_600_000).toISOString(),
    shortening: null,
  });
  move(client, 'Geneva', 3);
  await client.untilEntry('SilenceOvertaken');
  await rested();
  expect(await told()).toEqual([['drafter-1', SEAT, [COUNCIL], [CHAIR]]]);
  const state = replay(await sitting.entries());
  expect(state.ladder.agreed.size).toBe(0);
  expect(clausesWith(must(state.silences.get(silence), 'the silence'), 'overtaken')).toEqual([id]);
  const compared = (await chair.get<Comparison>(`/api/drafts/${sitting.draft}/compare?from=entry-1&to=now`)).body;
  const moved = compared.clauses.filter(({ clause }) => 'moved' in clause && clause.moved);
  expect(moved.map(({ clause }) => clause.id)).toEqual([id]);
  const sentences = must(moved[0], 'the clause').because.map(({ sentence }) => sentence);
  expect(sentences.at(-1)).toMatch(/moved this clause from behind “1\. The Council .*” to behind “3\. The Chair presides\.”\./);
  expect(sentences.at(-1)).toContain('no longer agreed ad referendum');
});

test('[R20] is coalesced; back where it was nothing is told; cut and pasted it is one move, or gone and come once the cut is recorded', async () => {
  move(client, 'Geneva', 3);
  move(client, 'Geneva', 0);
  move(client, 'Chair', 0);
  await rested();
  // The first as it stood when the next was moved.
  expect(await told()).toEqual([
    ['drafter-1', SEAT, [COUNCIL], ['']],
    ['drafter-1', CHAIR, [COUNCIL], ['']],
  ]);
  move(client, 'Council', 0);
  move(client, 'Council', 3);
  await rested();
  expect(await told()).toHaveLength(2);
  const kept = cut(client, 'Geneva');
  await client.until(() => client.acknowledged === 6, 'the cut to be saved');
  textOf(client.doc).push([elementOf(kept)]);
  await rested();
  expect((await told()).slice(2)).toEqual([['drafter-1', SEAT, [CHAIR], [COUNCIL]]]);
  const again = cut(client, 'Geneva');
  await rested();
  textOf(client.doc).insert(0, [elementOf(again)]);
  await rested();
  expect((await told()).slice(3)).toEqual([
    ['drafter-1', 'Its seat is in Geneva.', null],
    ['drafter-1', null, 'Its seat is in Geneva.'],
  ]);
});

test('[R20] [R8] of a clause that two drafters move at once both places are told, and of which one was taken away', async () => {
  await sitting.seats('drafter-2');
  const other = sitting.keep(await sitting.person('drafter-2').open(sitting.draft));
  // Each before hearing of the other.
  move(client, 'Geneva', 0);
  move(other, 'Geneva', 3);
  await client.until(() => client.words().filter((words) => words.includes('Geneva')).length === 2, 'both places');
  await rested();
  const entries = await told();
  expect(entries[0]).toEqual([expect.any(String), SEAT, [COUNCIL], expect.any(Array)]);
  expect(entries).toContainEqual([expect.any(String), SEAT, expect.any(Array), ['', CHAIR]]);
  textOf(client.doc).delete(0, 1);
  await rested();
  expect((await told()).at(-1)).toEqual(['drafter-1', SEAT, ['', CHAIR], [CHAIR]]);
});

test('[R20] clauses moved at once are told each, one that goes along with the one before it too; moved back together neither is', async () => {
  const text = textOf(client.doc);
  const cutBoth = (): Clause[] => {
    const both = readText(client.doc).slice(1, 3);
    text.delete(1, 2);
    return both;
  };
  const first = cutBoth();
  await client.until(() => client.acknowledged === 1, 'the cut to be saved');
  text.insert(1, first.map(elementOf));
  await rested();
  expect(await told()).toEqual([]);
  const again = cutBoth();
  await client.until(() => client.acknowledged === 3, 'the cut to be saved');
  text.push(again.map(elementOf));
  await rested();
  expect(await told()).toEqual([
    ['drafter-1', COUNCIL, ['Draft'], [CHAIR]],
    ['drafter-1', SEAT, [COUNCIL], [COUNCIL]],
  ]);
  await sitting.leave();
  expect(verified(sitting)).toBeNull();
});

test('[R20] of a clause that stands twice it is told behind which place another stood and stands', async () => {
  await sitting.seats('drafter-2');
  const other = sitting.keep(await sitting.person('drafter-2').open(sitting.draft));
  // Each before hearing of the other: it stands twice, side by side.
  move(client, 'Geneva', 3);
  move(other, 'Geneva', 3);
  await client.until(() => client.words().filter((words) => words.includes('Geneva')).length === 2, 'both places');
  move(client, 'Council', 4);
  await rested();
  const entries = (await sitting.entries()).length;
  move(client, 'Council', 3);
  await rested();
  const [last] = (await sitting.entries()).slice(entries);
  expect(last?.event).toMatchObject({
    type: 'ClauseMoved',
    from: [{ words: SEAT, nth: 2 }],
    to: [{ words: SEAT, nth: 1 }],
  });
  await sitting.leave();
  expect(verified(sitting)).toBeNull();
});

test('[R20] [C2] a clause that was moved back, and again once what it stood behind was worded otherwise, verifies', async () => {
  move(client, 'Geneva', 3);
  move(client, 'Geneva', 2);
  await rested();
  expect(await told()).toEqual([]);
  client.typeAfter('The Council', ' of States');
  await rested();
  move(client, 'Geneva', 3);
  await rested();
  expect((await told()).slice(1)).toEqual([['drafter-1', SEAT, ['1. The Council of States meets once a year.'], [CHAIR]]]);
  await sitting.leave();
  expect(verified(sitting)).toBeNull();
});

test('[R20] [C2] a clause that was moved back is not moved by what is moved past it, and verifies, whatever is done to it then', async () => {
  await sitting.seats('drafter-2');
  const other = sitting.keep(await sitting.person('drafter-2').open(sitting.draft));
  move(client, 'Geneva', 1);
  move(client, 'Geneva', 2);
  await rested();
  other.typeAfter('Its seat', ' now');
  await client.until(() => client.words().some((words) => words.includes('seat now')), 'the words of the other');
  move(client, 'Council', 2);
  await rested();
  const changed = ['drafter-2', 'Its seat is in Geneva.', 'Its seat now is in Geneva.'];
  expect(await told()).toEqual([changed, ['drafter-1', COUNCIL, ['Draft'], ['2. Its seat now is in Geneva.']]]);
  client.typeAfter('Its seat', ' for good');
  await rested();
  expect(await told()).toHaveLength(3);
  move(client, 'Geneva', 3);
  await rested();
  expect(await told()).toHaveLength(4);
  await sitting.leave();
  expect(verified(sitting)).toBeNull();
});

test('[R20] a move rests no longer than until another clause is moved or goes: each is told against the others as they stood', async () => {
  await sitting.seats('drafter-2');
  const other = sitting.keep(await sitting.person('drafter-2').open(sitting.draft));
  // To and fro, each over the other in between: what one looks back on as nothing would have moved the other.
  const turn = async (by: Client, words: string, to: number, others: Client): Promise<void> => {
    move(by, words, to);
    await others.until(() => plainText(must(others.clauses()[to], words)).includes(words), 'the move');
  };
  await turn(client, 'Council', 2, other);
  await turn(other, 'Geneva', 2, client);
  await turn(client, 'Council', 2, other);
  await rested();
  expect(await told()).toEqual([
    ['drafter-1', COUNCIL, ['Draft'], [SEAT]],
    ['drafter-2', SEAT, ['Draft'], [COUNCIL]],
    ['drafter-1', COUNCIL, ['Draft'], [SEAT]],
  ]);
  // Taken away by one, and back once another was moved.
  const cutOne = cut(client, 'Geneva');
  await other.until(() => other.clauses().length === 3, 'the cut');
  await turn(other, 'Chair', 1, client);
  textOf(client.doc).push([elementOf(cutOne)]);
  await rested();
  expect((await told()).slice(3)).toEqual([
    ['drafter-2', CHAIR, [COUNCIL], ['Draft']],
    ['drafter-1', SEAT, ['Draft'], [COUNCIL]],
  ]);
  await sitting.leave();
  expect(verified(sitting)).toBeNull();
});

test('[R20] [R8] a move that rested when the server was killed is recorded when it starts again, and one that was moved back is not', async () => {
  move(client, 'Geneva', 3);
  move(client, 'Geneva', 2);
  await client.until(() => client.acknowledged === 2, 'the moves to be saved');
  const back = temporaryFolder();
  cpSync(sitting.data, back.path, { recursive: true });
  move(client, 'Geneva', 3);
  await client.until(() => client.acknowledged === 3, 'the move to be saved');
  const moved = temporaryFolder();
  cpSync(sitting.data, moved.path, { recursive: true });
  const toldIn = async (folder: ReturnType<typeof temporaryFolder>): Promise<unknown[]> => {
    const server = await serve(folder.path);
    try {
      const { entries } = (await (await signIn(server, 'drafter-1')).get<RecordSlice>(`/api/drafts/${sitting.draft}/record`))
        .body;
      return entries.flatMap(({ event }) => (event.type === 'ClauseMoved' ? [[event.from[0]?.words, event.to[0]?.words]] : []));
    } finally {
      await server.stop();
      folder.forget();
    }
  };
  expect(await toldIn(back)).toEqual([]);
  expect(await toldIn(moved)).toEqual([[COUNCIL, CHAIR]]);
});

test('[R20] [R7] of a clause that one drafter moved and another then words otherwise, each is told with what they did', async () => {
  await sitting.seats('drafter-2');
  const other = sitting.keep(await sitting.person('drafter-2').open(sitting.draft));
  move(client, 'Geneva', 3);
  await other.until(() => other.words()[3]?.includes('Geneva') === true, 'the move');
  other.typeAfter('seat', ' and registry');
  await client.untilEntry('ClauseMoved');
  await rested();
  expect(await told()).toEqual([
    ['drafter-1', SEAT, [COUNCIL], [CHAIR]],
    ['drafter-2', 'Its seat is in Geneva.', 'Its seat and registry is in Geneva.'],
  ]);
});

test('[R20] [C2] verify finds a move that is not told, one that was none, and one that is told otherwise', async () => {
  move(client, 'Geneva', 3);
  await client.until(() => client.acknowledged === 1, 'the acknowledgement');
  await rested();
  await sitting.leave();
  expect(verified(sitting)).toBeNull();
  const entries = stored(sitting);
  expect(entries.map(({ event }) => event.type)).toEqual(['DraftImported', 'ClauseMoved', 'ReadingBegun']);
  const forged = (number: number, change: object): readonly Entry[] =>
    entries.map((entry) => (entry.number === number ? { ...entry, event: { ...entry.event, ...change } as never } : entry));
  forge(sitting, forged(2, { from: [{ behind: null, words: '' }] }));
  expect(verified(sitting)).toMatchObject({ kind: 'entry', number: 2 });
  forge(sitting, forged(2, { words: '2. Its seat is in Bonn.' }));
  expect(verified(sitting)).toMatchObject({ kind: 'entry', number: 2 });
  forge(
    sitting,
    entries.map((entry) => (entry.number === 2 ? { ...entry, event: { type: 'LengthLimitSet', limit: null } } : entry)),
  );
  expect(verified(sitting)).toMatchObject({ kind: 'text' });
  forge(
    sitting,
    entries.map((entry) => (entry.number === 3 ? { ...entry, event: must(entries[1], 'a move').event } : entry)),
  );
  expect(verified(sitting)).toMatchObject({ kind: 'entry', number: 3 });
  forge(sitting, entries);
  expect(verified(sitting)).toBeNull();
});
