import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proposalId, type ClauseId } from '../../shared/base/ids.ts';
import { type Brought } from '../../shared/import/brought.ts';
import type { FileParagraph } from '../../shared/import/file-text.ts';
import { redraft } from '../../shared/proposals/redraft.ts';
import { changeText } from '../../shared/text/change.ts';
import { plainText, type Clause } from '../../shared/text/clause.ts';
import { rewording } from '../laws/generated.ts';
import { clause } from '../projection/built.ts';
import { US, THEM, CHOICES, words, paragraph, file, bring, shown, DRAFT, untouched } from './brought-file.ts';

/** What a person does to one clause in a word processor with tracking on. */
type Step = { readonly what: 'keep' | 'strike'; readonly put: string };

const steps = fc.array(
  fc.record({
    what: fc.constantFrom<Step['what']>('keep', 'keep', 'keep', 'strike'),
    put: fc.constantFrom('', '', '', 'may ', 'freely '),
  }),
  {
    minLength: 12,
    maxLength: 12,
  },
);

interface Edited {
  readonly paragraphs: FileParagraph[];
  /** How each clause reads afterwards, the new ones by their words. */
  readonly expected: string[];
}

const edit = fc.record({
  steps,
  fate: fc.constantFrom('edit' as const, 'edit' as const, 'leave' as const, 'delete' as const),
  behind: fc.array(fc.constantFrom('A new paragraph of ours.', 'Another one.'), { maxLength: 2 }),
});

/** The draft with what a preparation makes of it. */
function whole(draft: readonly Clause[], { base, edited }: Brought): string[] {
  const isBase = new Set(base.map(({ id }) => id));
  const at = (id: ClauseId): Clause | undefined => edited.find((one) => one.id === id);
  const rows: Clause[] = [];
  const firstBase = edited.findIndex(({ id }) => isBase.has(id));
  rows.push(...edited.slice(0, Math.max(0, firstBase)));
  for (const one of draft) {
    rows.push(at(one.id) ?? one);
    const place = edited.findIndex(({ id }) => id === one.id);
    if (place === -1) continue;
    for (const next of edited.slice(place + 1)) {
      if (isBase.has(next.id)) break;
      rows.push(next);
    }
  }
  return shown(rows);
}

function editedFile(
  draft: readonly Clause[],
  edits: readonly { steps: readonly Step[]; fate: 'edit' | 'leave' | 'delete'; behind: readonly string[] }[],
): Edited {
  const paragraphs: FileParagraph[] = [];
  const expected: string[] = [];
  let made = 0;
  for (const [index, one] of draft.entries()) {
    const { steps: list, fate, behind } = edits[index % edits.length] ?? { steps: [], fate: 'leave' as const, behind: [] };
    const tokens = plainText(one).split(/(?<= )/);
    const pieces =
      fate === 'leave'
        ? [words(plainText(one))]
        : fate === 'delete'
          ? [words(plainText(one), '-')]
          : tokens.flatMap((token, at) => {
              const step = list[at] ?? { what: 'keep', put: '' };
              return [words(token, step.what === 'strike' ? '-' : ''), ...(step.put === '' ? [] : [words(step.put, '+')])];
            });
    // As Word does: a new paragraph behind one takes its end, which is then the new one.
    const isLast = index === draft.length - 1;
    const after = pieces
      .filter((piece) => piece.deletedBy === null)
      .map((piece) => piece.text)
      .join('');
    const isDeleted = after.trim() === '';
    paragraphs.push(paragraph(one.id, pieces, { ...(isDeleted && !isLast && behind.length === 0 ? { deletedBy: US } : {}) }));
    expected.push(`${one.id}: ${isDeleted ? '' : after}`);
    for (const text of behind) {
      paragraphs.push(paragraph(null, [words(text, '+')], isLast ? {} : { insertedBy: US }));
      expected.push(`new${(made += 1)}: ${text}`);
    }
  }
  return { paragraphs, expected };
}

const draftTexts = fc.array(
  fc
    .array(fc.constantFrom('Parties ', 'shall ', 'report ', 'to ', 'the ', 'Commission '), { minLength: 1, maxLength: 8 })
    .map((list) => list.join('')),
  { minLength: 1, maxLength: 6 },
);

describe('amendments that a Word file brings home', () => {
  test('[W40] are exactly what the delegation changed: words, paragraphs taken out, paragraphs put in', () => {
    fc.assert(
      fc.property(draftTexts, fc.array(edit, { minLength: 1, maxLength: 6 }), (list, edits) => {
        const draft = list.map((text, index) => clause(`c${index}`, text));
        const { paragraphs, expected } = editedFile(draft, edits);
        const found = bring({ text: file(paragraphs), draft });
        expect(whole(draft, found)).toEqual(expected);
        expect(found.findings.clashes).toEqual([]);
        expect(found.findings.unmatched).toEqual([]);
        expect(found.findings.untracked).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('[W40] move along with what others changed meanwhile, or the clash is told, as in tabling', () => {
    fc.assert(
      fc.property(draftTexts, fc.array(edit, { minLength: 1, maxLength: 6 }), rewording, (list, edits, others) => {
        const made = list.map((text, index) => clause(`c${index}`, text));
        const draft = made.map((one) => clause(one.id, others(plainText(one)))).filter((one) => plainText(one).trim() !== '');
        fc.pre(draft.length === made.length);
        const { paragraphs } = editedFile(made, edits);
        const own = bring({ text: file(paragraphs), draft: made });
        const found = bring({ text: file(paragraphs), draft, made });
        const q = proposalId('q');
        const outcomeOf = (): 'open' => 'open';
        const clashing = new Set(found.findings.clashes.map((one) => one.clause));
        const tabled = redraft({ base: own.base, edited: own.edited, current: draft, outcomeOf, proposal: q });
        if (!tabled.ok) {
          expect(new Set(tabled.refusal.map((one) => one.clause))).toEqual(clashing);
          return;
        }
        expect(clashing.size).toBe(0);
        const again = redraft({ base: found.base, edited: found.edited, current: draft, outcomeOf, proposal: q });
        if (!again.ok) throw new Error('what was brought over does not clash');
        const without = (text: readonly Clause[]): string[] =>
          text.map((one) =>
            one.runs
              .filter((run) => !run.deletions.includes(q))
              .map((run) => run.text)
              .join(''),
          );
        expect(without(changeText(draft, again.value.changes))).toEqual(without(changeText(draft, tabled.value.changes)));
      }),
      { numRuns: 300 },
    );
  });

  test('[W40] a paragraph that is parted is struck from there on and goes on in a new clause; an end that is struck joins two', () => {
    const parted = bring({
      text: file([
        paragraph('c0', [words('Parties ')], { insertedBy: US }),
        paragraph(null, [words('shall report.')]),
        untouched(1),
        untouched(2),
      ]),
      draft: DRAFT,
    });
    expect(shown(parted.edited)).toEqual(['c0: Parties ', 'new1: shall report.']);
    const joined = bring({
      text: file([
        paragraph('c0', [words('Parties shall report.'), words(' ', '+')], { deletedBy: US }),
        untouched(1),
        untouched(2),
      ]),
      draft: DRAFT,
    });
    expect(shown(joined.edited)).toEqual(['c0: Parties shall report. They meet in May.', 'c1: ']);
  });

  test('[W40] a new paragraph stands behind the clause that it follows, before the first one too, and takes after it', () => {
    const found = bring({
      text: file([
        paragraph(null, [words('First of all.', '+')], { insertedBy: US }),
        untouched(0),
        paragraph(null, [words('1 bis. Parties ', '+'), words('agree.', '+', { bold: true })], { insertedBy: US }),
        untouched(1),
        untouched(2),
      ]),
      draft: DRAFT,
    });
    expect(shown(found.edited)).toEqual(['new1: First of all.', 'c0: Parties shall report.', 'new2: Parties agree.']);
    expect(found.edited[2]).toMatchObject({
      kind: 'paragraph',
      level: 0,
      label: '',
      runs: [{ text: 'Parties ' }, { text: 'agree.', bold: true }],
    });
    expect(found.base.map(({ id }) => id)).toEqual(['c0']);
  });

  test('[W40] words of another author count for nothing unless they are said to be ours; moved words go out and come in', () => {
    const text = file([
      paragraph('c0', [words('Parties '), words('always ', '~'), words('shall ', '-', { move: 'm1' }), words('report.')]),
      paragraph('c1', [words('They '), words('shall ', '+', { move: 'm1' }), words('meet in May.')]),
      untouched(2),
    ]);
    const found = bring({ text, draft: DRAFT });
    expect(shown(found.edited)).toEqual(['c0: Parties report.', 'c1: They shall meet in May.']);
    expect(found.findings).toMatchObject({ changed: 2, moved: 1, added: 0, deleted: 0 });
    const both = bring({ text, draft: DRAFT, choices: { ...CHOICES, authors: [US, THEM] } });
    expect(shown(both.edited)[0]).toBe('c0: Parties always report.');
    expect(bring({ text, draft: DRAFT, choices: { ...CHOICES, authors: [] } }).edited).toEqual([]);
  });

  test('[W40] what was typed without tracking counts where the file shows the draft whole, and is told; it can be left out', () => {
    const text = file([
      paragraph('c0', [words('Parties should report.')]),
      paragraph(null, [words('Typed in.')]),
      untouched(1),
      untouched(2),
    ]);
    const found = bring({ text, draft: DRAFT });
    expect(shown(found.edited)).toEqual(['c0: Parties should report.', 'new1: Typed in.']);
    expect(found.findings.untracked).toEqual([{ place: 'paragraph 1', words: 'Parties shall report.' }]);
    const without = bring({ text, draft: DRAFT, choices: { ...CHOICES, untracked: false } });
    expect(without.edited).toEqual([]);
    expect(without.findings.unmatched).toEqual([{ words: 'Typed in.', changed: false }]);
  });

  test('[W40] accents that a word processor writes otherwise are no change, with tracking or without', () => {
    const draft = [clause('c0', 'La Comisi\u00f3n re\u00fane a Espa\u00f1a.')];
    const again = plainText(draft[0] ?? clause('c0', '')).normalize('NFD');
    const tracked = [words('La Comisi\u00f3n', '-'), words('La Comisio\u0301n', '+'), words(' re\u00fane a Espa\u00f1a.')];
    for (const line of [[words(again)], tracked]) {
      const { edited, findings } = bring({ text: file([paragraph('c0', line)]), draft });
      expect([edited, findings.untracked]).toEqual([[], []]);
    }
  });

  test('[W40] a clause of nothing but blanks is not struck by a paper that nobody touched', () => {
    const draft = [clause('c0', 'Parties shall report.'), clause('c1', ' '), clause('c2', 'They meet.')];
    const found = bring({ text: file(draft.map((one) => paragraph(one.id, [words(plainText(one))]))), draft, made: draft });
    expect([found.base, found.edited, found.findings.deleted]).toEqual([[], [], 0]);
  });

  test('[W40] of a clause that stands twice, or did when the file was made, nothing is taken for a change, and what was changed is told', () => {
    const twins = [clause('c0', 'Parties shall report.'), clause('c1', 'They meet.'), clause('c0', 'Parties may report.')];
    const untouchedTwins = twins.map((one) => paragraph(one.id, [words(plainText(one))]));
    for (const [draft, made] of [
      [twins, twins],
      [twins.slice(0, 2), twins],
      [twins.slice(1), twins],
      [twins, twins.slice(0, 2)],
    ] as const) {
      const stood = untouchedTwins.filter((_, at) => made.includes(twins[at]!));
      const none = bring({ text: file(stood), draft, made });
      expect([none.base, none.edited, none.findings.clashes]).toEqual([[], [], []]);
      const [first, ...rest] = stood;
      const more = [...(first?.words ?? []), words(' Yearly.', '+')];
      const some = bring({ text: file([paragraph(first?.clause ?? null, more), ...rest]), draft, made });
      const isFound = draft.some(({ id }) => id === first?.clause);
      expect(some.base.filter(({ id }) => id === twins[0]!.id)).toEqual([]);
      expect(JSON.stringify(isFound ? some.findings.clashes : some.findings.unmatched)).toContain('Yearly');
    }
  });

  test('[W40] words that were written within a bracket stay within it', () => {
    const draft = [clause('c0', 'Parties <a shall report> in May.')];
    const a = proposalId('a');
    const text = file([
      paragraph('c0', [
        words('Parties '),
        words('shall ', '', { within: [a] }),
        words('fully ', '+', { within: [a] }),
        words('report', '', { within: [a] }),
        words(' in May'),
        words(' at last', '+', { within: [proposalId('of-no-draft')] }),
        words('.'),
      ]),
    ]);
    expect(bring({ text, draft }).edited[0]?.runs.map((run) => [run.text, run.insertions])).toEqual([
      ['Parties ', []],
      ['shall fully report', ['a']],
      [' in May at last.', []],
    ]);
  });
});
