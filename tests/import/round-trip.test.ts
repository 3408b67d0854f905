import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Imported } from '../../shared/import/imported.ts';
import { proposalsIn } from '../../shared/text/clause.ts';
import { collapseSpace, normaliseSpace } from '../../shared/import/whitespace.ts';
import { exported, imported, manifest, realText } from './fixtures.ts';

const count = (text: string, character: string): number => text.split(character).length - 1;

/** Everything of an import but the excerpts of the source, which show its white space. */
function substance(draft: Imported): unknown {
  return JSON.parse(JSON.stringify(draft, (key, value: unknown) => (key === 'excerpt' || key === 'why' ? undefined : value)));
}

/** An independent look: matched pairs by a stack, those that a few blunt patterns call ordinary left out. */
function disputes(source: string): number {
  const stack: number[] = [];
  let found = 0;
  for (const [at, character] of [...source.matchAll(/[[\]]/g)].map((match) => [match.index, match[0]] as const)) {
    if (character === '[') stack.push(at);
    else {
      const open = stack.pop();
      if (open !== undefined && !/^\[(?:\^\d+|…|\.\.\.|English version|Agreed ad ref|A2)\]$/.test(source.slice(open, at + 1)))
        found += 1;
    }
  }
  return found;
}

function arithmetic(draft: Imported, source: string): void {
  const { inherited, ordinary, unclosed, stray } = draft;
  expect(inherited.length + ordinary.length + unclosed.length).toBe(count(source, '['));
  expect(inherited.length + ordinary.length + stray.length).toBe(count(source, ']'));
  expect(proposalsIn(draft.clauses)).toEqual(new Set(inherited.map((bracket) => bracket.id)));
}

const rows = manifest();
describe('real texts', () => {
  test.skipIf(rows.length > 0)('the real texts are absent (../shared/data): their tests are skipped', () => {
    expect(rows).toEqual([]);
  });

  describe.each(rows)('$file', (row) => {
    const source = realText(row.file) ?? '';
    const draft = imported(source, row.file);

    test('[I1] every bracket is accounted for', () => {
      arithmetic(draft, source);
      expect([count(source, '['), count(source, ']')]).toEqual([row.open, row.close]);
      expect([draft.unclosed.length, draft.stray.length]).toEqual([row.unclosed, row.stray]);
    });

    test('[I3] every matched pair that is not ordinary is a bracket', () => {
      expect(draft.inherited).toHaveLength(disputes(source));
      // The list counts brackets that never close as depth too.
      expect(draft.maxDepth).toBeLessThanOrEqual(row.maxDepth);
      expect(draft.maxDepth).toBeGreaterThanOrEqual(row.maxDepth - row.unclosed);
    });

    test('[I8] the export is the source but for white space', () => {
      expect(normaliseSpace(exported(draft))).toBe(normaliseSpace(source));
      if (row.file.endsWith('.md')) expect(collapseSpace(exported(draft))).toBe(collapseSpace(source));
    });

    test('[I9] the export imports to the same draft', () => {
      expect(substance(imported(exported(draft), row.file))).toEqual(substance(draft));
    });
  });

  const snippets = JSON.parse(realText('snippets.json') ?? '[]') as {
    id: string;
    text: string;
    open: number;
    close: number;
    balanced: boolean;
  }[];
  test.skipIf(snippets.length === 0).each(snippets)('[I8] snippet $id', ({ text, open, close, balanced }) => {
    const draft = imported(text);
    expect([count(text, '['), count(text, ']')]).toEqual([open, close]);
    arithmetic(draft, text);
    expect(draft.unclosed.length + draft.stray.length === 0).toBe(balanced);
    expect(draft.inherited).toHaveLength(disputes(text));
    expect(exported(draft)).toBe(`${text}\n`);
  });
});

const scraps = fc
  .array(
    fc.constantFrom(
      ...[
        '[',
        ']',
        '[',
        ']',
        '\n',
        '\n\n',
        'a',
        'Word ',
        ' ',
        '*',
        '**',
        '***',
        '#',
        '# ',
        '## ',
        '2. ',
        '2.',
        '(a) ',
        '(b)',
        'i. ',
        '- ',
        '* ',
      ],
      ...[
        'US',
        ' - US',
        ' - US; G77 delete',
        'US propose: ',
        '\\',
        '\t',
        '[^1]',
        '[^1]: ',
        '(http://x.y)',
        '\u2060',
        'Option 1: ',
        '.',
        '; ',
      ],
      ...[
        '\u00a0',
        '\ud800',
        '\r\n',
        '    ',
        'bis',
        'Article 5',
        'ARTICLE 6 ',
        '1.1 ',
        ':',
        '\uFEFF',
        '(EU)',
        'Pp2',
        '_',
        '|',
        '---',
        '30 ',
        '\f',
      ],
    ),
    { maxLength: 60 },
  )
  .map((units) => units.join(''));

/** Well-nested text: words, brackets over clauses, numbers, headings, options, emphasis. */
const wellNested = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom('open', 'close', 'word', 'clause', 'word'), fc.nat(30), fc.boolean()), { maxLength: 80 }),
    fc.boolean(),
  )
  .map(([steps, isMarkdown]) => {
    const starts = [
      '',
      '2. ',
      '2 bis. ',
      '(a) ',
      '    (i) ',
      'Option 1: ',
      'Article 5',
      '[^1]: ',
      '• ',
      'PP3 ',
      ...(isMarkdown ? ['## ', '**Option 2:** '] : []),
    ];
    const words = [
      'shall ',
      'should',
      ' [sic] ',
      'the Parties, ',
      '30 ',
      ' - US',
      'carbon',
      ...(isMarkdown ? ['*being* ', '**all** ', '[a](http://b.cc) '] : []),
    ];
    let text = '';
    let depth = 0;
    for (const [step, pick, flag] of steps) {
      if (step === 'open') depth += 1;
      if (step === 'close' && depth === 0) continue;
      if (step === 'close') depth -= 1;
      if (step === 'open') text += '[';
      else if (step === 'close') text += ']';
      else if (step === 'clause') text += `\n\n${flag && depth < 3 ? '[' : ''}${starts[pick % starts.length]}`;
      else text += words[pick % words.length];
      if (step === 'clause' && flag && depth < 3) depth += 1;
    }
    return { source: text + ']'.repeat(depth), fileName: isMarkdown ? 'x.md' : 'x.txt' };
  });

describe('any text', () => {
  test.each(['x.md', 'x.txt'])('[I8] [I9] [I1] scraps of drafts in any order, %s', (fileName) => {
    fc.assert(
      fc.property(scraps, (source) => {
        const draft = imported(source, fileName);
        arithmetic(draft, source);
        const printed = exported(draft);
        expect(normaliseSpace(printed)).toBe(normaliseSpace(source));
        expect(substance(imported(printed, fileName))).toEqual(substance(draft));
      }),
      { numRuns: 1_000 },
    );
  });

  test.each(['|\n\n(b)[[', '| 2.In [a] |\n|---|'])(
    '[I8] [W21] white space behind a number counts no more behind a bar: %j',
    (source) => {
      const draft = imported(source, 'x.txt');
      expect(normaliseSpace(exported(draft))).toBe(normaliseSpace(source));
      expect(substance(imported(exported(draft), 'x.txt'))).toEqual(substance(draft));
    },
  );

  test('[I2] [I8] [I9] any string at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (source) => {
        const draft = imported(source);
        expect(normaliseSpace(exported(draft))).toBe(normaliseSpace(source));
        expect(substance(imported(exported(draft)))).toEqual(substance(draft));
      }),
      { numRuns: 300 },
    );
  });

  test('[I9] well-nested drafts keep every bracket, their order and their nesting (invariant 8)', () => {
    fc.assert(
      fc.property(wellNested, ({ source, fileName }) => {
        const draft = imported(source, fileName);
        expect([draft.unclosed, draft.stray]).toEqual([[], []]);
        const again = imported(exported(draft), fileName);
        expect(again.clauses).toEqual(draft.clauses);
        expect(again.inherited).toEqual(draft.inherited);
        expect(again.maxDepth).toBe(draft.maxDepth);
        expect(normaliseSpace(exported(draft))).toBe(normaliseSpace(source));
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ['one hundred thousand opening brackets', '['.repeat(100_000)],
    ['one hundred thousand brackets round nothing', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['one hundred thousand brackets, each round a word and the next', '[a'.repeat(100_000) + ']'.repeat(100_000)],
    ['twenty thousand clauses inside a thousand brackets', '['.repeat(1_000) + 'a\n\n'.repeat(20_000) + ']'.repeat(1_000)],
    ['asterisks', '*a '.repeat(50_000)],
    ['half a link, many times', '[a]('.repeat(20_000)],
    ['blanks', ' '.repeat(300_000)],
    ['empty lines', '\n'.repeat(300_000)],
    ['backslashes', `${'\\'.repeat(100_000)}[`],
    ['halves of characters', '\ud800[\udc00]\ud800'],
    ['dashes', '[a - '.repeat(10_000) + ' - US]'.repeat(10_000)],
    ['rows without a table', '|a|\n'.repeat(20_000)],
  ])('[I2] it never throws and never hangs: %s', (_, source) => {
    const draft = imported(source, 'x.md');
    arithmetic(draft, source);
    expect(collapseSpace(exported(draft))).toBe(collapseSpace(source));
  });
});

describe('white space', () => {
  test.each([
    ['a run is one space, and none at the ends', ' a\r\n\t b\u00a0 \f', 'a b'],
    ['word joiners and a byte-order mark do not count', '\uFEFFa\u2060b', 'ab'],
    ['behind a number it does not count', '2. In (a) the 30 days', '2.In (a)the 30 days'],
    ['before the number that brackets hold it does not count', '[ [ 2. In [ the', '[[2.In [ the'],
    ['nor does a number without an end hold anybody up', `2. In ${'1.'.repeat(20_000)}`, `2.In ${'1.'.repeat(20_000)}`],
  ])('[W1] [W2] [W3] [W4] %s', (_, text, expected) => {
    expect(normaliseSpace(text)).toBe(expected);
  });
});
