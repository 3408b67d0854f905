import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Schema } from '@tiptap/pm/model';
import { prosemirrorJSONToYDoc } from 'y-prosemirror';
import * as Y from 'yjs';
import { proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { cleanPassages, cleanText, isClean } from '../../shared/projection/clean.ts';
import { drawText } from '../../shared/projection/drawing.ts';
import { piecesOf } from '../../shared/proposals/pieces.ts';
import { redraft } from '../../shared/proposals/redraft.ts';
import { amend } from '../../shared/proposals/amend.ts';
import { standing } from '../../shared/proposals/standing.ts';
import { rebaseEdits, wordEdits } from '../../shared/proposals/wording.ts';
import { changeText } from '../../shared/text/change.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { markKey } from '../../shared/text/marks.ts';
import { readText } from '../../shared/text/reading.ts';
import { applyChanges, writeText } from '../../shared/text/writing.ts';
import { clause as built } from '../projection/built.ts';
import { clauses, outcomes, proposals, rewording } from './generated.ts';
import { applyEdits } from './apply-edits.ts';

function document(text: readonly Clause[]): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  writeText(doc, text);
  return doc;
}

function visible(text: readonly Clause[], outcomeOf: (id: ProposalId) => 'open' | 'accepted' | 'refused'): Clause[] {
  return text.map((clause) => ({ ...clause, runs: clause.runs.filter((run) => standing(run, outcomeOf) !== 'out') }));
}

describe('the text', () => {
  it('[T1] reads back as it was written, and its replayed log gives the live text (invariant 3)', () => {
    fc.assert(
      fc.property(clauses, (text) => {
        const doc = document(text);
        expect(readText(doc)).toEqual(text);
        const replayed = new Y.Doc({ gc: false });
        Y.applyUpdate(replayed, Y.encodeStateAsUpdate(doc));
        expect(textDigest(readText(replayed))).toBe(textDigest(text));
      }),
    );
  });

  it('[T2] reading never changes the document', () => {
    const doc = document([]);
    let updates = 0;
    doc.on('update', () => (updates += 1));
    readText(doc);
    expect(updates).toBe(0);
  });

  it('[T3] writes overlapping marks under the very names that the binding uses', () => {
    const schema = new Schema({
      nodes: { doc: { content: 'clause+' }, clause: { content: 'text*' }, text: {} },
      marks: { insertion: { attrs: { proposal: {} }, excludes: '' }, deletion: { attrs: { proposal: {} }, excludes: '' } },
    });
    const marks = proposals.map((proposal) => ({ type: 'insertion', attrs: { proposal } }));
    const doc = prosemirrorJSONToYDoc(
      schema,
      { type: 'doc', content: [{ type: 'clause', content: [{ type: 'text', text: 'x', marks }] }] },
      'text',
    );
    const node = (doc.getXmlFragment('text').get(0) as Y.XmlElement).get(0) as Y.XmlText;
    const [piece] = node.toDelta() as { attributes: object }[];
    expect(Object.keys(piece?.attributes ?? {}).toSorted()).toEqual(proposals.map((id) => markKey('insertion', id)).toSorted());
  });

  it('[T4] drawing is a function of text and record: same input, same parts; each glyph opened is closed (invariant 2)', () => {
    fc.assert(
      fc.property(clauses, outcomes, (text, outcome) => {
        const facts = {
          outcomeOf: (id: ProposalId) => outcome.get(id) ?? 'open',
          orderOf: (id: ProposalId) => proposals.indexOf(id),
          holdsNumber: () => false,
        };
        const drawn = drawText(text, facts);
        expect(drawText(readText(document(text)), facts)).toEqual(drawn);
        const open = new Map<string, number>();
        for (const { parts } of drawn) {
          for (const part of parts) {
            if (part.type !== 'open' && part.type !== 'close') continue;
            const key = `${part.role} ${part.proposal}`;
            open.set(key, (open.get(key) ?? 0) + (part.type === 'open' ? 1 : -1));
            expect(open.get(key)).toBeGreaterThanOrEqual(0);
          }
        }
        expect([...open.values()].every((count) => count === 0)).toBe(true);
      }),
    );
  });

  it('[T5] every character of the clean text names its proposal or the base, and no open insertion is in it (invariant 10)', () => {
    fc.assert(
      fc.property(clauses, outcomes, (text, outcome) => {
        const outcomeOf = (id: ProposalId): 'open' | 'accepted' | 'refused' => outcome.get(id) ?? 'open';
        for (const clause of text) {
          const passages = cleanPassages(clause, outcomeOf, (id) => proposals.indexOf(id));
          for (const passage of passages) {
            expect(isClean(passage.run, outcomeOf)).toBe(true);
            if (passage.origin === null) expect(passage.run.insertions).toEqual([]);
            else expect([outcomeOf(passage.origin), passage.run.insertions.includes(passage.origin)]).toEqual(['accepted', true]);
          }
          const words = passages.map((passage) => passage.text).join('');
          expect(cleanText([{ ...clause, kind: 'text' }], outcomeOf).trim()).toBe(words.trim());
        }
      }),
    );
  });
});

describe('a change of the text', () => {
  it('[P1] word edits turn one wording into the other, in ascending order', () => {
    fc.assert(
      fc.property(clauses, rewording, ([clause], reword) => {
        const before = plainText(clause!);
        const after = reword(before);
        const edits = wordEdits(before, after);
        expect(applyEdits(before, edits)).toBe(after);
        for (const [index, edit] of edits.entries())
          expect(edit.at).toBeGreaterThanOrEqual((edits[index - 1]?.at ?? -1) + (edits[index - 1]?.length ?? 0));
      }),
    );
  });

  it('[P2] rebased edits commute with those of others, or clash; never lose a word silently', () => {
    fc.assert(
      fc.property(clauses, rewording, rewording, ([clause], mine, theirs) => {
        const base = plainText(clause!);
        const mineEdits = wordEdits(base, mine(base));
        const theirEdits = wordEdits(base, theirs(base));
        const a = rebaseEdits(mineEdits, theirEdits);
        const b = rebaseEdits(theirEdits, mineEdits);
        expect(a === null).toBe(b === null);
        if (a !== null && b !== null) expect(applyEdits(theirs(base), a)).toBe(applyEdits(mine(base), b));
      }),
    );
  });

  it('[P2] what both did alike is done already', () => {
    fc.assert(
      fc.property(clauses, rewording, ([clause], mine) => {
        const base = plainText(clause!);
        const edits = wordEdits(base, mine(base));
        expect(rebaseEdits(edits, edits)).toEqual([]);
      }),
    );
  });

  it('[P3] is the same for a value and for a document', () => {
    fc.assert(
      fc.property(clauses, outcomes, rewording, (text, outcome, reword) => {
        const outcomeOf = (id: ProposalId): 'open' | 'accepted' | 'refused' => outcome.get(id) ?? 'open';
        const base = visible(text, outcomeOf);
        const edited = base.map((clause) => ({
          ...clause,
          runs: [{ text: reword(plainText(clause)), insertions: [], deletions: [] }],
        }));
        const drafted = redraft({ base, edited, current: text, outcomeOf, proposal: proposalId('new') });
        if (!drafted.ok) return;
        const doc = document(text);
        applyChanges(doc, drafted.value.changes, null);
        expect(readText(doc)).toEqual(changeText(text, drafted.value.changes));
      }),
    );
  });

  it('[P4] a tabled proposal changes no word of anyone: refused it leaves the visible text, accepted it gives the words prepared', () => {
    fc.assert(
      fc.property(clauses, outcomes, rewording, (text, outcome, reword) => {
        const outcomeOf = (id: ProposalId): 'open' | 'accepted' | 'refused' => outcome.get(id) ?? 'open';
        const fresh = proposalId('new');
        const base = visible(text, outcomeOf);
        const edited = base.map((clause) => ({
          ...clause,
          runs: [{ text: reword(plainText(clause)), insertions: [], deletions: [] }],
        }));
        const drafted = redraft({ base, edited, current: text, outcomeOf, proposal: fresh });
        const gone = text.some(
          (clause) => clause.runs.length > 0 && clause.runs.every((run) => standing(run, outcomeOf) === 'out'),
        );
        if (!drafted.ok) {
          expect(gone).toBe(false);
          return;
        }
        const after = changeText(text, drafted.value.changes);
        const as = (result: 'accepted' | 'refused') =>
          visible(after, (id) => (id === fresh ? result : outcomeOf(id))).map(plainText);
        expect(as('refused')).toEqual(base.map(plainText));
        expect(as('accepted')).toEqual(edited.map(plainText));
      }),
    );
  });

  it('[P5] [R18] refuses where new words would run into others, since the space between them was mended meanwhile', () => {
    const drafted = (edited: string) =>
      redraft({
        base: [built('c1', 'Parties , report .')],
        edited: [built('c1', edited)],
        current: [built('c1', 'Parties, report.')],
        outcomeOf: () => 'open',
        proposal: proposalId('new'),
      });
    expect(drafted('Parties , report often.')).toMatchObject({ ok: false, refusal: [{ now: 'Parties, report.' }] });
    expect(drafted('All Parties , report .').ok).toBe(true);
    expect(drafted('Parties, report.')).toMatchObject({ ok: true, value: { changes: [] } });
  });

  it('[P5] refuses where both touched the same words, with every clash shown', () => {
    const clause = (text: string): Clause => ({
      id: 'c1' as Clause['id'],
      kind: 'paragraph',
      level: 0,
      label: '1.',
      runs: [{ text, insertions: [], deletions: [] }],
    });
    const refused = redraft({
      base: [clause('The Commission shall report annually.')],
      edited: [clause('The Commission should report annually.')],
      current: [clause('The Commission must report annually.')],
      outcomeOf: () => 'open',
      proposal: proposalId('new'),
    });
    expect(refused).toMatchObject({
      ok: false,
      refusal: [
        {
          base: 'The Commission shall report annually.',
          yours: 'The Commission should report annually.',
          now: 'The Commission must report annually.',
        },
      ],
    });
    const rebased = redraft({
      base: [clause('The Commission shall report annually.')],
      edited: [clause('The Commission should report annually.')],
      current: [clause('The new Commission shall report annually, in public.')],
      outcomeOf: () => 'open',
      proposal: proposalId('new'),
    });
    expect(rebased).toMatchObject({ ok: true, value: { inserted: ['should'], deleted: ['shall'] } });
  });

  it('[P6] accepted as amended, the pieces read as the chair worded them, and the proposal keeps its own words', () => {
    fc.assert(
      fc.property(clauses, rewording, fc.constantFrom(...proposals), (text, reword, proposal) => {
        const open = (): 'open' => 'open';
        const pieces = piecesOf(text, proposal, open);
        const wording = pieces.map((piece) => ({
          clause: piece.clause,
          at: piece.at,
          text: piece.role === 'insertion' ? reword(piece.text) : '',
        }));
        const amendment = proposalId('amended');
        const amended = amend({ clauses: text, proposal, amendment, wording, outcomeOf: open });
        expect(amended.ok).toBe(true);
        if (!amended.ok) return;
        const after = changeText(text, amended.value.changes);
        const accepted = (id: ProposalId) => (id === amendment ? 'accepted' : 'open');
        expect(
          piecesOf(after, proposal, accepted)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(wording.map((one, index) => (pieces[index]?.role === 'deletion' ? pieces[index]?.text : one.text)).join(''));
        expect(visible(after, (id) => (id === amendment ? 'refused' : 'open')).map(plainText)).toEqual(text.map(plainText));
      }),
    );
  });

  it('[P8] new words take part in every open proposal that both their neighbours carry, and in nothing else', () => {
    const carried = (notation: string, reworded: string, isOpen = true): string[][] => {
      const base = built('c1', notation);
      const outcomeOf = () => (isOpen ? 'open' : 'accepted');
      const edited = { ...base, runs: [{ text: reworded, insertions: [], deletions: [] }] };
      const drafted = redraft({ base: [base], edited: [edited], current: [base], outcomeOf, proposal: proposalId('new') });
      const after = changeText([base], drafted.ok ? drafted.value.changes : []);
      const run = after.flatMap((clause) => clause.runs).find((one) => one.text.includes('soon'));
      return [[...(run?.insertions ?? [])], [...(run?.deletions ?? [])]];
    };
    expect(carried('Parties <a shall act> now', 'Parties shall soon act now')).toEqual([['a', 'new'], []]);
    expect(carried('Parties <a <b shall act>> now', 'Parties shall soon act now')).toEqual([['a', 'b', 'new'], []]);
    expect(carried('Parties <-a shall act> now', 'Parties shall soon act now')).toEqual([['new'], ['a']]);
    expect(carried('Parties <a shall act >now', 'Parties shall act soon now')).toEqual([['new'], []]);
    expect(carried('Parties <a shall >act now', 'Parties shall soon act now')).toEqual([['new'], []]);
    expect(carried('Parties <a shall act> now', 'Parties shall soon act now', false)).toEqual([['new'], []]);
  });
});

describe('a wording', () => {
  it.each([
    ['one word for another', 'Parties shall report', 'Parties should report', '8 "shall"→"should"'],
    ['several words for one', 'The Chair presides over it', 'The Chair directs it', '10 "presides over"→"directs"'],
    ['two words for two', 'a b', 'c d', '0 "a b"→"c d"'],
    ['words added apart', 'the Board', 'the new Board of Trustees', '4 ""→"new " | 9 ""→" of Trustees"'],
    ['words struck', 'without undue delay', 'without delay', '8 "undue "→""'],
    ['a symbol', 'See A/CONF.232/L.2, and on', 'See A/CONF.232/L.3, and on', '4 "A/CONF.232/L.2"→"A/CONF.232/L.3"'],
    ['a subparagraph', 'article 5(b)(ii) of', 'article 5(b)(iii) of', '8 "5(b)(ii)"→"5(b)(iii)"'],
    ['a number', 'of 1,500 or 1.5 by', 'of 1,700 or 1.7 by', '3 "1,500"→"1,700" | 12 "1.5"→"1.7"'],
    ['words that a stroke joins', 'the well-known and/or', 'the ill-known and/or', '4 "well"→"ill"'],
  ])('[P1] reads as people do: %s', (_, before, after, expected) => {
    const edits = wordEdits(before, after).map(
      (edit) => `${edit.at} "${before.slice(edit.at, edit.at + edit.length)}"→"${edit.text}"`,
    );
    expect(edits.join(' | ')).toBe(expected);
  });

  it('[P1] a very long one of which next to nothing stays is one edit, since looking for more would hold up everybody', () => {
    const long = (word: string): string =>
      `The Parties, ${Array.from({ length: 20_000 }, (_, at) => `${word}${at}`).join(' ')}, agree.`;
    const [before, after] = [long('mine'), long('yours')];
    const edits = wordEdits(before, after);
    expect(edits).toHaveLength(1);
    expect([edits[0]?.at, edits[0]?.text.startsWith('yours0 ')]).toEqual(['The Parties, '.length, true]);
    expect(applyEdits(before, edits)).toBe(after);
  });
});
