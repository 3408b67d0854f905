import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { DraftModel } from '../../client/state/draft-model.ts';
import { Cell } from '../../client/state/readable.ts';
import { participantId } from '../../shared/base/ids.ts';
import type { Entry } from '../../shared/record/event.ts';
import { elementById, elementOf, writeText } from '../../shared/text/writing.ts';
import { textOf } from '../../shared/text/reading.ts';
import { A, B, C, entry, EVERYBODY, paragraph, run, tabled } from './texts.ts';

const TEXT = [
  paragraph('c1', run('One. '), run('maybe', [A])),
  paragraph('c2', run('Two.')),
  paragraph('c3', run('Three. '), run('perhaps', [B])),
] as const;

function opened(hasEditor = false) {
  const doc = new Y.Doc();
  writeText(doc, TEXT);
  const entries = new Cell<readonly Entry[]>([tabled(1, A, TEXT[0]), tabled(2, B, TEXT[2])]);
  const waiting: (() => void)[] = [];
  const model = new DraftModel({ doc, entries, registry: EVERYBODY, hasEditor, later: (tell) => waiting.push(tell) });
  const settle = (): void => waiting.splice(0).forEach((tell) => tell());
  return { doc, entries, model, settle, waiting };
}

function wordsOf(doc: Y.Doc, id: (typeof TEXT)[number]['id']): Y.XmlText {
  const node = elementById(doc, id).get(0);
  if (!(node instanceof Y.XmlText)) throw new Error('no words');
  return node;
}

test('[V9] typing reads anew just the clause that was typed in', () => {
  const { doc, model, settle } = opened();
  const before = model.get();
  wordsOf(doc, TEXT[1].id).insert(4, ' More.');
  settle();
  const after = model.get();
  expect(after.clauses[1]).not.toBe(before.clauses[1]);
  expect(after.clauses[1]?.runs[0]?.text).toBe('Two. More.');
  expect(after.clauses[0]).toBe(before.clauses[0]);
  expect(after.clauses[2]).toBe(before.clauses[2]);
});

test('[V9] a clause added or gone leaves the others as they were', () => {
  const { doc, model, settle } = opened();
  const before = model.get();
  textOf(doc).insert(1, [elementOf(paragraph('c4', run('New.')))]);
  textOf(doc).delete(2, 1);
  settle();
  const after = model.get();
  expect(after.clauses.map((clause) => clause.id)).toEqual(['c1', 'c4', 'c3']);
  expect(after.clauses[0]).toBe(before.clauses[0]);
  expect(after.clauses[2]).toBe(before.clauses[2]);
});

test('[V9] what is drawn keeps its identity where neither words nor record changed', () => {
  const { entries, model } = opened();
  const before = model.get();
  expect(before.drawn).toHaveLength(3);
  entries.set([...entries.get(), entry(3, { type: 'ProposalDropped', proposal: B, version: '', ground: '' })]);
  const after = model.get();
  expect(after.drawn[0]).toBe(before.drawn[0]);
  expect(after.drawn[2]).not.toBe(before.drawn[2]);
  expect(after.drawn[2]?.parts.some((part) => part.type === 'open')).toBe(false);
});

test('[V9] many changes of the text are told once, a change of the record at once', () => {
  const { doc, entries, model, settle, waiting } = opened();
  let told = 0;
  model.get();
  model.subscribe(() => (told += 1));
  wordsOf(doc, TEXT[0].id).insert(0, 'a');
  wordsOf(doc, TEXT[1].id).insert(0, 'b');
  expect(told).toBe(0);
  expect(waiting).toHaveLength(1);
  settle();
  expect(told).toBe(1);
  entries.set([...entries.get(), entry(3, { type: 'ProposalWithdrawn', proposal: A, participant: participantId('p-no') })]);
  expect(told).toBe(2);
});

test('[V9] a text that comes in is told at once', () => {
  const doc = new Y.Doc();
  const model = new DraftModel({ doc, entries: new Cell<readonly Entry[]>([]), registry: EVERYBODY, later: () => undefined });
  expect(model.get().clauses).toEqual([]);
  const there = new Y.Doc();
  writeText(there, TEXT);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(there));
  expect(model.get().clauses).toHaveLength(3);
});

test('[B15] waits for the entry of a bracket that has just been typed', async () => {
  const { entries, model } = opened();
  let known = false;
  const waiting = model.known(C).then(() => (known = true));
  await Promise.resolve();
  expect(known).toBe(false);
  entries.set([...entries.get(), tabled(3, C, TEXT[1])]);
  await waiting;
  expect(known).toBe(true);
});

test('[V9] beside an editor, typing that goes on is told when it rests, or after a while', () => {
  const { doc, model, settle } = opened(true);
  let told = 0;
  model.get();
  model.subscribe(() => (told += 1));
  const words = wordsOf(doc, TEXT[0].id);
  const type = (times: number): void => {
    for (let key = 0; key < times; key += 1) {
      words.insert(0, 'a');
      settle();
    }
  };
  words.insert(0, 'a');
  type(4);
  expect(told).toBe(0);
  settle();
  expect(told).toBe(1);
  words.insert(0, 'a');
  type(6);
  expect(told).toBe(2);
});

test('[T6] a bracket over several clauses has a rail beside each, in one lane', () => {
  const doc = new Y.Doc();
  const text = [
    paragraph('c1', run('a'), run('b', [A])),
    paragraph('c2', run('c', [A])),
    paragraph('c3', run('d', [A]), run('e')),
  ];
  writeText(doc, text);
  const model = new DraftModel({ doc, entries: new Cell<readonly Entry[]>([]), registry: EVERYBODY });
  expect(model.get().drawn.map((one) => one.rails)).toEqual([
    [{ proposal: A, role: 'insertion', lane: 0, starts: true, ends: false }],
    [{ proposal: A, role: 'insertion', lane: 0, starts: false, ends: false }],
    [{ proposal: A, role: 'insertion', lane: 0, starts: false, ends: true }],
  ]);
});
