import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { must } from '../../shared/base/assert.ts';
import type { DraftId } from '../../shared/base/ids.ts';
import type { Comparison, TextInfo } from '../../shared/protocol/api.ts';
import { clauseVersion } from '../../shared/proposals/clause-version.ts';
import type { Entry, RecordEvent } from '../../shared/record/event.ts';
import { replay } from '../../shared/record/evolve.ts';
import { clausesWith } from '../../shared/record/silence.ts';
import { textOf } from '../../shared/text/reading.ts';
import { forge, stored, verified } from './forging.ts';
import type { Client, Person } from './harness.ts';
import { Sitting } from './sitting.ts';

const SOURCE = `# Draft

1. The Council meets once a year.

2. Its seat is in Geneva.

3. The Chair presides.
`;

let sitting: Sitting;
let drafter: Person;
let chair: Person;
let draft: DraftId;
let client: Client;

beforeEach(async () => {
  sitting = await Sitting.begin(SOURCE);
  [drafter, chair] = await sitting.seats('drafter-1', 'chair');
  ({ draft, client } = sitting);
});

afterEach(() => sitting.end());

function elementOf(words: string): Y.XmlElement {
  const { id } = client.clauseWith(words);
  return must(
    textOf(client.doc)
      .toArray()
      .find((node): node is Y.XmlElement => node instanceof Y.XmlElement && node.getAttribute('id') === id),
    words,
  );
}

function embolden(words: string): void {
  const { node, at } = client.place(words);
  node.format(at, words.length, { bold: {} });
}

/** An act that has the server record what rests. */
async function rested(): Promise<void> {
  await drafter.command(draft, { type: 'begin-reading', reading: (await sitting.entries()).length });
}

async function agree(words: string): Promise<void> {
  const clause = client.clauseWith(words);
  const version = clauseVersion(clause, () => 'open') ?? '';
  const command = { type: 'agree', rung: 'ad-ref', clauses: [{ clause: clause.id, version }] } as const;
  expect((await chair.command(draft, command)).status).toBe(200);
}

function typed<T extends RecordEvent['type']>(entries: readonly Entry[], type: T): Extract<RecordEvent, { type: T }>[] {
  return entries.flatMap(({ event }) => (event.type === type ? [event as Extract<RecordEvent, { type: T }>] : []));
}

const WAYS: readonly [string, (element: Y.XmlElement) => void, object, object][] = [
  ['another kind', (element) => element.setAttribute('kind', 'text'), { kind: 'paragraph' }, { kind: 'text' }],
  ['another depth', (element) => element.setAttribute('level', 2 as never), { level: 0 }, { level: 2 }],
  ['another number', (element) => element.setAttribute('label', '2 bis.'), { label: '2.' }, { label: '2 bis.' }],
  ['words in bold', () => embolden('Geneva'), { looks: [] }, { looks: [{ at: 15, words: 'Geneva', bold: true }] }],
];

test.each(WAYS)('[R17] [L2] [Q5] %s ends what was agreed, and silence, and is told', async (_, change, before, after) => {
  await agree('Geneva');
  const { id } = client.clauseWith('Geneva');
  const circulated = await chair.command(draft, {
    type: 'begin-silence',
    clauses: [id, client.clauseWith('Council').id],
    deadline: new Date(Date.now() + 100 * 3_600_000).toISOString(),
    shortening: null,
  });
  const silence = must(circulated.body.entries[0], 'a silence');
  change(elementOf('Geneva'));
  await client.untilEntry('SilenceOvertaken');
  await rested();
  const entries = await sitting.entries();
  expect(typed(entries, 'ClauseRecast')).toEqual([{ type: 'ClauseRecast', clause: id, before, after }]);
  expect(typed(entries, 'ClauseEdited')).toEqual([]);
  const state = replay(entries);
  expect(state.ladder.agreed.size).toBe(0);
  const told = must(state.silences.get(silence), 'the silence');
  expect([clausesWith(told, 'overtaken'), clausesWith(told, 'running')]).toEqual([[id], [client.clauseWith('Council').id]]);
  const compared = (await chair.get<Comparison>(`/api/drafts/${draft}/compare?from=entry-1&to=now`)).body;
  const [difference, ...others] = compared.clauses.filter(({ clause }) => clause.type !== 'same');
  expect(others).toEqual([]);
  expect(difference?.clause.id).toBe(id);
  expect(difference?.because.some(({ sentence }) => sentence.includes('changed how this clause is set'))).toBe(true);
  expect(difference?.because.some(({ sentence }) => sentence.includes('no longer agreed ad referendum'))).toBe(true);
});

test('[R17] [R14] it is coalesced as an edit is, yields to another drafter, and the text as of its entry is set as it says', async () => {
  const other = sitting.keep(await (await sitting.seats('drafter-2'))[0].open(draft));
  const element = elementOf('Geneva');
  for (const level of [1, 2, 3]) element.setAttribute('level', level as never);
  element.setAttribute('level', 1 as never);
  client.typeAfter('Geneva', ' and Nairobi');
  await other.until(() => other.words()[2]?.includes('Nairobi') === true, 'the words of the first');
  const { id } = client.clauseWith('Nairobi');
  const { node, at } = other.place('Nairobi');
  node.format(at, 7, { italic: {} });
  await client.untilEntry('ClauseRecast');
  await rested();
  const entries = await sitting.entries();
  expect(
    entries.flatMap(({ event, actor }) =>
      'clause' in event ? [[event.type, actor.seat, 'before' in event && event.before]] : [],
    ),
  ).toEqual([
    ['ClauseEdited', 'drafter-1', 'Its seat is in Geneva.'],
    ['ClauseRecast', 'drafter-1', { level: 0 }],
    ['ClauseRecast', 'drafter-2', { looks: [] }],
  ]);
  for (const { number, event } of entries) {
    if (event.type !== 'ClauseRecast') continue;
    const { clauses } = (await chair.get<TextInfo>(`/api/drafts/${draft}/text?entry=${number}`)).body;
    const then = must(
      clauses.find((one) => one.id === id),
      'the clause',
    );
    expect([then.level, then.runs.some((run) => run.italic === true)]).toEqual([1, event.after.looks !== undefined]);
  }
});

test('[R17] [C2] verify finds what was changed and not told, what was told and not changed, and what was told otherwise', async () => {
  client.typeAfter('Geneva', ' and Nairobi');
  elementOf('Geneva').setAttribute('kind', 'text');
  await client.until(() => client.acknowledged === 2, 'the acknowledgements');
  await rested();
  embolden('Chair');
  await client.until(() => client.acknowledged === 3, 'the acknowledgement');
  client.close();
  await sitting.stop();
  expect(verified(sitting)).toBeNull();
  const entries = stored(sitting);
  expect(entries.map(({ event }) => event.type)).toEqual([
    'DraftImported',
    'ClauseEdited',
    'ClauseRecast',
    'ReadingBegun',
    'ClauseRecast',
  ]);
  forge(
    sitting,
    entries.map((entry) =>
      entry.number === 3 ? { ...entry, event: { ...entry.event, after: { kind: 'heading' } } as never } : entry,
    ),
  );
  expect(verified(sitting)).toMatchObject({ kind: 'entry', number: 3 });
  forge(
    sitting,
    entries.map((entry) =>
      entry.number === 2 ? { ...entry, event: { ...entry.event, after: 'Its seat is in Bonn.' } as never } : entry,
    ),
  );
  expect(verified(sitting)).toMatchObject({ kind: 'entry', number: 2 });
  const unsaid = { type: 'LengthLimitSet', limit: null } as const;
  forge(
    sitting,
    entries.map((entry) => (entry.number === 5 ? { ...entry, event: unsaid } : entry)),
  );
  expect(verified(sitting)).toMatchObject({ kind: 'text', number: 4 });
  forge(
    sitting,
    entries.map((entry) => (entry.number === 4 ? { ...entry, event: { ...must(entries[4], 'a recasting').event } } : entry)),
  );
  expect(verified(sitting)).toMatchObject({ kind: 'entry', number: 4 });
  forge(sitting, entries);
  expect(verified(sitting)).toBeNull();
  await sitting.start();
});
