import * as fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import type { Block, ClauseBlock, Manuscript, Words } from '../../shared/manuscript/manuscript.ts';
import { must } from '../../shared/base/assert.ts';
import { clauseId } from '../../shared/base/ids.ts';
import { asCellPlace } from '../../shared/text/cell.ts';
import { markdownOf } from '../../server/formats/markdown/markdown.ts';
import { paper, sourcesOf } from './papers.ts';

const reader = new MarkdownIt({ html: true });

/** What a reader of Markdown shows, as words alone. */
function shown(markdown: string): string {
  return reader
    .render(markdown)
    .replaceAll(/<!--.*?-->/g, '')
    .replaceAll(/<(?:br|\/?(?:p|h\d|td|th|tr|table|thead|tbody|blockquote)|hr)\b[^>]*>/g, ' ')
    .replaceAll(/<\/?(?:strong|em|ins|del|a)\b[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const BASE = { ...paper('negotiating', sourcesOf('Words.\n', 'a.txt')), title: 'Of what none of these speaks' };

const written = (blocks: readonly Block[]): string => markdownOf({ ...BASE, blocks } satisfies Manuscript);

/** What is shown of some blocks, without masthead and edition. */
function shownOf(blocks: readonly Block[]): string {
  const [before, after] = [shown(written([])).split('Draft d-1')[0]?.trim() ?? '', 'Draft d-1'];
  const all = shown(written(blocks));
  expect(all.startsWith(before)).toBe(true);
  return all.slice(before.length, all.lastIndexOf(after)).trim();
}

const words = (text: string, look: Partial<Words> = {}): Words => ({ type: 'words', text, changes: [], ...look });

function clause(pieces: ClauseBlock['pieces'], more: Partial<ClauseBlock> = {}): ClauseBlock {
  return { type: 'clause', id: clauseId('c'), kind: 'text', level: 0, direction: 'ltr', pieces, ...more };
}

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Words in which every sign of Markdown comes up, at the beginnings of lines too. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'\\`*_{}[]()<>#+-.!|~&:="\'^1 \n'.split('')),
      fc.constantFrom(
        '1. ',
        '- ',
        '# ',
        '> ',
        '---',
        '===',
        '```',
        '~~~',
        '&amp;',
        '&#35;',
        '<script>',
        '<!--',
        '](x)',
        ']: x',
        '**',
        '__',
        '| - |',
        'a',
        'b c',
        'é',
      ),
    ),
    { minLength: 1, maxLength: 14 },
  )
  .map((parts) => parts.join(''));
const looks = fc.constantFrom<Partial<Words>>({}, {}, { bold: true }, { italic: true }, { bold: true, italic: true });

describe('a paper in Markdown', () => {
  test('[W25] read by CommonMark, it shows the very characters of the text, however they are set', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(hostile, looks), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('text', 'heading'),
        (runs, kind) => {
          const pieces = runs.map(([text, look]) => words(kind === 'heading' ? text.replaceAll('\n', ' ') : text, look));
          expect(shownOf([clause(pieces, { kind, level: kind === 'heading' ? 2 : 0 })])).toBe(
            plain(runs.map(([text]) => text).join('')),
          );
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('[W25] so do cells, tables of the paper, rationales, links and what stands within brackets', () => {
    fc.assert(
      fc.property(hostile, hostile, (first, second) => {
        const one = plain(first);
        const cell = (column: string) => must(asCellPlace(`t/r/${column}/head`), 'a place');
        const table = [clause([words(first)], { cell: cell('a') }), clause([words(second)], { cell: cell('b') })];
        expect(shownOf(table)).toBe(plain(`${first} ${second}`));
        expect(shownOf([{ type: 'table', caption: 'T', columns: ['A', 'B'], rows: [[first, second]] }])).toBe(
          plain(`T A B ${first} ${second}`),
        );
        expect(shownOf([{ type: 'prose', label: '', text: first }])).toBe(one);
        expect(shownOf([clause([words('see '), words(first, { link: 'https://example.org/a_(b)?c=1&copy;' })])])).toBe(
          plain(`see ${first}`),
        );
        const bracket = { proposal: 'p_1', role: 'insertion' } as never as { proposal: never; role: 'insertion' };
        const bracketed = clause([
          { type: 'number', text: '1.', issued: true },
          { type: 'open', ...bracket, attribution: '' },
          words(first),
          { type: 'close', ...bracket, attribution: ' - Norway' },
          words(second),
        ]);
        expect(shownOf([bracketed])).toBe(plain(`1. [${first} - Norway]${second}`));
      }),
      { numRuns: 500 },
    );
  });

  test('[W25] a note stays one, of one word too, and a link leads where it led', () => {
    const sources = sourcesOf('1. One[^1].\n\n[^1]: Ibid.\n', 'a.md');
    expect(markdownOf(paper('negotiating', sources))).toContain('1\\. One[^1].\n\n[^1]: Ibid. <!-- -->');
    expect(shown(markdownOf(paper('negotiating', sources)))).toContain('1. One[^1]. [^1]: Ibid.');
    const link = clause([words('here', { link: 'https://example.org/a_(b)?c=1&copy;2' })]);
    expect(reader.render(written([link]))).toContain('<a href="https://example.org/a_(b)?c=1&amp;copy;2">here</a>');
    const called = reader.render(written([clause([words('Look!'), words('here', { link: 'https://example.org/x.png' })])]));
    expect(called).toContain('<a href="https://example.org/x.png">here</a>');
    expect(called).not.toContain('<img');
  });
});
