import fc from 'fast-check';
import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { differencesOf } from '../../shared/projection/difference.ts';
import { nextRevision, type TextWithRecord } from '../../shared/projection/revision.ts';
import { shownText } from '../../shared/projection/shown-text.ts';
import { cleanText } from '../../shared/projection/clean.ts';
import { decide } from '../../shared/record/decide.ts';
import { evolve } from '../../shared/record/evolve.ts';
import { EMPTY_STATE, outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { nextSymbol, symbolFault, tidySymbol } from '../../shared/record/symbol.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { cellPlace } from '../../shared/text/cell.ts';
import { proposalsIn, type Clause } from '../../shared/text/clause.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { readText } from '../../shared/text/reading.ts';
import { writeText } from '../../shared/text/writing.ts';
import { clauses, outcomes, proposals } from '../laws/generated.ts';
import { REGISTRY, clause, entriesOf, imported, inherited } from '../projection/built.ts';

/** A record in which each of the six has that outcome, and those without a word in the text have vanished. */
function recordOf(text: readonly Clause[], become: ReadonlyMap<ProposalId, 'open' | 'accepted' | 'refused'>): RecordState {
  const events: RecordEvent[] = [imported(...proposals)];
  const there = proposalsIn(text);
  for (const id of proposals) {
    if (become.get(id) === 'accepted') events.push({ type: 'ProposalAccepted', proposal: id, version: '' });
    if (become.get(id) === 'refused') events.push({ type: 'ProposalDropped', proposal: id, version: '', ground: '' });
    if (!there.has(id)) events.push({ type: 'TextVanished', proposal: id });
  }
  return entriesOf(events).reduce(evolve, EMPTY_STATE);
}

function issue(
  present: TextWithRecord,
  symbol = 'Rev.1',
  restored: { revision: number; text: TextWithRecord } | null = null,
): TextWithRecord {
  const next = nextRevision(present, restored?.text ?? null);
  const event: RecordEvent = {
    type: 'RevisionIssued',
    revision: present.state.revision,
    symbol,
    restores: restored?.revision ?? null,
    ...next.issued,
  };
  return { clauses: next.clauses, state: evolve(present.state, { number: present.state.last + 1, event }) };
}

const present = fc
  .tuple(clauses, outcomes)
  .map(([text, become]): TextWithRecord => ({ clauses: text, state: recordOf(text, become) }));

/** What is closed after a text was issued. */
function dropAll(text: TextWithRecord): TextWithRecord {
  const open = [...text.state.proposals.values()].filter(({ status }) => status.state === 'open');
  const state = open.reduce(
    (before, { id }) =>
      evolve(before, { number: before.last + 1, event: { type: 'ProposalDropped', proposal: id, version: '', ground: '' } }),
    text.state,
  );
  return { ...text, state };
}

describe('issuing a revision', () => {
  it('[R10] [R15] begins with a text that reads back as it was written, also where a clause stands twice and is a cell in one place', () => {
    const cells = fc.array(fc.constantFrom(undefined, cellPlace({ table: 't', row: 'r', column: 'c', isHead: false })));
    fc.assert(
      fc.property(present, cells, fc.nat(), ({ clauses: before, state }, places, twice) => {
        const again = before.slice(0, twice % (before.length + 1));
        const text = [...again, ...before].map((one, at): Clause => {
          const cell = places[at];
          return cell === undefined ? one : { ...one, kind: 'text', level: 0, label: '', cell };
        });
        const { clauses: next } = nextRevision({ clauses: text, state }, null);
        const doc = new Y.Doc({ gc: false });
        writeText(doc, next);
        expect(textDigest(readText(doc))).toBe(textDigest(next));
      }),
    );
  });

  it('[R10] changes nothing that a reader sees: words, brackets and numbers', () => {
    fc.assert(
      fc.property(present, (text) => {
        const next = issue(text);
        expect(shownText(next)).toEqual(shownText(text));
        expect(cleanText(next.clauses, outcomesOf(next.state)).replaceAll(/^\d+\.\s/gm, '')).toBe(
          cleanText(nextRevision(text, null).clauses, outcomesOf(text.state)).replaceAll(/^\d+\.\s/gm, ''),
        );
        expect(
          differencesOf(text, next, { entries: [], registry: REGISTRY }).every(({ clause: one }) => one.type === 'same'),
        ).toBe(true);
      }),
    );
  });

  it('[R10] leaves nothing in the next text that is out, and keeps every mark of what stays', () => {
    fc.assert(
      fc.property(present, (text) => {
        const next = issue(text);
        expect(nextRevision(next, null).clauses).toEqual(next.clauses);
      }),
    );
  });

  it('[R10] keeps text and record at one about existence (invariant 1)', () => {
    fc.assert(
      fc.property(present, (text) => {
        const next = issue(text);
        const there = proposalsIn(next.clauses);
        for (const { id, vanished } of next.state.proposals.values()) expect(vanished).toBe(!there.has(id));
      }),
    );
  });

  it('[R11] a closed proposal is reopened only where all its words are still there, and gives back what stood (R3)', () => {
    fc.assert(
      fc.property(present, (text) => {
        const next = issue(text);
        const facts = { versionOf: () => '', hasText: () => true };
        for (const { id, status } of next.state.proposals.values()) {
          if (status.state === 'open') continue;
          const reopen = decide(
            next.state,
            { type: 'reopen', proposal: id, reason: 'new facts' },
            { facts, nextNumber: 9, kindOf: () => 'state' },
          );
          if (!reopen.ok) {
            expect(next.state.leftBehind.has(id)).toBe(true);
            continue;
          }
          const opened = reopen.value.reduce((state, event) => evolve(state, { number: state.last + 1, event }), next.state);
          const before = reopen.value.reduce((state, event) => evolve(state, { number: state.last + 1, event }), text.state);
          expect(shownText({ clauses: next.clauses, state: opened }).map(({ words }) => words)).toEqual(
            shownText({ clauses: text.clauses, state: before }).map(({ words }) => words),
          );
        }
      }),
    );
  });

  it('[R13] a restored text is the one that was issued; what was dropped since can be reopened, and then reads as it did', () => {
    fc.assert(
      fc.property(present, (text) => {
        const second = issue(text);
        const third = issue(dropAll(second), 'Rev.2');
        const fourth = issue(third, 'Rev.3', { revision: 1, text });
        expect(fourth.clauses).toEqual(second.clauses);
        const there = proposalsIn(fourth.clauses);
        for (const { id, vanished } of fourth.state.proposals.values()) expect(vanished).toBe(!there.has(id));
        const reopened = [...fourth.state.proposals.values()]
          .filter(({ id }) => second.state.proposals.get(id)?.status.state === 'open' && there.has(id))
          .reduce((state, { id }) => {
            expect(state.leftBehind.has(id)).toBe(false);
            return evolve(state, {
              number: state.last + 1,
              event: { type: 'ProposalReopened', proposal: id, reason: '', revived: [] },
            });
          }, fourth.state);
        expect(shownText({ clauses: fourth.clauses, state: reopened })).toEqual(shownText(second));
      }),
    );
  });
});

describe('the symbol of a revision', () => {
  it('[R10] is 1 to 80 printable characters, and another one each time', () => {
    expect(symbolFault('A/CONF.62/WP.10/Rev.1', [])).toBeNull();
    expect(symbolFault('S-2/Añadido – projet', [])).toBeNull();
    for (const wrong of [
      '',
      'a\u0000b',
      'x'.repeat(81),
      'line\u2028break',
      'A\u202e/1',
      'A\u200b/1',
      'A\ufe0f/1',
      'A\u034f/1',
      'A\u3164/1',
    ])
      expect(symbolFault(wrong, [])?.code).toBe('malformed');
    expect(symbolFault('a/rev.1', [{ symbol: 'A/Rev.1' }])?.code).toBe('symbol-taken');
    // However its accents are written.
    expect(symbolFault(tidySymbol('S-2/An\u0303adido'), [{ symbol: tidySymbol('S-2/A\u00f1adido') }])?.code).toBe('symbol-taken');
    // Nor in letters that look alike.
    for (const alike of ['\u0410/Rev.1', 'A/R\u0435v.1', '\uFF21/Rev.1'])
      expect(symbolFault(alike, [{ symbol: 'A/Rev.1' }])?.code).toBe('symbol-taken');
    expect(symbolFault('A/Rev.11', [{ symbol: 'A/Rev.1' }, { symbol: 'A/Rev.2' }])).toBeNull();
    expect(tidySymbol('  A/Rev.1  (second  part) ')).toBe('A/Rev.1 (second part)');
  });

  it('[R10] the next one is proposed by counting on', () => {
    expect(nextSymbol([])).toBe('');
    expect(nextSymbol([{ symbol: 'A/CONF.1/L.2' }])).toBe('A/CONF.1/L.2/Rev.1');
    expect(nextSymbol([{ symbol: 'A/CONF.1/L.2/Rev.9' }])).toBe('A/CONF.1/L.2/Rev.10');
  });
});

describe('what lies between two texts', () => {
  it('[V7] names the decisions that made a clause another one, and no others', () => {
    const text = [clause('c1', 'Parties <a shall><b should> report.'), clause('c2', 'It meets <d twice> a year.')];
    const entries = entriesOf([
      {
        ...imported('a', 'b', 'd'),
        inherited: [inherited('a', 'c1'), inherited('b', 'c1'), inherited('d', 'c2')],
      } as RecordEvent,
      { type: 'ProposalAccepted', proposal: proposalId('a'), version: '' },
      { type: 'ProposalFell', proposal: proposalId('b'), because: 2, by: proposalId('a') },
      { type: 'ProposalDropped', proposal: proposalId('d'), version: '', ground: 'no support' },
    ]);
    const at = (number: number): TextWithRecord => ({
      clauses: text,
      state: entries.slice(0, number).reduce(evolve, EMPTY_STATE),
    });
    const told = (from: number, to: number): [string, number[]][] =>
      differencesOf(at(from), at(to), { entries, registry: REGISTRY }).map(({ clause: { id, type }, because }) => [
        `${id} ${type}`,
        because.map(({ entry }) => entry),
      ]);
    expect(told(1, 3)).toEqual([
      ['c1 changed', [2, 3]],
      ['c2 same', []],
    ]);
    expect(told(1, 4)).toEqual([
      ['c1 changed', [2, 3]],
      ['c2 changed', [4]],
    ]);
    expect(told(4, 3)).toEqual([
      ['c1 same', []],
      ['c2 changed', [4]],
    ]);
  });
});
