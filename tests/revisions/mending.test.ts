import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseId, proposalId, type ProposalId } from '../../shared/base/ids.ts';
import { bringingOrder, cleanPassages, cleanText } from '../../shared/projection/clean.ts';
import { visibleRuns } from '../../shared/projection/drawing.ts';
import { mendings } from '../../shared/projection/mending.ts';
import { numbersOf } from '../../shared/projection/numbers.ts';
import { nextRevision, type NextRevision, type TextWithRecord } from '../../shared/projection/revision.ts';
import { shownText } from '../../shared/projection/shown-text.ts';
import { clauseVersion } from '../../shared/proposals/clause-version.ts';
import type { Outcome } from '../../shared/proposals/standing.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { evolve } from '../../shared/record/evolve.ts';
import { outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { joinRuns, plainText, SLOT, withoutSlots, type Clause, type Run } from '../../shared/text/clause.ts';
import { clause, imported, inherited, stateOf } from '../projection/built.ts';

const IDS = ['q1', 'q2', 'q3'].map(proposalId);
/** Scraps that make every kind of punctuation meet every other, over the edges of words, looks and proposals. */
const SCRAPS = ['a', 'b ', ' c', ' ', '  ', '\u00a0', ',', ', ', ' ,', '.', ' .', ';', ' )', '(d', SLOT, 'e, '];

const run: fc.Arbitrary<Run> = fc
  .record({
    text: fc.array(fc.constantFrom(...SCRAPS), { minLength: 1, maxLength: 3 }).map((scraps) => scraps.join('')),
    insertions: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray(IDS, { maxLength: 2 })),
    deletions: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, fc.subarray(IDS, { maxLength: 1 })),
    bold: fc.boolean(),
  })
  .map(({ bold, ...rest }) => (bold ? { ...rest, bold } : rest));

const texts: fc.Arbitrary<Clause[]> = fc
  .array(fc.array(run, { maxLength: 7 }), { minLength: 1, maxLength: 3 })
  .map((list) => list.map((runs, at) => ({ ...clause(`c${at}`, ''), runs: joinRuns(runs) })));

type Outcomes = ReadonlyMap<ProposalId, Outcome>;
const outcomes: fc.Arbitrary<Outcomes> = fc
  .tuple(...IDS.map(() => fc.constantFrom<Outcome>('open', 'accepted', 'refused')))
  .map((list) => new Map(IDS.map((id, at) => [id, list[at] ?? 'open'])));

const IMPORT = imported(...IDS) as Extract<RecordEvent, { type: 'DraftImported' }>;

/** A record in which each has that outcome. Of some, brackets that open a clause stand before its number. */
function recordOf(become: Outcomes, holdNumbers: boolean): RecordState {
  const events: RecordEvent[] = [
    { ...IMPORT, inherited: IDS.map((id) => ({ ...inherited(id, 'c0'), holdsNumber: holdNumbers })) },
  ];
  for (const [proposal, outcome] of become) {
    if (outcome === 'accepted') events.push({ type: 'ProposalAccepted', proposal, version: '' });
    if (outcome === 'refused') events.push({ type: 'ProposalDropped', proposal, version: '', ground: '' });
  }
  return stateOf(...events);
}

function issued(present: TextWithRecord): TextWithRecord & NextRevision {
  const next = nextRevision(present, null);
  const event: RecordEvent = { type: 'RevisionIssued', revision: 1, symbol: 'Rev.1', restores: null, ...next.issued };
  return { ...next, state: evolve(present.state, { number: present.state.last + 1, event }) };
}

/** A text as decided, the next revision of it, and what is read of each clause. */
function issuedOf(clauses: readonly Clause[], become: Outcomes, holdNumbers: boolean) {
  const state = recordOf(become, holdNumbers);
  const shown = new Map(shownText({ clauses, state }).map(({ id, words }) => [id, words]));
  return { state, next: issued({ clauses, state }), shown };
}

/** A text, and how it may be decided from then on. */
const cases = fc.record({ clauses: texts, now: outcomes, later: outcomes, holdNumbers: fc.boolean() });

const wordsOf = ({ runs }: Pick<Clause, 'runs'>): string => withoutSlots(runs.map(({ text }) => text).join(''));
const isTouched = ({ insertions, deletions }: Run): boolean => insertions.length + deletions.length > 0;

describe('what the next revision is written with', () => {
  it('[R18] reads as before, however what is left is decided from then on: with brackets and clean, each character by its origin', () => {
    fc.assert(
      fc.property(cases, ({ clauses, now, later, holdNumbers }) => {
        const before = { clauses, state: recordOf(now, holdNumbers) };
        const next = issued(before);
        const decided = new Map(IDS.map((id) => [id, (next.state.leftBehind.has(id) ? now : later).get(id) ?? 'open']));
        const state = recordOf(decided, holdNumbers);
        // Numbers apart, which an issue freezes.
        const frozen = next.clauses.map((one) => ({ ...one, runs: clauses.find(({ id }) => id === one.id)?.runs ?? [] }));
        const read = (text: readonly Clause[], as: RecordState): unknown => {
          const origins = text.map((one) =>
            cleanPassages(one, outcomesOf(as), bringingOrder(as)).flatMap(({ text: words, origin, run: { bold } }) =>
              Array.from(words, (character) => `${character} ${origin ?? ''} ${bold === true}`),
            ),
          );
          return { origins, shown: shownText({ clauses: text, state: as }) };
        };
        expect(shownText(next)).toEqual(shownText(before));
        expect(read(next.clauses, before.state)).toEqual(read(frozen, before.state));
        expect(read(next.clauses, state)).toEqual(read(frozen, state));
      }),
    );
  });

  it('[R18] is what is read, where no proposal has words left; and of no proposal is a word, a space or a mark another', () => {
    fc.assert(
      fc.property(cases, ({ clauses, now, holdNumbers }) => {
        const { state, next, shown } = issuedOf(clauses, now, holdNumbers);
        for (const one of next.clauses) {
          const was = visibleRuns(clauses.find(({ id }) => id === one.id) ?? one, outcomesOf(state));
          const is = visibleRuns(one, outcomesOf(state));
          if (!is.some(isTouched)) expect(plainText(one)).toBe(shown.get(one.id));
          expect(joinRuns(is.filter(isTouched))).toEqual(joinRuns(was.filter(isTouched)));
          // Of what is out there is at most that there was something, where nothing is read of the rest.
          const out = one.runs.filter((run) => !is.includes(run));
          expect(out.map(({ text }) => text)).toEqual(out.length === 0 ? [] : [SLOT]);
          if (out.length > 0)
            expect([is.length > 0, /[^\s,\u2060]/.test(is.map(({ text }) => text).join(''))]).toEqual([true, false]);
        }
      }),
    );
  });

  it('[R18] is gone once its empty brackets are accepted, where words of it went before; not where it was empty from the first', () => {
    const [lost, held] = IDS;
    const empty: Run = { text: SLOT, insertions: [held!], deletions: [] };
    const refused = new Map<ProposalId, Outcome>([[lost!, 'refused']]);
    const accepted = new Map([...refused, [held!, 'accepted'] as const]);
    const shownOnceAccepted = (runs: readonly Run[]): unknown => {
      const before = {
        clauses: [{ ...clause('c0', ''), runs }, clause('c1', 'Words.')],
        state: recordOf(refused, false),
      };
      const next = issued(before);
      expect(shownText(next)).toEqual(shownText(before));
      const again = issued(next);
      expect(again.clauses).toEqual(next.clauses);
      const as = { clauses: again.clauses, state: recordOf(accepted, false) };
      return [shownText(as)[0]?.words, issued(as).clauses[0]?.runs];
    };
    expect(shownOnceAccepted([empty, { text: 'a', insertions: [lost!], deletions: [] }])).toEqual(['Deleted.', []]);
    expect(shownOnceAccepted([empty])).toEqual(['', [empty]]);
  });

  it('[R18] lacks spaces and commas alone, in just the clauses that the entry names', () => {
    fc.assert(
      fc.property(cases, ({ clauses, now, holdNumbers }) => {
        const { state, next } = issuedOf(clauses, now, holdNumbers);
        const mended = next.clauses.flatMap((one) => {
          const was = visibleRuns(clauses.find(({ id }) => id === one.id) ?? one, outcomesOf(state));
          const [before, after] = [wordsOf({ runs: was }), wordsOf(one)];
          expect(after.replaceAll(/[\s,]/g, '')).toBe(before.replaceAll(/[\s,]/g, ''));
          return before === after ? [] : [one.id];
        });
        expect(next.issued.mended ?? []).toEqual(mended);
      }),
    );
  });

  it('[R18] [Q1] [L1] is of the version that was circulated, voted on or agreed, which counts what is read', () => {
    fc.assert(
      fc.property(cases, ({ clauses, now, holdNumbers }) => {
        const { state, next, shown } = issuedOf(clauses, now, holdNumbers);
        for (const one of next.clauses) {
          const before = clauses.find(({ id }) => id === one.id) ?? one;
          const version = clauseVersion(before, outcomesOf(state));
          expect(clauseVersion(one, outcomesOf(next.state))).toBe(version);
          if ([...now.values()].includes('open') || before.runs.some(({ bold }) => bold === true)) continue;
          const read: Run = { text: shown.get(one.id) ?? '', insertions: [], deletions: [] };
          expect(clauseVersion({ ...before, runs: [read] }, () => 'open')).toBe(version);
        }
      }),
    );
  });

  it('[R18] is mended where words of no proposal meet; where words of one stand, it is read mended and stays as it is', () => {
    const text = [
      clause('c0', 'Parties <q1 promptly> shall <q2 fully > report<q3 , where possible,> .'),
      clause('c1', 'Parties <q1 yearly> , report<q3  twice>.'),
      clause('c2', 'Nothing  was proposed here , ever.'),
      clause('c3', '<q3 All of it> '),
    ];
    const refused = new Map(IDS.map((id) => [id, id === proposalId('q2') ? 'accepted' : 'refused'] as const));
    const next = issued({ clauses: text, state: recordOf(refused, false) });
    expect(next.clauses.map(plainText)).toEqual([
      'Parties shall fully  report.',
      'Parties, report.',
      'Nothing  was proposed here , ever.',
    ]);
    expect(next.issued.mended).toEqual(['c0', 'c1']);
    expect(text.slice(0, 2).map((one) => mendings(one, (id) => refused.get(id) ?? 'open'))).toEqual([
      [
        { before: 'Parties ', leftOut: ' ', after: 'shall fully  report.' },
        { before: '… shall fully  report', leftOut: ' ', after: '.' },
      ],
      [{ before: 'Parties', leftOut: '  ', after: ', report.' }],
    ]);
    expect(shownText(next)[0]?.words).toBe('Parties shall fully report.');
    const open = issued({ clauses: text, state: recordOf(new Map([[proposalId('q1'), 'refused']]), false) });
    expect(open.clauses.map(plainText)).toEqual([
      'Parties shall fully  report, where possible,.',
      'Parties, report twice.',
      'Nothing  was proposed here , ever.',
      'All of it ',
    ]);
    expect(shownText(open).map(({ words }) => words)).toEqual([
      'Parties shall [fully ] report[, where possible,].',
      'Parties, report[ twice].',
      'Nothing  was proposed here , ever.',
      '[All of it]',
    ]);
  });
});

it.each([
  ['whole', 'Parties shall[^n] report.'],
  ['once what stands in it goes', 'Parties shall report[^<q2 more>n].'],
])(
  '[R18] [F3] the mark of a footnote that is out is not shown in any later revision, and what refers to it stays as it was agreed: %s',
  (_, words) => {
    const note = { ...clause('note', '<q1 Of what was not agreed.>'), kind: 'footnote', label: '[^n]:' } as const;
    const clauses = [clause('c0', words), note, { ...note, id: clauseId('again') }];
    let text: TextWithRecord = { clauses, state: recordOf(new Map([[IDS[0]!, 'refused']]), false) };
    const readings = ({ clauses: now, state }: TextWithRecord): unknown => [
      cleanText(now, outcomesOf(state), numbersOf(now, state)),
      shownText({ clauses: now, state }).map(({ words }) => words),
      clauseVersion(now[0]!, outcomesOf(state)),
    ];
    const read = readings(text);
    expect(JSON.stringify(read)).toContain('Parties shall report.\\n');
    for (const revision of [2, 3]) {
      text = issued(text);
      expect(readings(text), `revision ${revision}`).toEqual(read);
      expect(text.clauses.map(({ id }) => id)).toEqual(['c0', 'note']);
      expect(plainText(text.clauses[1]!)).toBe('');
    }
    // Once nothing refers to it nothing is kept of it.
    expect(issued({ ...text, clauses: [clause('c0', 'Parties shall report.'), text.clauses[1]!] }).clauses).toHaveLength(1);
  },
);
