import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { ChangeKeeper } from '../../client/sync/change-keeper.ts';
import { keptIn } from '../../client/sync/kept-changes.ts';
import { readText } from '../../shared/text/reading.ts';
import { elementById, writeText } from '../../shared/text/writing.ts';
import { paragraph, run } from './texts.ts';

function storage(full = false): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => {
      if (full) throw new DOMException('full', 'QuotaExceededError');
      items.set(key, value);
    },
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

const CLAUSE = paragraph('c1', run('The text.'));

function page(server: Y.Doc, kept: ReturnType<typeof keptIn>) {
  const doc = new Y.Doc();
  const keeper = new ChangeKeeper(doc, 's1.d1', kept);
  const restored = keeper.restore('kept');
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(server), 'server');
  doc.on('update', (_bytes: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) =>
    keeper.touched(transaction),
  );
  const type = (words: string): void => (elementById(doc, CLAUSE.id).get(0) as Y.XmlText).insert(0, words);
  return { doc, keeper, restored, type };
}

function served(): Y.Doc {
  const server = new Y.Doc();
  writeText(server, [CLAUSE]);
  return server;
}

test('what was not confirmed comes back on the next page, and is there once', () => {
  const kept = keptIn(storage());
  const server = served();
  const first = page(server, kept);
  first.keeper.confirmed();
  first.type('Unsaved. ');
  expect(first.keeper.writeDown()).toBe(true);
  const second = page(server, kept);
  expect(second.restored).toBe(true);
  expect(readText(second.doc)[0]?.runs[0]?.text).toBe('Unsaved. The text.');
  second.keeper.confirmed();
  expect(page(server, kept).restored).toBe(false);
});

test('what is refused is not tried again, and its words go to the tray', () => {
  const kept = keptIn(storage());
  const server = served();
  const first = page(server, kept);
  first.keeper.confirmed();
  first.type('Refused. ');
  first.keeper.writeDown();
  first.keeper.refused();
  expect(page(server, kept).restored).toBe(false);
  expect(kept.tray('s1.d1')).toEqual(['Refused. The text.']);
  kept.setTray('s1.d1', []);
  expect(kept.tray('s1.d1')).toEqual([]);
});

test('another page of the same browser keeps its own', () => {
  const kept = keptIn(storage());
  const server = served();
  const first = page(server, kept);
  const second = page(server, kept);
  for (const one of [first, second]) one.keeper.confirmed();
  first.type('First. ');
  first.keeper.writeDown();
  second.keeper.confirmed();
  expect(page(server, kept).restored).toBe(true);
});

test('says so where this browser has no room', () => {
  const first = page(served(), keptIn(storage(true)));
  first.keeper.confirmed();
  first.type('Too much. ');
  expect(first.keeper.writeDown()).toBe(false);
});
