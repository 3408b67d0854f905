import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { clauseId, draftId, proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { attributesOf, markKey } from '../../shared/text/marks.ts';
import { textOf } from '../../shared/text/reading.ts';
import { elementById, elementOf, writeText } from '../../shared/text/writing.ts';
import { inVainOf, notTaken, wordsBrought, type NotTaken } from '../../client/recovery/unsent.ts';
import { A, B, paragraph, run, text } from './texts.ts';

describe('words of unsent changes', () => {
  test('[S18] go with the brackets in which they were typed, those of a clause that is gone too', () => {
    const doc = text(run('The register is open.'));
    const made: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => made.push(update));
    const node = elementById(doc, clauseId('c1')).get(0) as Y.XmlText;
    node.insert(13, 'kept ');
    node.insert(18, 'safe ', attributesOf({ insertions: [A, B], deletions: [] }));
    node.insert(23, 'now ', attributesOf({ insertions: [B], deletions: [] }));
    const runs = [run('kept '), run('safe ', [A, B]), run('now ', [B])];
    expect(wordsBrought(doc, made).map((passage) => passage.runs)).toEqual([runs]);
    (elementById(doc, clauseId('c1')).parent as Y.XmlFragment).delete(1, 1);
    expect(wordsBrought(doc, made.slice(0, 3)).map((passage) => passage.runs)).toEqual([runs]);
  });

  test('[S18] are just those that the person typed and left standing, with the words round them', () => {
    const doc = text(run('The register is open.'));
    const made: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => made.push(update));
    const node = elementById(doc, clauseId('c1')).get(0) as Y.XmlText;
    node.insert(13, 'kept and struck ');
    node.delete(18, 11);
    node.delete(0, 4);
    expect(wordsBrought(doc, made).map(({ words, before, after, clause }) => [before, words, after, clause])).toEqual([
      ['register ', 'kept ', 'is open.', 'c1'],
    ]);
  });

  /** What hands did to a text of three clauses, each call in one update. */
  function notTakenOf(...hands: ((root: Y.XmlFragment, doc: Y.Doc) => void)[]): NotTaken {
    const doc = new Y.Doc({ gc: false });
    writeText(doc, [
      paragraph('c0', run('Before.')),
      paragraph('c1', run('The register is open. It is kept.')),
      paragraph('c2', run('Behind.')),
    ]);
    const made: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => made.push(update));
    for (const hand of hands) doc.transact(() => hand(textOf(doc), doc));
    return notTaken(doc, made, new Map());
  }
  const wordsOf = (doc: Y.Doc, id: string) => elementById(doc, clauseId(id)).get(0) as Y.XmlText;
  const NOTHING: NotTaken = { words: [], struck: [], bracketed: [], changed: [] };

  test('[S18] [R12] clauses that were parted, joined and moved stand as they did: that is told, and none of their words was lost', () => {
    const parted = notTakenOf((root, doc) => {
      wordsOf(doc, 'c1').delete(21, 12);
      root.insert(2, [elementOf(paragraph('c-new', run(' It is kept.')))]);
    });
    const joined = notTakenOf((root, doc) => {
      wordsOf(doc, 'c1').insert(33, 'Behind.');
      root.delete(2, 1);
    });
    const moved = notTakenOf((root) => {
      root.delete(2, 1);
      root.insert(0, [elementOf(paragraph('c2', run('Behind.')))]);
    });
    const told = [parted, joined, moved].map(({ changed }) => changed.map((one) => [one.clause, one.told]));
    expect(told).toEqual([
      [['c1', 'You made “It is kept.” a clause of its own behind this one.']],
      [['c1', 'You joined “Behind.” to this clause.']],
      [['c2', 'You moved this clause from behind “The register is open. It is kept.” to the beginning.']],
    ]);
    expect([parted, joined, moved].map((one) => ({ ...one, changed: [] }))).toEqual([NOTHING, NOTHING, NOTHING]);
  });

  test('[S18] [R12] words are kept that were typed in a clause moved so, that were cut before, or put elsewhere by themselves', () => {
    const told = (one: NotTaken): string[] => one.words.map(({ words }) => words);
    const typed = notTakenOf((root, doc) => {
      wordsOf(doc, 'c1').delete(21, 12);
      root.insert(2, [elementOf(paragraph('c-new', run(' It is well kept.')))]);
    });
    const cut = notTakenOf(
      (root) => root.delete(2, 1),
      (root) => root.insert(0, [elementOf(paragraph('c2', run('Behind.')))]),
    );
    const put = notTakenOf((_root, doc) => {
      wordsOf(doc, 'c1').delete(4, 9);
      wordsOf(doc, 'c0').insert(0, 'register ');
    });
    const own = notTakenOf(
      (_root, doc) => wordsOf(doc, 'c1').insert(33, ' It is long.'),
      (root, doc) => {
        wordsOf(doc, 'c1').delete(33, 12);
        root.insert(2, [elementOf(paragraph('c-new', run(' It is long.')))]);
      },
    );
    expect([typed, cut, put, own].map(told)).toEqual([[' It is well kept.'], ['Behind.'], ['register '], [' It is long.']]);
  });

  test('[R12] it is told which words were struck, and where, and not of those that their author had typed', () => {
    const struck = notTakenOf(
      (_root, doc) => wordsOf(doc, 'c1').delete(4, 9),
      (root) => root.delete(2, 1),
      (_root, doc) => wordsOf(doc, 'c0').insert(0, 'Long '),
      (_root, doc) => wordsOf(doc, 'c0').delete(0, 5),
    );
    expect(struck).toEqual({
      words: [],
      struck: [
        { words: 'register ', clause: 'c1' },
        { words: 'Behind.', clause: 'c2' },
      ],
      bracketed: [],
      changed: [],
    });
  });

  test('[R12] words struck letter by letter are told as they read, and none that came too late themselves', () => {
    const doc = text(run('The register is open.'));
    const made: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => made.push(update));
    const node = elementById(doc, clauseId('c1')).get(0) as Y.XmlText;
    for (let at = 11; at >= 4; at -= 1) node.delete(at, 1);
    expect(notTaken(doc, made, new Map()).struck).toEqual([{ words: 'register', clause: 'c1' }]);
    const before = made.length;
    node.insert(4, 'list');
    const handedOver = made.slice(before);
    for (let at = 7; at >= 4; at -= 1) node.delete(at, 1);
    expect(notTaken(doc, made.slice(before + 1), new Map(), handedOver).struck).toEqual([]);
  });

  test('[R12] it is told round which words a bracket was put, and not of one that stood, moved along, or was taken off again', () => {
    const [put, stood] = [proposalId('p-put'), proposalId('p-stood')];
    const doc = new Y.Doc({ gc: false });
    writeText(doc, [
      paragraph('c1', run('The '), run('register', [], [stood]), run(' is open.')),
      paragraph('c2', run('It is kept.')),
    ]);
    const made: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => made.push(update));
    const mark = (id: string, from: number, length: number, proposal: ProposalId): void =>
      (elementById(doc, clauseId(id)).get(0) as Y.XmlText).format(
        from,
        length,
        attributesOf({ insertions: [], deletions: [proposal] }),
      );
    doc.transact(() => {
      textOf(doc).delete(0, 1);
      textOf(doc).insert(1, [elementOf(paragraph('c1', run('The '), run('register', [], [stood]), run(' is open.')))]);
    });
    mark('c2', 0, 5, put);
    const off = proposalId('p-off');
    mark('c2', 6, 4, off);
    (elementById(doc, clauseId('c2')).get(0) as Y.XmlText).format(6, 4, { [markKey('deletion', off)]: null });
    const { bracketed } = notTaken(doc, made, new Map());
    expect(bracketed).toEqual([{ words: 'It is', clause: 'c2', proposal: put }]);
    const about = { why: 'frozen', draft: draftId('d1'), room: 'd1', at: '' } as const;
    expect(inVainOf({ ...NOTHING, bracketed }, about, () => 'l')).toMatchObject([
      { words: 'It is', clause: 'c2', inVain: 'bracketed', runs: [{ text: 'It is', insertions: [], deletions: [put] }] },
    ]);
  });

  test('[R12] what was struck goes into the tray clause by clause, as what stands', () => {
    const about = { why: 'frozen', draft: draftId('d1'), room: 'd1', at: '2026-11-21T10:00:00.000Z' } as const;
    const [one, other] = [clauseId('c1'), clauseId('c2')];
    const struck = [
      { words: ' The ', clause: one },
      { words: ' ', clause: one },
      { words: ' ', clause: other },
      { words: 'kept', clause: one },
    ];
    expect(inVainOf({ ...NOTHING, struck }, about, () => 'l')).toEqual([
      { id: 'l', ...about, words: 'The … kept', clause: 'c1', beside: null, before: '', after: '', inVain: 'struck' },
      { id: 'l', ...about, words: '', clause: 'c2', beside: null, before: '', after: '', inVain: 'struck' },
    ]);
  });

  test('[S18] that wait for a text which is not here are kept without a place', () => {
    const doc = text(run('The register is open.'));
    const made: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => made.push(update));
    const node = elementById(doc, clauseId('c1')).get(0) as Y.XmlText;
    node.insert(13, 'ke');
    node.insert(15, 'pt ');
    expect(wordsBrought(new Y.Doc({ gc: false }), made).map(({ words, clause }) => [words, clause])).toEqual([['kept ', null]]);
  });

  test('[S18] so are those of which their author struck a part, be it the beginning or the middle of what came in one piece', () => {
    const doc = text(run('The register is open.'));
    const made: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => made.push(update));
    const node = elementById(doc, clauseId('c1')).get(0) as Y.XmlText;
    node.insert(13, 'a pasted and long sentence ');
    node.delete(13, 2);
    node.delete(20, 9);
    expect(wordsBrought(new Y.Doc({ gc: false }), made).map(({ words }) => words)).toEqual(['pasted ', 'sentence ']);
  });
});
