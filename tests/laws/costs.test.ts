import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { must } from '../../shared/base/assert.ts';
import { clauseId, participantId, proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { withEntry } from '../../shared/base/layered-map.ts';
import { adjoining } from '../../shared/projection/adjoining.ts';
import { seenClause } from '../../shared/projection/legible.ts';
import { differencesOf } from '../../shared/projection/difference.ts';
import { openPoints } from '../../shared/projection/points.ts';
import { since } from '../../shared/projection/since.ts';
import { redraft } from '../../shared/proposals/redraft.ts';
import { settled } from '../../shared/proposals/settling.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { cellPlace } from '../../shared/text/cell.ts';
import { changeText } from '../../shared/text/change.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { movedAmong } from '../../shared/text/order.ts';
import { readText } from '../../shared/text/reading.ts';
import { goneCells, withTables } from '../../shared/text/tables.ts';
import { applyChanges, writeText } from '../../shared/text/writing.ts';
import { exportText } from '../../server/drafts/exporting.ts';
import { clause, entriesOf, imported, REGISTRY, stateOf } from '../projection/built.ts';

/** Sizes at which what costs the square of what comes in takes minutes, and what is in proportion some tenths of a second. */
const many = <T>(count: number, one: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => one(at));

/** A cell of an otherwise empty table. */
function cell(row: number, column: number, words = ''): Clause {
  const place = cellPlace({ table: 't', row: `r${row}`, column: `k${column}`, isHead: false });
  return { ...clause(`t-${row}-${column}`, words, { kind: 'text' }), cell: place };
}

it('[S1] what is tabled with thousands of new clauses is worked out and written in proportion to them', () => {
  const text = many(4_000, (at) => clause(`c${at}`, 'Parties shall report <a , as appropriate,> yearly.'));
  const base = [must(text[2_000], 'a clause')];
  const added = many(12_000, (at) => clause(`n${at}`, 'A new one.'));
  const drafted = redraft({
    base,
    edited: [...base, ...added],
    current: text,
    outcomeOf: () => 'open',
    proposal: proposalId('p'),
  });
  const changes = drafted.ok ? drafted.value.changes : [];
  const after = changeText(text, changes);
  expect(after.slice(2_000, 2_003).map(({ id }) => id)).toEqual(['c2000', 'n0', 'n1']);
  const doc = new Y.Doc({ gc: false });
  writeText(doc, text);
  applyChanges(doc, changes, null);
  expect(readText(doc)).toEqual(after);
});

it('[S1] [T10] so is a table of thousands of empty cells', () => {
  const base = [clause('c1', 'As follows:')];
  const drafted = redraft({
    base,
    edited: [...base, ...many(12_000, (at) => cell(at % 100, at))],
    current: base,
    outcomeOf: () => 'open',
    proposal: proposalId('p'),
  });
  expect(drafted).toMatchObject({ ok: true, value: { changes: [] } });
});

it('[S1] [T8] a table of thousands of columns, and one that has hardly anything but holes, are drawn in proportion to what they have', () => {
  const wide = many(3_000, (at) => cell(0, at, 'x'));
  const [table] = withTables(wide);
  expect(table?.type === 'table' && table.table.columns).toEqual(wide.map((_, at) => `k${at}`));
  const sparse = [...wide, ...many(3_000, (at) => cell(at + 1, 0, 'x'))];
  expect(
    goneCells(
      sparse,
      () => false,
      () => false,
    ).size,
  ).toBe(0);
});

it('[S1] a proposal of tens of thousands of pieces is one point, found in proportion to them', () => {
  const text = many(400, (at) => clause(`c${at}`, '<a word> and '.repeat(100)));
  expect(openPoints(text, stateOf(imported('a')))).toHaveLength(1);
});

it('[S1] [D5] with what a bracket round a whole part competes is found, without looking at each of the hundreds within it', () => {
  const ids = many(1_500, (at) => `q${at}`);
  const text = ids.map((id, at) => clause(`c${at}`, `<opt Parties shall <${id} always > report and meet.>`));
  const accepted = ids.map((id): RecordEvent => ({ type: 'ProposalAccepted', proposal: proposalId(id), version: '' }));
  for (const state of [stateOf(imported('opt', ...ids)), stateOf(imported('opt', ...ids), ...accepted)])
    expect(adjoining(text, state, proposalId('opt'))).toEqual([]);
});

it('[S1] [P2] where edits of very long words were made is found without copying them, and who moved among thousands without comparing each with each', () => {
  const [base, added] = ['x '.repeat(40_000), 'x '.repeat(400_000)];
  const edit = { at: 0, length: 0, text: added };
  // The brackets agree the better the further on it lies.
  const [found] = settled([edit], { before: base, after: added + base, stays: (from, to) => from === to });
  expect(found?.at).toBe(base.length);
  const order = many(30_000, (at) => at);
  expect(movedAmong(order, order, new Set(order)).size).toBe(0);
});

it('[R1] a record of many entries about many proposals and clauses is folded at a cost far below the product of their numbers', () => {
  const count = 900;
  const ids = many(count, (at) => proposalId(`p${at}`));
  const acts = (id: ProposalId): RecordEvent[] => [
    { type: 'PositionTaken', proposal: id, participant: participantId('p-ke'), stance: 'support', onBehalfOf: null },
    { type: 'ClauseAgreed', clause: clauseId(`c-${id}`), rung: 'ad-ref', version: '0', settles: [] },
  ];
  const events = [imported(...ids), ...ids.flatMap(acts)];
  const set = vi.spyOn(Map.prototype, 'set');
  const state = stateOf(...events);
  const steps = set.mock.calls.length;
  set.mockRestore();
  expect(steps).toBeLessThan(events.length * 3 * Math.sqrt(count));
  expect([...state.proposals.keys()]).toEqual(ids);
  expect([...state.proposals.values()].every(({ positions }) => positions.size === 1)).toBe(true);
  expect([...state.ladder.agreed.keys()]).toEqual(ids.map((id) => `c-${id}`));
});

it('[R1] a map that is set entry by entry is what a Map would be, and so is each one before it', () => {
  const sets = fc.array(fc.tuple(fc.nat(150), fc.nat()), { minLength: 60, maxLength: 200 });
  fc.assert(
    fc.property(sets, fc.nat(200), (all, first) => {
      let map: ReadonlyMap<number, number> = new Map(all.slice(0, first));
      const known = [map];
      for (const [key, value] of all.slice(first)) known.push((map = withEntry(map, key, value)));
      // Each tenth of them, and the last.
      for (const [at, one] of known.entries()) {
        if (at % 10 !== 0 && at !== known.length - 1) continue;
        const plain = new Map(all.slice(0, first + at));
        const told: [number, number][] = [];
        one.forEach((value, key) => void told.push([key, value]));
        const keys = Array.from({ length: 151 }, (_, key) => key);
        expect([[...one], told, one.size]).toEqual([[...plain], [...plain], plain.size]);
        expect([[...one.keys()], [...one.values()]]).toEqual([[...plain.keys()], [...plain.values()]]);
        expect(keys.map((key) => [one.has(key), one.get(key)])).toEqual(keys.map((key) => [plain.has(key), plain.get(key)]));
      }
    }),
  );
});

it('[S7] the record is written out for people at the cost of its entries and of the text, not of one times the other', () => {
  const count = 200;
  const ids = many(count, (at) => proposalId(`p${at}`));
  const events = [
    imported(...ids),
    ...ids.map((proposal): RecordEvent => ({ type: 'ProposalDropped', proposal, version: '0', ground: 'no support' })),
  ];
  let reads = 0;
  const text = many(count, (at): Clause => {
    const { runs, ...rest } = clause(`c${at}`, `Parties <p${at} shall> report.`);
    return Object.defineProperty(rest, 'runs', { get: () => ((reads += 1), runs) }) as Clause;
  });
  const sources = { clauses: text, state: stateOf(...events), entries: entriesOf(events), registry: REGISTRY, tags: false };
  expect(exportText('record', sources)).toContain(
    `The secretariat dropped “shall” (as it stands now), giving as ground: no support.`,
  );
  expect(reads).toBeLessThan(count * 50);
});

it('[S7] [V7] nor is it the product of the edits and the proposals of which it is told that their brackets were not quoted', () => {
  const count = 300;
  const ids = many(count, (at) => proposalId(`p${at}`));
  const edited = (at: number): RecordEvent => ({
    type: 'ClauseEdited',
    clause: clauseId(`c${at}`),
    before: 'Old.',
    after: 'New.',
  });
  const events = [imported(...ids), ...many(count, edited), ...many(count, edited)];
  const state = stateOf(...events);
  let reads = 0;
  const proposals = new Map(
    [...state.proposals.values()].map((proposal, at) => [
      proposal.id,
      Object.defineProperty({ ...proposal }, 'clauses', { get: () => ((reads += 1), [clauseId(`c${at * 2}`)]) }),
    ]),
  );
  const sources = { clauses: [], state: { ...state, proposals }, entries: entriesOf(events), registry: REGISTRY, tags: false };
  expect(exportText('record', sources).split('quoted without brackets')).toHaveLength(1 + count);
  expect(reads).toBeLessThan(count * 10);
});

it('[S7] [V16] what changed since one last looked is told without looking at each clause for each entry', () => {
  const count = 500;
  const ids = many(count, (at) => `p${at}`);
  const text = ids.map((id, at) => clause(`k${at}`, `Parties <${id} shall> report.`));
  const position = (id: string): RecordEvent => ({
    type: 'PositionTaken',
    ...{ proposal: proposalId(id), participant: participantId('p-ke'), stance: 'support', onBehalfOf: null },
  });
  const events = [imported(...ids), ...ids.map(position), ...ids.map(position)];
  const sources = { entries: entriesOf(events), state: stateOf(...events), registry: REGISTRY, wordsOf: () => 'shall' };
  const looks = vi.spyOn(Set.prototype, 'has');
  const told = since(text, sources, 1);
  const counted = looks.mock.calls.length;
  looks.mockRestore();
  expect(told.clauses.map(({ lines }) => lines.length)).toEqual(ids.map(() => 2));
  expect(counted).toBeLessThan(count * 20);
});

it('[S7] [V7] nor is it told in a comparison what made the differences by looking at each entry for each clause', () => {
  const count = 500;
  const ids = many(count, (at) => `p${at}`);
  const texts = ['shall', 'should'].map((word) => ids.map((id, at) => clause(`k${at}`, `Parties <${id} ${word}> report.`)));
  const position = (id: string): RecordEvent => ({
    type: 'PositionTaken',
    ...{ proposal: proposalId(id), participant: participantId('p-ke'), stance: 'support', onBehalfOf: null },
  });
  const events = [imported(...ids), ...ids.map(position), ...ids.map(position)];
  const [before = [], after = []] = texts;
  const then = { clauses: before, state: stateOf(imported(...ids)) };
  const now = { clauses: after, state: stateOf(...events) };
  const looks = vi.spyOn(Set.prototype, 'has');
  const told = differencesOf(then, now, { entries: entriesOf(events), registry: REGISTRY });
  const counted = looks.mock.calls.length;
  looks.mockRestore();
  expect(told.map(({ because }) => because.length)).toEqual(ids.map(() => 2));
  expect(counted).toBeLessThan(count * 50);
});

it('[S7] what is seen of a clause takes no more room than the clause, however many letters it has', () => {
  const long = clause('c1', `Parties <a shall> ${'report '.repeat(1_000)}yearly.`);
  const seen = seenClause(long, '1.', () => 'open');
  expect(JSON.stringify(seen).length).toBeLessThan(JSON.stringify(long).length);
  expect(seen.words).toBe(plainText(long));
});
