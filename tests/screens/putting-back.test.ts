import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { must } from '../../shared/base/assert.ts';
import { clauseId, draftId } from '../../shared/base/ids.ts';
import { plainText } from '../../shared/text/clause.ts';
import { readText, textOf } from '../../shared/text/reading.ts';
import { elementById, elementOf } from '../../shared/text/writing.ts';
import type { LostWords } from '../../client/recovery/lost-words.ts';
import { putBack, type Recorded } from '../../client/recovery/putting-back.ts';
import { recoveriesOf, wordsBrought } from '../../client/recovery/unsent.ts';
import { A, B, paragraph, run, text } from './texts.ts';

const NEW = clauseId('c-new');
const OPEN: Recorded = { outcomeOf: () => 'open', isKnown: () => true };

function recovery(changes: Partial<LostWords> = {}): LostWords {
  const about = { id: 'r', why: 'removed', draft: draftId('d1'), room: 'd1', at: '' } as const;
  return {
    ...about,
    words: 'kept ',
    clause: clauseId('c1'),
    beside: clauseId('c0'),
    before: 'The register ',
    after: 'is open.',
    ...changes,
  };
}

function reads(doc: Y.Doc): string[] {
  return readText(doc).map(plainText);
}

describe('putting back', () => {
  test.each([
    ['where they were', 'The register is open.', 'The register kept is open.'],
    ['behind what stood before them', 'The register was closed.', 'The register kept was closed.'],
    ['before what stood after them', 'It is open.', 'It kept is open.'],
    ['by the last of it that still stands', 'Our register is open.', 'Our register kept is open.'],
    ['at the end of a clause that is another now', 'Quite another.', 'Quite another.kept '],
    [
      'at the right one of several places',
      'The register was. The register is open.',
      'The register was. The register kept is open.',
    ],
  ])('[S17] words come %s', (_case, before, after) => {
    const doc = text(run(before));
    expect(putBack(doc, recovery(), OPEN, () => NEW)).toBe('c1');
    expect(reads(doc)[1]).toBe(after);
  });

  test('[S17] words whose clause is gone come as a clause of their own behind the one before it', () => {
    const doc = text(run('Another.'));
    expect(putBack(doc, recovery({ clause: clauseId('gone') }), OPEN, () => NEW)).toBe(NEW);
    expect(reads(doc)).toEqual(['Before.', 'kept', 'Another.']);
  });

  test('[S17] a footnote that came too late is one again, for its mark, but where another has that by now', () => {
    const frozen = text(run('The register is open.'));
    const made: Uint8Array[] = [];
    frozen.on('update', (update: Uint8Array) => made.push(update));
    const note = { ...paragraph('c-note', run('Until noon.')), kind: 'footnote', label: '[^n1]:' } as const;
    textOf(frozen).insert(2, [elementOf(note)]);
    elementById(frozen, clauseId('c1'))
      ?.toArray()
      .forEach((child) => child instanceof Y.XmlText && child.insert(20, '[^n1]'));
    const about = { why: 'frozen', draft: draftId('d1'), room: 'd1', at: '' } as const;
    const lost = recoveriesOf(wordsBrought(frozen, made), about, () => 'l');
    const next = text(run('The register is open.'));
    for (const one of lost) putBack(next, one, OPEN, () => NEW);
    expect(reads(next)).toEqual(['Before.', 'The register is open[^n1].', 'Until noon.']);
    expect(readText(next)[2]).toMatchObject({ kind: 'footnote', label: '[^n1]:' });
    const known = must(
      lost.find(({ words }) => words === 'Until noon.'),
      'the words of the footnote',
    );
    putBack(next, known, OPEN, () => clauseId('c-again'));
    expect(readText(next).map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph', 'paragraph', 'footnote']);
  });

  test('[S17] a footnote that somebody else removed under words is one again with them, also on a page that came later, and no other clause is', () => {
    const doc = text(run('The register is open[^n1].'));
    const note = { ...paragraph('c-note', run('Until noon.')), kind: 'footnote', label: '[^n1]:' } as const;
    textOf(doc).insert(2, [elementOf(note), elementOf(paragraph('c-last', run('Last.')))]);
    textOf(doc).delete(2, 2);
    const later = new Y.Doc({ gc: false });
    Y.applyUpdate(later, Y.encodeStateAsUpdate(doc));
    const typed = recovery({ words: ' sharp', clause: note.id, beside: clauseId('c1'), before: 'Until noon', after: '.' });
    putBack(later, typed, OPEN, () => NEW);
    putBack(later, { ...typed, clause: clauseId('c-last') }, OPEN, () => clauseId('c-other'));
    expect(readText(later).map(({ id, kind, label }) => [id, kind, label])).toEqual([
      ['c0', 'paragraph', ''],
      ['c1', 'paragraph', ''],
      ['c-other', 'paragraph', ''],
      [NEW, 'footnote', '[^n1]:'],
    ]);
  });

  test('[P8] [S17] among words that were accepted, or that somebody wanted out in vain, they take part in neither', () => {
    const accepted = text(run('The register is open.', [A]));
    putBack(accepted, recovery(), { ...OPEN, outcomeOf: () => 'accepted' }, () => NEW);
    expect(readText(accepted)[1]?.runs).toEqual([run('The register ', [A]), run('kept '), run('is open.', [A])]);
    const refused = text(run('The register is open.', [], [A]));
    putBack(refused, recovery(), { ...OPEN, outcomeOf: () => 'refused' }, () => NEW);
    expect(readText(refused)[1]?.runs).toEqual([run('The register ', [], [A]), run('kept '), run('is open.', [], [A])]);
  });

  test('[P8] [S17] inside a bracket they take part in what both neighbours carry, and at its edge in nothing', () => {
    const inside = text(run('The register is open.', [A]));
    putBack(inside, recovery(), OPEN, () => NEW);
    expect(readText(inside)[1]?.runs).toEqual([run('The register kept is open.', [A])]);
    const edge = text(run('The register ', [A]), run('is open.', [B]));
    putBack(edge, recovery(), OPEN, () => NEW);
    expect(readText(edge)[1]?.runs).toEqual([run('The register ', [A]), run('kept '), run('is open.', [B])]);
  });

  test('[S17] inside words that were decided out meanwhile they are read, and take part in what is open there still', () => {
    const dropped = text(run('The register is open.', [A, B]));
    putBack(dropped, recovery(), { ...OPEN, outcomeOf: (id) => (id === A ? 'refused' : 'open') }, () => NEW);
    expect(readText(dropped)[1]?.runs).toEqual([run('The register ', [A, B]), run('kept ', [B]), run('is open.', [A, B])]);
    const gone = text(run('The register is open.', [], [A]));
    putBack(gone, recovery(), { ...OPEN, outcomeOf: () => 'accepted' }, () => NEW);
    expect(readText(gone)[1]?.runs[1]).toEqual(run('kept '));
  });
});

describe('putting back what was typed in brackets', () => {
  const runs = [run('kept '), run('safe ', [A])];
  const typed = recovery({ words: 'kept safe ', runs });

  test('[S17] a bracket that the record has yet to hear of comes back with its words, in a clause of its own too', () => {
    const fresh = { ...OPEN, isKnown: () => false };
    const doc = text(run('The register is open.'));
    putBack(doc, typed, fresh, () => NEW);
    expect(readText(doc)[1]?.runs).toEqual([run('The register kept '), run('safe ', [A]), run('is open.')]);
    const gone = text(run('Another.'));
    putBack(gone, { ...typed, clause: clauseId('gone') }, fresh, () => NEW);
    expect(readText(gone)[1]?.runs).toEqual([run('kept '), run('safe', [A])]);
  });

  test('[S17] one that the record knows takes them in again where it stands beside them, and is nowhere it was not', () => {
    const beside = text(run('The register '), run('is open.', [A]));
    putBack(beside, typed, OPEN, () => NEW);
    expect(readText(beside)[1]?.runs).toEqual([run('The register kept '), run('safe is open.', [A])]);
    const elsewhere = text(run('The register is open.'));
    putBack(elsewhere, typed, OPEN, () => NEW);
    expect(readText(elsewhere)[1]?.runs).toEqual([run('The register kept safe is open.')]);
    const decided = text(run('The register '), run('is open.', [A]));
    putBack(decided, typed, { ...OPEN, outcomeOf: () => 'refused' }, () => NEW);
    expect(readText(decided)[1]?.runs[0]).toEqual(run('The register kept safe '));
  });
});
