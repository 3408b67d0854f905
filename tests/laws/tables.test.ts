import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { clauseId, participantId, preparationId, proposalId } from '../../shared/base/ids.ts';
import { planChange } from '../../shared/planning/change-plan.ts';
import { bracketedText } from '../../shared/projection/bracketed.ts';
import { cleanText, standsClean } from '../../shared/projection/clean.ts';
import { drawText, standingClauses } from '../../shared/projection/drawing.ts';
import { nextRevision } from '../../shared/projection/revision.ts';
import { redraft } from '../../shared/proposals/redraft.ts';
import { asCellPlace, cellOf, cellPlace } from '../../shared/text/cell.ts';
import { changeText } from '../../shared/text/change.ts';
import { plainText, withoutSlots, type Clause } from '../../shared/text/clause.ts';
import { numberClauses } from '../../shared/text/numbering.ts';
import { readText, textOf } from '../../shared/text/reading.ts';
import { headRows, withTables } from '../../shared/text/tables.ts';
import { applyChanges, writeText } from '../../shared/text/writing.ts';
import { clause, stateOf, imported as recorded } from '../projection/built.ts';
import { clauses as generated, outcomes } from './generated.ts';
import { bracketed, cell, OPEN, TABLE } from './tabular.ts';

/** Clauses of which any may stand in any cell of two tables: rows with holes, places taken twice, tables torn apart. */
const scattered: fc.Arbitrary<Clause[]> = fc
  .tuple(
    fc.array(generated, { minLength: 1, maxLength: 4 }),
    fc.infiniteStream(fc.option(fc.record({ table: fc.nat(1), row: fc.nat(3), column: fc.nat(3), isHead: fc.boolean() }))),
  )
  .map(([texts, places]) =>
    texts.flat().map((one, index) => {
      const { value } = places.next() as { value: { table: number; row: number; column: number; isHead: boolean } | null };
      const id = clauseId(`c${index}`);
      if (value === null) return { ...one, id };
      const { table, row, column, isHead } = value;
      return {
        ...one,
        id,
        kind: 'text' as const,
        cell: cellPlace({ table: `t${table}`, row: `r${row}`, column: `k${column}`, isHead }),
      };
    }),
  );

describe('a table', () => {
  it('[T7] is clauses that say their place, and reads back as it was written', () => {
    fc.assert(
      fc.property(scattered, (text) => {
        const doc = new Y.Doc({ gc: false });
        writeText(doc, text);
        expect(readText(doc)).toEqual(text);
      }),
    );
  });

  it('[T7] has places that are whole or none', () => {
    for (const wrong of ['', 't', 't/r', 't/r/', 't/r/c/foot', 't/r/c/head/more', '/r/c', 't/r/c d', 7, null]) {
      expect(asCellPlace(wrong)).toBeNull();
    }
    const place = { table: 't', row: 'r', column: 'c', isHead: true };
    expect(cellOf(cellPlace(place))).toEqual(place);
    const doc = new Y.Doc({ gc: false });
    writeText(doc, [cell(1, 1, 'words')]);
    (textOf(doc).get(0) as Y.XmlElement).setAttribute('cell', 't/r');
    expect(readText(doc)).toEqual([clause('t-1-1', 'words', { kind: 'text' })]);
  });

  it('[T7] does not disturb the numbers of others, and has none, whatever its clauses were', () => {
    fc.assert(
      fc.property(scattered, (text) => {
        const doc = new Y.Doc({ gc: false });
        writeText(doc, text);
        for (const node of textOf(doc).toArray()) (node as Y.XmlElement).setAttribute('kind', 'paragraph');
        const read = readText(doc);
        const others = read.filter((one) => one.cell === undefined);
        expect(numberClauses(read)).toEqual(numberClauses(others));
      }),
    );
  });

  it('[T8] is drawn with each clause once and in its order, whatever people did at once', () => {
    fc.assert(
      fc.property(scattered, (text) => {
        const drawn = withTables(text).flatMap((stretch) => {
          if (stretch.type === 'one') return [stretch.item];
          const { columns, rows } = stretch.table;
          expect(rows.every(({ cells }) => cells.length === columns.length)).toBe(true);
          expect(new Set(columns).size).toBe(columns.length);
          return rows.flatMap(({ cells }) => cells.flat());
        });
        expect(drawn).toEqual(text);
      }),
    );
  });

  it('[T8] has a hole where two people added a row and a column, and neither moves the words of others', () => {
    const base = [cell(0, 0, 'a'), cell(0, 1, 'b'), cell(1, 0, 'c'), cell(1, 1, 'd')];
    const one = new Y.Doc({ gc: false });
    writeText(one, base);
    const two = new Y.Doc({ gc: false });
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
    const after = (id: string, added: Clause) => ({ type: 'insert' as const, after: clauseId(id), clause: added });
    applyChanges(one, [after('t-0-0', cell(0, 9, 'x')), after('t-1-0', cell(1, 9, 'y'))], null);
    applyChanges(two, [after('t-1-1', cell(7, 1, 'f')), after('t-1-1', cell(7, 0, 'e'))], null);
    Y.applyUpdate(one, Y.encodeStateAsUpdate(two));
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
    expect(bracketed(readText(one))).toBe('| a | x | b |\n| --- | --- | --- |\n| c | y | d |\n| e |  | f |\n');
    expect(readText(two)).toEqual(readText(one));
    const [table] = withTables(readText(one));
    expect(table?.type === 'table' && headRows(table.table)).toBe(1);
  });

  it('[T8] with a place taken twice has both clauses in the cell', () => {
    const text = [...TABLE.slice(1, 4), { ...cell(1, 0, 'Sweden'), id: clauseId('twice') }, ...TABLE.slice(4, 7)];
    expect(bracketed(text)).toContain('| Norway<br>Sweden | [40] |\n');
  });

  it('[T9] loses a row or a column where all that was in it is out, and no cell of another', () => {
    fc.assert(
      fc.property(scattered, outcomes, (text, known) => {
        const outcomeOf = (id: (typeof text)[0]['runs'][0]['insertions'][0]) => known.get(id) ?? 'open';
        const standing = new Set(standingClauses(text, outcomeOf));
        const words = (one: Clause): string =>
          drawText([{ id: one.id, kind: one.kind, level: 0, label: '', runs: one.runs }], { ...OPEN, outcomeOf })
            .flatMap(({ parts }) => parts.flatMap((part) => (part.type === 'words' ? [part.run.text] : [])))
            .join('');
        for (const one of text) if (words(one) !== '') expect(standing.has(one)).toBe(true);
      }),
    );
  });

  it('[T9] counts a cell as empty that holds blanks alone', () => {
    const outcomeOf = (): 'refused' => 'refused';
    const row = [cell(1, 0, '<a Chad>'), cell(1, 1, ' ')];
    const text = [cell(0, 0, 'Country'), cell(0, 1, 'Sum'), ...row];
    expect(standingClauses(text, outcomeOf)).toHaveLength(2);
    expect(standsClean(text, outcomeOf)).toHaveLength(2);
  });

  it('[T9] loses a refused row with its empty cells, keeps an emptied cell, and an issue of the text says the same', () => {
    const a = proposalId('a');
    const added = [cell(5, 0, '<a Chad>'), cell(5, 1, '')];
    const text = [...TABLE.slice(0, 7), ...added, cell(6, 0, 'Mali'), cell(6, 1, ''), ...TABLE.slice(7)];
    const refused = {
      outcomeOf: (id: string) => (id === a ? ('refused' as const) : ('open' as const)),
      orderOf: () => 0,
      holdsNumber: () => false,
    };
    const shown = bracketedText(text, { ...refused, form: 'plain', attributionOf: () => ({ prefix: '', suffix: '' }) });
    expect(shown).toContain('| Norway |  |\n| Kenya | 60 |\n| Mali |  |\n');
    expect(shown).not.toContain('|  |  |');
    const state = stateOf(recorded('a'));
    const closed = {
      ...state,
      proposals: new Map(
        [...state.proposals].map(([id, one]) => [
          id,
          { ...one, status: { state: 'dropped' as const, entry: 2, ground: '', basis: null } },
        ]),
      ),
    };
    const next = nextRevision({ clauses: text, state: closed }, null).clauses;
    const rows = next.filter((one) => one.cell !== undefined).map((one) => one.cell?.split('/')[1]);
    expect(new Set(rows)).toEqual(new Set(['r0', 'r1', 'r2', 'r6']));
    expect(next.find(({ id }) => id === 't-1-1')?.runs).toEqual([]);
  });

  it('[T9] in the clean text has neither a row that is only proposed nor the empty cells beside its words', () => {
    const text = [...TABLE.slice(0, 7), cell(5, 0, '<a Chad>'), cell(5, 1, ''), ...TABLE.slice(7)];
    expect(cleanText(text, () => 'open')).toBe(
      '1. The Parties shall pay as follows:\n\n| Party | Share |\n| --- | --- |\n| Norway |  |\n| Kenya | 60 |\n\n2. They shall report.\n',
    );
  });

  it('[T10] takes a new row as one proposal, its empty cells with it, and a change to a cell like one to any clause', () => {
    const base = TABLE.slice(1, 7);
    const edited = [...base.slice(0, 5), cell(2, 1, '55'), cell(5, 0, 'Chad'), cell(5, 1, '')];
    const done = redraft({ base, edited, current: TABLE, outcomeOf: () => 'open', proposal: proposalId('b') });
    if (!done.ok) throw new Error('clash');
    const text = changeText(TABLE, done.value.changes);
    expect(bracketed(text)).toContain('| Kenya | [60][55 |\n| Chad | ] |\n');
    const row = text.filter((one) => one.cell !== undefined && cellOf(one.cell).row === 'r5');
    expect(row).toHaveLength(2);
    expect(row.every(({ runs }) => runs.every(({ insertions }) => insertions.includes(proposalId('b'))))).toBe(true);
    const without = standingClauses(text, (id) => (id === 'b' ? 'refused' : 'open'));
    expect(without.map(({ id }) => id)).toEqual(TABLE.map(({ id }) => id));
  });

  /** Why a preparation on the whole text would not be tabled; else the text with it. */
  const tabled = (edited: readonly Clause[], current: readonly Clause[] = TABLE): string | unknown[] => {
    let made = 0;
    const plan = planChange(
      { type: 'table', preparation: preparationId('p'), rationale: '' },
      {
        state: stateOf(recorded('a')),
        proposer: participantId('kenya'),
        clauses: () => current,
        prepared: { base: TABLE, edited },
        issued: () => null,
        newIds: { clause: () => clauseId(`c-new-${(made += 1)}`), proposal: () => proposalId('b') },
      },
    );
    return plan.ok ? placesOf(changeText(current, plan.value.changes)) : plan.refusal.refusal.reason;
  };
  const placesOf = (text: readonly Clause[]): unknown[] => text.map((one) => [withoutSlots(plainText(one)), one.cell]);
  const among = (at: number, ...added: readonly Clause[]): Clause[] => [...TABLE.slice(0, at), ...added, ...TABLE.slice(at)];
  const words = clause('c9', 'Nobody pays.');

  it.each([
    ['words between two cells of a row', among(4, words)],
    ['words between two rows', among(5, words)],
    ['a cell of another table', among(4, cell(0, 0, 'x', 'u'))],
    ['a cell of another row', among(4, cell(2, 2, 'x'))],
    ['a row that has the columns the other way round', among(7, cell(5, 1, 'a'), cell(5, 0, 'b'), cell(5, 2, 'c'))],
    [
      'what is no heading in a row of headings',
      among(3, { ...cell(1, 2, 'x'), cell: cellPlace({ table: 't', row: 'r0', column: 'k2', isHead: false }) }),
    ],
  ])('[T10] is not parted by what is tabled: %s', (_, edited) => {
    expect(tabled(edited)).toContain('would part a table');
  });

  it('[T10] has what is tabled beside it, in rows and columns of its own, or in a cell', () => {
    for (const edited of [
      among(1, words),
      among(7, words),
      among(7, cell(0, 0, 'x', 'u')),
      among(5, cell(5, 0, 'Chad'), cell(5, 1, '10')),
      among(3, cell(0, 2, 'From')),
      among(4, cell(1, 2, 'x')),
      among(5, { ...words, kind: 'text', cell: cell(1, 1, '').cell! }),
    ]) {
      expect(tabled(edited)).toEqual(placesOf(edited));
    }
  });

  it('[T10] [P2] has behind all of it what was put behind it before others added a row', () => {
    const current = among(7, cell(5, 0, '<a Chad>'), cell(5, 1, '<a 10>'));
    expect(tabled(among(7, words), current)).toEqual(placesOf([...current.slice(0, 9), words, ...TABLE.slice(7)]));
    const row = [cell(6, 0, 'Mali'), cell(6, 1, '20')];
    for (const behind of [[words], [], [cell(0, 0, 'x', 'u')]])
      expect(tabled(among(7, ...row, ...behind), current)).toEqual(
        placesOf([...current.slice(0, 7), ...row, ...current.slice(7, 9), ...behind, ...TABLE.slice(7)]),
      );
    // What comes at the end of the row itself stays in it.
    const wider = cell(2, 2, 'x');
    expect(tabled(among(7, wider, words), current)).toEqual(
      placesOf([...current.slice(0, 7), wider, ...current.slice(7, 9), words, ...TABLE.slice(7)]),
    );
    expect(tabled(among(7, wider, ...row, words))).toEqual(placesOf(among(7, wider, ...row, words)));
  });
});
