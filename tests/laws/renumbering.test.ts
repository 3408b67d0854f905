import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseId, proposalId } from '../../shared/base/ids.ts';
import { planRenumbering } from '../../shared/projection/renumbering.ts';
import { nextRevision } from '../../shared/projection/revision.ts';
import { cleanPassages } from '../../shared/projection/clean.ts';
import { seenClause } from '../../shared/projection/legible.ts';
import { numbersOf } from '../../shared/projection/numbers.ts';
import { statusOf } from '../../shared/projection/status.ts';
import { clauseVersion } from '../../shared/proposals/clause-version.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { addressesOf, addressWords } from '../../shared/text/addresses.ts';
import { changeText } from '../../shared/text/change.ts';
import { isHeading } from '../../shared/text/numbering.ts';
import { clause, imported } from '../projection/built.ts';
import { R, Draft, must, GONE, TREATY, draft, back } from './numbered-draft.ts';

/** Articles and paragraphs with numbers of every kind, some of them out, that refer to one another. */
const texts = fc
  .array(
    fc.record({
      ordinal: fc.constantFrom('', ' bis', ' ter', ' ante'),
      out: fc.boolean(),
      paragraphs: fc.array(
        fc.record({
          tail: fc.constantFrom('', ' bis', ' alt'),
          out: fc.boolean(),
          live: fc.boolean(),
          to: fc.nat(),
          subs: fc.nat(3),
        }),
        { maxLength: 4 },
      ),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((articles) => {
    const names = articles.map(({ ordinal }, index) => (index % 2 === 1 ? `${index} bis` : `${index + 1}${ordinal}`));
    return articles.flatMap((article, index) => {
      const wrap = (words: string, out: boolean): string => (out || article.out ? `<-gone ${words}>` : words);
      return [
        clause(`a${index}`, wrap(`Article ${names[index] ?? ''}. Title`, false), { kind: 'article' }),
        ...article.paragraphs.flatMap(({ tail, out, live, to, subs }, at) => [
          clause(`p${index}-${at}`, wrap(`Words of article ${names[to % names.length] ?? ''}, and of paragraph 3.`, out), {
            label: live ? '' : `${at + 2}${tail}.`,
          }),
          ...Array.from({ length: subs }, (_, sub) =>
            clause(`s${index}-${at}-${sub}`, wrap('Words.', out), {
              kind: 'subparagraph',
              level: 1,
              label: `(${'bdfh'[sub] ?? 'z'})`,
            }),
          ),
        ]),
      ];
    });
  });

describe('renumbering', () => {
  it('[N5] [N7] gives consecutive numbers, and references follow', () => {
    expect(draft.renumbered().lines()).toEqual([
      'PART I General',
      'Article 1. Terms',
      '1. Words, as in article 2, paragraph 2 (a).',
      '2. Words of paragraph 1.',
      'ARTICLE 2. Scope',
      '1. Words under Part II, articles 1 and 2, and article 87 of the Convention:',
      '2. Words:',
      '(a) stayed, see subparagraph (b),',
      '(b) stayed, see article 77.',
      '3. New words.',
      'PART II Last',
      'Article 3',
      '1. Words of paragraph 1 of article 3.',
    ]);
  });

  it.each([
    ['bis behind the first', ['Article 1', 'Article 1 bis', 'Article 2'], ['Article 1', 'Article 2', 'Article 3']],
    ['ante before the first', ['Article 1 ante', 'Article 1'], ['Article 1', 'Article 2']],
    ['rivals', ['Article 1', 'Article 1', 'Article 2'], ['Article 1', 'Article 2', 'Article 3']],
    ['what was moved', ['Article 4', 'Article 7', 'Article 5'], ['Article 1', 'Article 2', 'Article 3']],
    [
      'articles that go on over parts',
      ['Part I', 'Article 1', 'Article 2', 'Part II', 'Article 3', 'Article 3 bis'],
      ['Part I', 'Article 1', 'Article 2', 'Part II', 'Article 3', 'Article 4'],
    ],
    [
      'sections that begin anew in each chapter',
      ['Chapter I', 'Section 1', 'Section 1 bis', 'Chapter II', 'Section 1', 'Chapter III', 'Section 1'],
      ['Chapter I', 'Section 1', 'Section 2', 'Chapter II', 'Section 1', 'Chapter III', 'Section 1'],
    ],
    ['an alternative that stands further on', ['1.', '2.', '3.', '2 alt.', '4.'], ['1.', '2.', '3.', '4.', '5.']],
    ['paragraphs that were moved', ['1.', '3.', '2.', '4.'], ['1.', '2.', '3.', '4.']],
    ['paragraphs moved behind a heading', ['8.', '10.', 'Article 2', '9.', '11.'], ['1.', '2.', 'Article 1', '3.', '4.']],
    [
      'paragraphs that begin anew',
      ['Article 1', '1.', '1 bis.', 'Article 2', '1.', 'Article 3', '1.', '2.', 'Article 4', '2.'],
      ['Article 1', '1.', '2.', 'Article 2', '1.', 'Article 3', '1.', '2.', 'Article 4', '1.'],
    ],
    [
      'words that begin like a number',
      ['Chapter I', 'Section Civil law', 'Chapter III'],
      ['Chapter I', 'Section Civil law', 'Chapter II'],
    ],
    ['lists that begin anew', ['(a)', '(b)', '(a)', '(b)'], ['(a)', '(b)', '(a)', '(b)']],
    ['the preamble and the rest', ['PP1', 'PP1 bis', 'OP1', 'OP3'], ['PP1', 'PP2', 'OP1', 'OP2']],
  ])('[N5] each series counts through, and begins anew where it began anew: %s', (_, numbers, expected) => {
    const text = numbers.map((number, at) =>
      /^[APCS][a-z]/.test(number)
        ? clause(`c${at}`, number, { kind: number.startsWith('Article') ? 'article' : 'part' })
        : clause(`c${at}`, 'Words', { kind: number.startsWith('(') ? 'subparagraph' : 'paragraph', label: number }),
    );
    const before = new Draft(text);
    const { plan, changes } = planRenumbering(text, before.state, R);
    const after = new Draft(changeText(text, changes), [...before.events, { type: 'ClausesRenumbered', ...plan }]);
    expect(after.lines().map((line) => line.replace(' Words', ''))).toEqual(expected);
  });

  it('[N7] follows numbers with points, as they stand and as articles with paragraphs', () => {
    const text = [
      clause('a1', 'Article 1', { kind: 'article' }),
      clause('p1', 'Words of paragraphs 1.1 to 1.3.', { label: '1.1' }),
      clause('p3', 'Words of article 1, paragraph 1.3, and article 1.3.', { label: '1.3' }),
      clause('p3s', '(a) of paragraph 1.3.1.', { label: '1.3.1' }),
      clause('a3', 'Article 3', { kind: 'article' }),
      clause('q1', 'Words of paragraph 1.3 of article 1 and paragraph 3.1.', { label: '3.1' }),
      clause('a4', 'Article 4', { kind: 'article' }),
      clause('r1', 'Words.', { label: '1.' }),
      clause('r3', 'Words of article 4.3 and paragraph 3.1.', { label: '3.' }),
    ];
    const renumbered = new Draft(text).renumbered();
    expect(renumbered.lines()).toEqual([
      'Article 1',
      '1.1 Words of paragraphs 1.1 to 1.2.',
      '1.2 Words of article 1, paragraph 1.2, and article 1.2.',
      '1.2.1 (a) of paragraph 1.2.1.',
      'Article 2',
      '2.1 Words of paragraph 1.2 of article 1 and paragraph 2.1.',
      'Article 3',
      '1. Words.',
      '2. Words of article 3.2 and paragraph 2.1.',
    ]);
    expect(renumbered.leads()).toEqual(new Draft(text).leads());
  });

  it('[N7] leaves the numbers of other instruments as they were agreed', () => {
    const others = [
      'Words of article 3 of the 1951 Convention, of the Convention, in particular article 3 thereof, and of the Convention and its article 3.',
      'Words of article 3 of the Agreement for the Implementation of the Convention, of article 3 of that Agreement and paragraph 2 of that article.',
      'Words of articles 1, 3 and 4 of the Charter, article 3 of Directive 2001/42/EC and resolution 72/249 of 24 December 2017, paragraph 2.',
    ];
    const text = [
      clause('a1', 'Article 1', { kind: 'article' }),
      clause('a3', 'Article 3', { kind: 'article' }),
      ...others.map((words, at) => clause(`p${at}`, words, { label: `${2 * at + 2}.` })),
      clause('own', 'Words of article 3 of this Agreement, paragraph 2 of article 3, and the Convention.', { label: '9.' }),
    ];
    expect(new Draft(text).renumbered().lines()).toEqual([
      'Article 1',
      'Article 2',
      ...others.map((words, at) => `${at + 1}. ${words}`),
      '4. Words of article 2 of this Agreement, paragraph 1 of article 2, and the Convention.',
    ]);
  });

  it('[N5] the concordance has every number once, with what became of it', () => {
    const noted = must(
      draft.give({ type: 'note-tombstone', clause: clauseId('a3'), parts: [{ what: '', fate: 'merged', to: clauseId('a3b') }] }),
    );
    const { rows } = planRenumbering(noted.clauses, noted.state, R).plan;
    expect(rows.map(({ from, to, fate, went }) => `${from} ${fate} ${to}${went}`)).toEqual([
      'part I same part I',
      'article 1 same article 1',
      'article 1, paragraph 1 same article 1, paragraph 1',
      'article 1, paragraph 1 bis renumbered article 1, paragraph 2',
      'article 2 merged article 2',
      'article 3 BIS renumbered article 2',
      'article 3 BIS, paragraph 1 renumbered article 2, paragraph 1',
      'article 3 BIS, paragraph 2 renumbered article 2, paragraph 2',
      'article 3 BIS, paragraph 2 (a) deleted ',
      'article 3 BIS, paragraph 2 (b) renumbered article 2, paragraph 2 (a)',
      'article 3 BIS, paragraph 2 (c) renumbered article 2, paragraph 2 (b)',
      'article 3 BIS, paragraph 2 bis renumbered article 2, paragraph 3',
      'part III renumbered part II',
      'article 9 renumbered article 3',
      'article 9, paragraph 1 renumbered article 3, paragraph 1',
    ]);
  });

  it('[N5] waits for a clean text, for what was shown, and is not done twice', () => {
    const open = new Draft(TREATY, [imported('gone', 'other'), GONE]);
    const { version } = planRenumbering(open.clauses, open.state, R);
    expect(open.give({ type: 'renumber', version })).toMatch(/still open/);
    expect(draft.give({ type: 'renumber', version: '0'.repeat(64) })).toMatch(/changed since/);
    const renumbered = draft.renumbered();
    expect(renumbered.give({ type: 'renumber', version })).toMatch(/has been renumbered. Go back/);
    const { issued } = nextRevision({ clauses: renumbered.clauses, state: renumbered.state }, null);
    const later = renumbered.and({ type: 'RevisionIssued', revision: 1, symbol: 'L.1', restores: null, ...issued });
    // What cannot be done is not said to be what can.
    for (const command of [
      { type: 'renumber', version },
      { type: 'undo-renumbering', reason: 'Again.' },
    ] as const)
      expect(later.give(command)).toMatch(/Restore an earlier revision/);
    const done = new Draft([clause('a', 'Words.', { label: '1.' })]);
    expect(done.give({ type: 'renumber', version: planRenumbering(done.clauses, done.state, R).version })).toMatch(
      /consecutive already/,
    );
  });

  it('[N7] a number goes with the words in which it stands, whatever is reopened since', () => {
    const clauses = [
      clause('a1', 'Article 2. Terms', { kind: 'article' }),
      clause('a2', '<x Article 4 bis. Scope>', { kind: 'article' }),
      clause('p1', 'Words<x , as in article 4 bis,> and more.', { label: '1.' }),
    ];
    const accepted = new Draft(clauses, [imported('x'), { type: 'ProposalAccepted', proposal: proposalId('x'), version: '' }]);
    const renumbered = accepted.renumbered();
    expect(renumbered.lines()).toEqual(['Article 1. Terms', 'Article 2. Scope', '1. Words, as in article 2, and more.']);
    const dropped = renumbered.and(
      { type: 'ProposalReopened', proposal: proposalId('x'), reason: 'new facts', revived: [] },
      { type: 'ProposalDropped', proposal: proposalId('x'), version: '', ground: 'no agreement' },
    );
    expect(dropped.lines()).toEqual(['Article 1. Terms', '1. Words and more.']);
  });

  it('[N7] what was agreed stays so, before and after the old numbers come back', () => {
    const version = clauseVersion(TREATY[2] ?? clause('', ''), outcomesOf(draft.state)) ?? '';
    const agreed = draft.and({ type: 'ClauseAgreed', clause: clauseId('p1'), rung: 'ad-ref', version, settles: [] });
    const isAgreed = (one: Draft): boolean =>
      one.clauses.some((it) => it.id === 'p1' && statusOf(it, one.state)?.rung.id === 'ad-ref');
    const after = agreed.renumbered();
    expect([
      isAgreed(agreed),
      isAgreed(after),
      isAgreed(must(after.give({ type: 'undo-renumbering', reason: 'Not yet.' }))),
    ]).toEqual([true, true, true]);
  });

  it('[N8] the old numbers come back with a reason, to the letter', () => {
    const after = draft.renumbered();
    expect(after.give({ type: 'undo-renumbering', reason: ' ' })).toMatch(/with a reason/);
    expect(back(after).lines()).toEqual(draft.lines());
    expect(back(after).give({ type: 'undo-renumbering', reason: 'Again.' })).toMatch(/not been renumbered/);
  });
});

it('[N5] [N7] [N8] of any text: numbers are consecutive, references lead where they led, each word names its origin, and all comes back', () => {
  fc.assert(
    fc.property(texts, (clauses) => {
      const before = new Draft(clauses, [imported('gone'), GONE]);
      const planned = planRenumbering(before.clauses, before.state, R);
      if (planned.plan.rows.every(({ fate }) => fate === 'same') && planned.plan.labels.length === 0) return;
      const after = before.renumbered();
      const outcomeOf = outcomesOf(after.state);
      const { of, tombstones } = numbersOf(after.clauses, after.state);
      expect(tombstones.size).toBe(0);
      const standing = after.clauses
        .map((one) => seenClause(one, of.get(one.id) ?? '', outcomeOf))
        .filter(({ words }) => words !== '');
      const articles = standing.filter(({ kind }) => isHeading(kind)).map(({ words }) => /^Article (.+?)\./.exec(words)?.[1]);
      expect(articles).toEqual(articles.map((_, index) => String(index + 1)));
      const addresses = [...addressesOf(standing).values()].map(addressWords);
      expect(new Set(addresses).size).toBe(addresses.length);
      const was = before.leads();
      expect(after.leads().filter((_, index) => was[index] !== null)).toEqual(was.filter((target) => target !== null));
      for (const one of after.clauses)
        for (const { origin } of cleanPassages(one, outcomeOf, () => 0)) expect(origin === null || origin === R).toBe(true);
      expect(back(after).lines()).toEqual(before.lines());
      expect(
        after.clauses.map((one) =>
          one.runs
            .filter((run) => !run.insertions.includes(R))
            .map((run) => run.text)
            .join(''),
        ),
      ).toEqual(before.clauses.map((one) => one.runs.map((run) => run.text).join('')));
    }),
    { numRuns: 200 },
  );
});
