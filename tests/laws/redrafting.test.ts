import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { amend } from '../../shared/proposals/amend.ts';
import { piecesOf } from '../../shared/proposals/pieces.ts';
import { redraft } from '../../shared/proposals/redraft.ts';
import { standing, type OutcomeOf } from '../../shared/proposals/standing.ts';
import { rebaseEdits, wordEdits } from '../../shared/proposals/wording.ts';
import { changeText } from '../../shared/text/change.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { readText } from '../../shared/text/reading.ts';
import { applyChanges, writeText } from '../../shared/text/writing.ts';
import { clause } from '../projection/built.ts';
import { applyEdits } from './apply-edits.ts';
import { clauses, outcomes, proposals, rewording } from './generated.ts';

const NEW = proposalId('new');

function visible(text: readonly Clause[], outcomeOf: OutcomeOf): Clause[] {
  return text.map((one) => ({ ...one, runs: one.runs.filter((run) => standing(run, outcomeOf) !== 'out') }));
}

/** What a delegation sees of a text, and the same with each clause reworded. */
function prepared(text: readonly Clause[], outcomeOf: OutcomeOf, reword: (words: string) => string) {
  const base = visible(text, outcomeOf);
  const edited = base.map((one) => ({ ...one, runs: [{ text: reword(plainText(one)), insertions: [], deletions: [] }] }));
  return { base, edited };
}

describe('a change of the text', () => {
  it('[P1] word edits turn one wording into the other, in ascending order', () => {
    fc.assert(
      fc.property(clauses, rewording, ([clause], reword) => {
        const before = plainText(clause!);
        const after = reword(before);
        const edits = wordEdits(before, after);
        expect(applyEdits(before, edits)).toBe(after);
        for (const { at, length, text } of edits) {
          const gone = before.slice(at, at + length);
          if (/^\s/.test(gone)) expect(text[0]).not.toBe(gone[0]);
          if (/\s$/.test(gone)) expect(text.at(-1)).not.toBe(gone.at(-1));
        }
        for (const [index, edit] of edits.entries())
          expect(edit.at).toBeGreaterThanOrEqual((edits[index - 1]?.at ?? -1) + (edits[index - 1]?.length ?? 0));
      }),
    );
  });

  it('[P9] a new clause brings no number as issued, whatever its client wrote there, but for the mark of a footnote', () => {
    const base = [clause('c1', 'It meets.', { label: '1.' })];
    const labels = ['4. All States shall pay.', '[^a] - Norway]', '[^a]: All States shall pay [x', '[^a]:'];
    for (const kind of ['paragraph', 'article', 'footnote'] as const)
      for (const label of labels) {
        const edited = [...base, clause('c2', 'or not', { kind, label })];
        const result = redraft({ base, edited, current: base, outcomeOf: () => 'open', proposal: NEW });
        const added = result.ok ? changeText(base, result.value.changes).map((one) => one.label) : [];
        expect(added).toEqual(['1.', kind === 'footnote' && label === '[^a]:' ? label : '']);
      }
  });

  it('[F1] a new footnote has no mark that another has, but one that goes in the same change', () => {
    const note = (id: string) => clause(id, 'As it says.', { kind: 'footnote', label: '[^a]:' });
    const base = [clause('c1', 'It meets[^a].'), note('n1')];
    const tabled = (edited: readonly Clause[], current = base) => {
      const result = redraft({ base, edited, current, outcomeOf: () => 'open', proposal: NEW });
      return result.ok ? changeText(current, result.value.changes).find(({ id }) => id === 'n2')?.label : null;
    };
    expect(tabled([base[0]!, note('n2'), base[1]!])).toBe('');
    expect(tabled([base[0]!, note('n2')])).toBe('[^a]:');
    expect(tabled([base[0]!, note('n2')], [...base, note('n3')])).toBe('');
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

  it('[P1] accents that are written otherwise are no change', () => {
    const base = clause('c1', 'La Comisi\u00f3n re\u00fane a Espa\u00f1a.');
    const edited = { ...base, runs: base.runs.map((run) => ({ ...run, text: run.text.normalize('NFD') })) };
    const again = redraft({ base: [base], edited: [edited], current: [base], proposal: NEW, outcomeOf: () => 'open' });
    expect(again).toMatchObject({ ok: true, value: { changes: [], inserted: [], deleted: [] } });
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
        const outcomeOf: OutcomeOf = (id) => outcome.get(id) ?? 'open';
        const { base, edited } = prepared(text, outcomeOf, reword);
        const drafted = redraft({ base, edited, current: text, outcomeOf, proposal: NEW });
        if (!drafted.ok) return;
        const doc = new Y.Doc({ gc: false });
        writeText(doc, text);
        applyChanges(doc, drafted.value.changes, null);
        expect(readText(doc)).toEqual(changeText(text, drafted.value.changes));
      }),
    );
  });

  it('[P4] a tabled proposal changes no word of anyone: refused it leaves the visible text, accepted it gives the words prepared', () => {
    fc.assert(
      fc.property(clauses, outcomes, rewording, (text, outcome, reword) => {
        const outcomeOf: OutcomeOf = (id) => outcome.get(id) ?? 'open';
        const { base, edited } = prepared(text, outcomeOf, reword);
        const drafted = redraft({ base, edited, current: text, outcomeOf, proposal: NEW });
        const gone = text.some(
          (clause) => clause.runs.length > 0 && clause.runs.every((run) => standing(run, outcomeOf) === 'out'),
        );
        if (!drafted.ok) {
          expect(gone).toBe(false);
          return;
        }
        const after = changeText(text, drafted.value.changes);
        const as = (result: 'accepted' | 'refused') =>
          visible(after, (id) => (id === NEW ? result : outcomeOf(id))).map(plainText);
        expect(as('refused')).toEqual(base.map(plainText));
        expect(as('accepted')).toEqual(edited.map(plainText));
      }),
    );
  });

  it('[P5] [R18] refuses where new words would run into others, since the space between them was mended meanwhile', () => {
    const drafted = (edited: string) =>
      redraft({
        base: [clause('c1', 'Parties , report .')],
        edited: [clause('c1', edited)],
        current: [clause('c1', 'Parties, report.')],
        outcomeOf: () => 'open',
        proposal: NEW,
      });
    expect(drafted('Parties , report often.')).toMatchObject({ ok: false, refusal: [{ now: 'Parties, report.' }] });
    expect(drafted('All Parties , report .').ok).toBe(true);
    expect(drafted('Parties, report.')).toMatchObject({ ok: true, value: { changes: [] } });
  });

  it('[P5] refuses where both touched the same words, with every clash shown', () => {
    const refused = redraft({
      base: [clause('c1', 'The Commission shall report annually.')],
      edited: [clause('c1', 'The Commission should report annually.')],
      current: [clause('c1', 'The Commission must report annually.')],
      outcomeOf: () => 'open',
      proposal: NEW,
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
      base: [clause('c1', 'The Commission shall report annually.')],
      edited: [clause('c1', 'The Commission should report annually.')],
      current: [clause('c1', 'The new Commission shall report annually, in public.')],
      outcomeOf: () => 'open',
      proposal: NEW,
    });
    expect(rebased).toMatchObject({ ok: true, value: { inserted: ['should'], deleted: ['shall'] } });
  });

  it('[P5] refuses new clauses where the one before which they should stand is gone, and does not put them at the beginning', () => {
    const [title, first, other] = [clause('t', 'Title'), clause('c1', 'One.'), clause('c2', 'Two.')];
    const drafted = (current: readonly Clause[]) =>
      redraft({ base: [first], edited: [clause('n', 'New.'), first], current, outcomeOf: () => 'open', proposal: NEW });
    expect(drafted([title, first, other])).toMatchObject({ ok: true, value: { changes: [{ after: 't' }] } });
    expect(drafted([first, other])).toMatchObject({ ok: true, value: { changes: [{ after: null }] } });
    const why = 'The clause before which yours should stand is no longer in the text.';
    expect(drafted([title, other])).toEqual({
      ok: false,
      refusal: [{ clause: 'c1', base: 'One.', yours: 'New.', now: null, why }],
    });
  });

  it('[P3] of a clause that stands twice the first is what is changed, by preview and server alike', () => {
    const current = [clause('c1', 'One.'), clause('c2', 'Two.'), clause('c1', 'And one, too.')];
    const drafted = redraft({
      base: [clause('c1', 'One.')],
      edited: [clause('c1', 'One now.')],
      current,
      outcomeOf: () => 'open',
      proposal: NEW,
    });
    const after = changeText(current, drafted.ok ? drafted.value.changes : []);
    expect(after.map(plainText)).toEqual(['One now.', 'Two.', 'And one, too.']);
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
        const isLeft =
          pieces.length === 0 || pieces.some(({ role }) => role === 'deletion') || wording.some((one) => one.text !== '');
        expect(amended.ok).toBe(isLeft);
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
      { examples: [[[clause('c0', '<q1 the >')], () => '', proposals[0]!]] },
    );
  });

  it('[P8] new words take part in every open proposal that both their neighbours carry, and in nothing else', () => {
    const carried = (notation: string, reworded: string, isOpen = true): string[][] => {
      const base = clause('c1', notation);
      const outcomeOf = () => (isOpen ? 'open' : 'accepted');
      const edited = { ...base, runs: [{ text: reworded, insertions: [], deletions: [] }] };
      const drafted = redraft({ base: [base], edited: [edited], current: [base], outcomeOf, proposal: NEW });
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
    ['a word struck between its spaces', 'held every year in', 'held every  in', '11 "year"→""'],
    ['a word put between two spaces', 'held every  in', 'held every year in', '11 ""→"year"'],
    ['words struck that leave a space more', 'an a b end', 'an  end', '3 "a b"→""'],
    ['a symbol', 'See A/CONF.232/L.2, and on', 'See A/CONF.232/L.3, and on', '4 "A/CONF.232/L.2"→"A/CONF.232/L.3"'],
    ['a subparagraph', 'article 5(b)(ii) of', 'article 5(b)(iii) of', '8 "5(b)(ii)"→"5(b)(iii)"'],
    ['a number', 'of 1,500 or 1.5 by', 'of 1,700 or 1.7 by', '3 "1,500"→"1,700" | 12 "1.5"→"1.7"'],
    ['words that a stroke joins', 'the well-known and/or', 'the ill-known and/or', '4 "well"→"ill"'],
    ['Russian', 'Стороны должны представить', 'Стороны должные представить', '8 "должны"→"должные"'],
    ['Arabic', 'تقدم الأطراف تقريرا', 'تقدم الدول تقريرا', '5 "الأطراف"→"الدول"'],
    ['vowelled Arabic', 'تُقَدِّم', 'تُقَدَّم', '0 "تُقَدِّم"→"تُقَدَّم"'],
    ['accents of their own', 'e\u0301tat partie', 'e\u0301tats partie', '0 "e\u0301tat"→"e\u0301tats"'],
    ['Chinese, sign by sign', '缔约方应当报告', '缔约方可以报告', '3 "应当"→"可以"'],
  ])('[P1] reads as people do, in whatever script: %s', (_, before, after, expected) => {
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
