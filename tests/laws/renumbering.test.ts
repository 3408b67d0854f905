import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clauseId, proposalId } from '../../shared/base/ids.ts';
import { planRenumbering } from '../../shared/projection/renumbering.ts';
import { cleanPassages } from '../../shared/projection/clean.ts';
import { seenClause } from '../../shared/projection/legible.ts';
import { numbersOf } from '../../shared/projection/numbers.ts';
import { statusOf } from '../../shared/projection/status.ts';
import { clauseVersion } from '../../shared/proposals/clause-version.ts';
import { decideNumbering, type NumberingCommand } from '../../shared/record/numbering.ts';
import type { RecordEvent } from '../../shared/record/event.ts';
import { outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { addressesOf, addressWords } from '../../shared/text/addresses.ts';
import { changeText } from '../../shared/text/change.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { isHeading } from '../../shared/text/numbering.ts';
import { referencesIn } from '../../shared/text/references.ts';
import { clause, imported, stateOf } from '../projection/built.ts';

const R = proposalId('renumbering');

/** A text and what its record says. */
class Draft {
  readonly clauses: readonly Clause[];
  readonly events: readonly RecordEvent[];
  readonly state: RecordState;

  constructor(clauses: readonly Clause[], events: readonly RecordEvent[] = [imported()]) {
    this.clauses = clauses;
    this.events = events;
    this.state = stateOf(...events);
  }

  and(...events: RecordEvent[]): Draft {
    return new Draft(this.clauses, [...this.events, ...events]);
  }

  give(command: NumberingCommand, clauses = this.clauses): Draft | string {
    const planned = planRenumbering(this.clauses, this.state, R);
    const renumbering = { plan: planned.plan, version: planned.version };
    const decision = decideNumbering(this.state, command, {
      clauses: this.clauses,
      outcomeOf: outcomesOf(this.state),
      renumbering,
    });
    return decision.ok ? new Draft(clauses, [...this.events, ...decision.value]) : decision.refusal.reason;
  }

  renumbered(): Draft {
    const planned = planRenumbering(this.clauses, this.state, R);
    return must(this.give({ type: 'renumber', version: planned.version }, changeText(this.clauses, planned.changes)));
  }

  /** Every clause that stands with its number, as people read it. */
  lines(): string[] {
    const outcomeOf = outcomesOf(this.state);
    const { of, tombstones } = numbersOf(this.clauses, this.state);
    return this.clauses.flatMap((one) => {
      const words = tombstones.get(one.id)?.words ?? seenClause(one, '', outcomeOf).words;
      return words === '' ? [] : [[of.get(one.id) ?? '', words].filter((part) => part !== '').join(' ')];
    });
  }

  /** Where each reference leads. */
  leads(): (string | null)[] {
    const { of } = numbersOf(this.clauses, this.state);
    const seen = this.clauses
      .map((one) => seenClause(one, of.get(one.id) ?? '', outcomesOf(this.state)))
      .filter(({ words }) => words !== '');
    return referencesIn(seen).flatMap(({ mentions }) => mentions.map(({ target }) => target));
  }
}

function must(draft: Draft | string): Draft {
  if (typeof draft === 'string') throw new Error(draft);
  return draft;
}

const GONE = { type: 'ProposalAccepted', proposal: proposalId('gone'), version: '' } as const;

const TREATY = [
  clause('h1', 'PART I General', { kind: 'part' }),
  clause('a1', 'Article 1. Terms', { kind: 'article' }),
  clause('p1', 'Words, as in article 3 bis, paragraph 2 (b).', { label: '1.' }),
  clause('p1b', 'Words of paragraph 1.', { label: '1 bis.' }),
  clause('a3', '<-gone Article 2. Gone>', { kind: 'article' }),
  clause('g1', '<-gone Words that went.>', { label: '1.' }),
  clause('a3b', 'ARTICLE 3 BIS. Scope', { kind: 'article' }),
  clause('q1', 'Words under Part III, articles 1 and 3 bis, and article 87 of the Convention:', { label: '1.' }),
  clause('q2', 'Words:', { label: '2.' }),
  clause('q2a', '<-gone went,>', { kind: 'subparagraph', level: 1, label: '(a)' }),
  clause('q2b', 'stayed, see subparagraph (c),', { kind: 'subparagraph', level: 1, label: '(b)' }),
  clause('q2c', 'stayed, see article 77.', { kind: 'subparagraph', level: 1, label: '(c)' }),
  clause('q3', 'New words.'),
  clause('h3', 'PART III Last', { kind: 'part' }),
  clause('a9', 'Article 9', { kind: 'article' }),
  clause('r1', 'Words of paragraph 1 of article 9.', { label: '1.' }),
];

const draft = new Draft(TREATY, [imported('gone'), GONE]);

describe('tombstones', () => {
  it('[N4] a numbered clause whose words are out stands as deleted, what stands under it not again', () => {
    expect(draft.lines().filter((line) => /Deleted/.test(line))).toEqual(['Article 2 Deleted.', '(a) Deleted.']);
    expect(draft.lines()).toContain('2 bis. New words.');
  });

  it('[N4] what went elsewhere names each destination, by the number that it has', () => {
    const noted = must(
      draft.give({
        type: 'note-tombstone',
        clause: clauseId('a3'),
        parts: [
          { what: 'paragraph 1', fate: 'deleted', to: null },
          { what: 'paragraph 2', fate: 'moved', to: clauseId('q2b') },
        ],
      }),
    );
    expect(noted.lines()).toContain(
      'Article 2 Deleted - paragraph 1 deleted, and paragraph 2 moved as article 3 BIS, paragraph 2 (b).',
    );
    const merged = must(
      draft.give({ type: 'note-tombstone', clause: clauseId('a3'), parts: [{ what: '', fate: 'merged', to: clauseId('a9') }] }),
    );
    expect(merged.lines()).toContain('Article 2 Deleted and merged into article 9.');
    const plain = must(merged.give({ type: 'note-tombstone', clause: clauseId('a3'), parts: [] }));
    expect(plain.lines()).toEqual(draft.lines());
  });

  it('[N4] nothing is noted of what stands, nor a place that does not', () => {
    expect(draft.give({ type: 'note-tombstone', clause: clauseId('p1'), parts: [] })).toMatch(/still has words/);
    const nowhere = { what: '', fate: 'moved', to: clauseId('g1') } as const;
    expect(draft.give({ type: 'note-tombstone', clause: clauseId('a3'), parts: [nowhere] })).toMatch(/Say where it went/);
  });

  it('[N4] where another clause goes on under the number there is none', () => {
    const rivals = [clause('x', '<gone One.>', { label: '4.' }), clause('y', 'Other.', { label: '4.' })];
    const dropped = { type: 'ProposalDropped', proposal: proposalId('gone'), version: '', ground: '' } as const;
    expect(new Draft(rivals, [imported('gone'), dropped]).lines()).toEqual(['4. Other.']);
  });
});

describe('alternatives', () => {
  it('[N3] an alternative is numbered after what it is an alternative of, and gets its number back', () => {
    const mark = { type: 'mark-alternative', clause: clauseId('q3'), of: clauseId('q2') } as const;
    const marked = must(
      draft.give(
        mark,
        TREATY.map((one) => (one.id === 'q3' ? { ...one, label: '2 alt.' } : one)),
      ),
    );
    expect(marked.events.at(-1)).toMatchObject({ type: 'AlternativeMarked', before: '', after: '2 alt.' });
    expect(marked.lines()).toContain('2 alt. New words.');
    const second = marked.give({ type: 'mark-alternative', clause: clauseId('q1'), of: clauseId('q2') });
    expect(must(second).events.at(-1)).toMatchObject({ after: '2 alt 2.' });
    expect(marked.give(mark)).toMatch(/already/);
    expect(must(marked.give({ ...mark, of: null })).events.at(-1)).toMatchObject({ before: '2 alt.', after: '' });
    expect(draft.give({ ...mark, of: clauseId('q3') })).toMatch(/itself/);
    expect(draft.give({ ...mark, of: null })).toMatch(/not marked/);
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
    expect(draft.give({ type: 'renumber', version: '0000000000000000' })).toMatch(/changed since/);
    expect(draft.renumbered().give({ type: 'renumber', version })).toMatch(/has been renumbered/);
    const done = new Draft([clause('a', 'Words.', { label: '1.' })]);
    expect(done.give({ type: 'renumber', version: planRenumbering(done.clauses, done.state, R).version })).toMatch(
      /consecutive already/,
    );
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

/** The old numbers, as the server writes them. */
function back(after: Draft): Draft {
  const labels = new Map(after.state.numbering.renumbered?.labels.map((one) => [one.clause, one.before]));
  return must(
    after.give(
      { type: 'undo-renumbering', reason: 'Not yet.' },
      after.clauses.map((one) => ({ ...one, label: labels.get(one.id) ?? one.label })),
    ),
  );
}

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
    const names = articles.map(({ ordinal }, index) => `${index * 2 + 1}${ordinal}`);
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
