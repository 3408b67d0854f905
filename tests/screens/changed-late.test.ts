import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { clauseId, draftId, seatId } from '../../shared/base/ids.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { textOf } from '../../shared/text/reading.ts';
import { elementById, elementOf, writeText } from '../../shared/text/writing.ts';
import { writeClause } from '../../client/editor/clause-writing.ts';
import { Tray } from '../../client/recovery/tray.ts';
import { inVainOf, notTaken, type NotTaken } from '../../client/recovery/unsent.ts';
import { FakeKept } from './kept-fake.ts';
import { paragraph, run } from './texts.ts';

const BOLD = { ...run('kept'), bold: true } as const;
const CLAUSES: readonly Clause[] = [
  paragraph('c0', run('Before.')),
  paragraph('c1', run('The register is '), BOLD, run('.')),
  { ...paragraph('c2', run('Behind.')), label: '2.' },
  paragraph('c3', run('Last.')),
];

type Hand = (doc: Y.Doc) => void;

/** A text of four clauses, and the updates that hands made in it, one each. */
function made(...hands: readonly Hand[]): { readonly doc: Y.Doc; readonly updates: Uint8Array[] } {
  const doc = new Y.Doc({ gc: false });
  writeText(doc, CLAUSES);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const hand of hands) doc.transact(() => hand(doc));
  return { doc, updates };
}

function changedBy(...hands: readonly Hand[]): (readonly [string, string])[] {
  const { doc, updates } = made(...hands);
  return notTaken(doc, updates, new Map()).changed.map(({ clause, told }) => [clause, told]);
}

/** As the editor writes it. */
function set(id: string, change: Partial<Clause>): Hand {
  const clause = CLAUSES.find((one) => one.id === id);
  if (clause === undefined) throw new RangeError(id);
  return (doc) => writeClause(elementById(doc, clauseId(id)), { ...clause, ...change });
}

/** Puts the clause at one place to another, of those that are left. */
function move(from: number, to: number): Hand {
  return (doc) => {
    const id = (textOf(doc).get(from) as Y.XmlElement).getAttribute('id');
    const clause = CLAUSES.find((one) => one.id === id);
    textOf(doc).delete(from, 1);
    if (clause !== undefined) textOf(doc).insert(to, [elementOf(clause)]);
  };
}

describe('what came too late for a revision of how clauses are set and where they stand', () => {
  test('[R12] kind, level, number and looks are told, clause by clause, by what they were', () => {
    expect(
      changedBy(
        set('c0', { kind: 'heading', level: 2 }),
        set('c1', { runs: [{ ...run('The register'), italic: true }, run(' is kept.')] }),
        set('c2', { label: '2 bis.' }),
        set('c3', { runs: [{ ...run('Last'), link: 'https://example.org' }, run('.')] }),
      ),
    ).toEqual([
      ['c0', 'You changed how this clause is set: from a paragraph to a heading; from level 0 to level 2.'],
      ['c1', 'You changed how this clause is set: “The register” in italics and “kept” no longer in bold.'],
      ['c2', 'You changed how this clause is set: from the number “2.” to “2 bis.”.'],
      ['c3', 'You changed how this clause is set: “Last” as a link to https://example.org.'],
    ]);
  });

  test('[R12] a clause that was moved is told with where it was to stand, and how it was set then too', () => {
    expect(changedBy(move(3, 0))).toEqual([['c3', 'You moved this clause from behind “2. Behind.” to the beginning.']]);
    expect(changedBy(move(0, 2), set('c0', { kind: 'heading' }))).toEqual([
      [
        'c0',
        'You changed how this clause is set: from a paragraph to a heading. You moved this clause from the beginning to behind “2. Behind.”.',
      ],
    ]);
  });

  test('[R12] what was taken back, what words tell, and what others did is not', () => {
    expect(changedBy(set('c0', { kind: 'heading' }), set('c0', {}))).toEqual([]);
    expect(changedBy(move(3, 0), move(0, 3))).toEqual([]);
    // Typed and struck in bold, which laid no looks; and a clause of its own.
    const words = (doc: Y.Doc): Y.XmlText => elementById(doc, clauseId('c1')).get(0) as Y.XmlText;
    expect(
      changedBy(
        (doc) => words(doc).insert(18, 'well '),
        (doc) => words(doc).delete(16, 1),
      ),
    ).toEqual([]);
    expect(
      changedBy((doc) => textOf(doc).insert(1, [elementOf({ ...paragraph('c-new', run('New.')), kind: 'heading' })])),
    ).toEqual([]);
    const { doc, updates } = made(set('c0', { level: 1 }));
    const other = new Y.Doc({ gc: false });
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    other.transact(() => set('c1', { kind: 'note' })(other));
    other.transact(() => move(3, 0)(other));
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    expect(notTaken(doc, updates.slice(0, 1), new Map()).changed).toEqual([
      { clause: 'c0', told: 'You changed how this clause is set: from level 0 to level 1.' },
    ]);
  });

  test('[R12] what was told already is not told again, and of a clause that came too late itself its words tell', () => {
    const { doc, updates } = made(
      set('c0', { level: 1 }),
      (one) => textOf(one).insert(1, [elementOf(paragraph('c-new', run('New.')))]),
      set('c0', { level: 2 }),
      (one) => elementById(one, clauseId('c-new')).setAttribute('kind', 'heading'),
    );
    expect(notTaken(doc, updates.slice(2), new Map(), updates.slice(0, 2)).changed).toEqual([
      { clause: 'c0', told: 'You changed how this clause is set: from level 1 to level 2.' },
    ]);
  });

  test('[R12] nothing is said of a text in which others wrote on what was done: it was taken', () => {
    const { doc, updates } = made(
      (one) => textOf(one).insert(4, [elementOf(paragraph('c-new', run('New.')))]),
      set('c0', { level: 1 }),
    );
    const other = new Y.Doc({ gc: false });
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    textOf(other).insert(5, [elementOf(paragraph('c-other', run('Other.')))]);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    expect(notTaken(doc, updates.slice(0, 2), new Map()).changed).toEqual([]);
  });

  test('[R12] [S16] it lies in the tray over reloads; a sentence that was spoiled is told of, and no page fails by it', async () => {
    const changed: NotTaken['changed'] = [{ clause: clauseId('c0'), told: 'You moved this clause.' }];
    const about = { why: 'frozen', draft: draftId('d1'), room: 'd1', at: '' } as const;
    const device = new FakeKept();
    const newTray = (): Tray =>
      new Tray(seatId('s'), device, {
        recoveries: () => Promise.reject(new Error()),
        discardRecovery: () => Promise.reject(new Error()),
      });
    const lost = inVainOf({ struck: [], bracketed: [], changed }, about, () => 'l');
    await newTray().keep(lost);
    const later = newTray();
    await later.refreshHere();
    expect(later.get()).toMatchObject([{ clause: 'c0', words: '', inVain: 'changed', told: 'You moved this clause.' }]);
    await device.put([{ key: ['recovery', 's', 'l'], value: { ...lost[0], told: {} } }]);
    const spoiled = newTray();
    await spoiled.refreshHere();
    expect([spoiled.get(), device.trouble.get()]).toEqual([[], 'spoiled']);
  });
});
