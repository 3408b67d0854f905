import { describe, expect, test } from 'vitest';
import { docxOf } from '../../server/formats/docx/document.ts';
import { importedWord } from '../../server/formats/docx/reading/imported-word.ts';
import { NEW_IDS } from '../../server/ids.ts';
import type { Imported } from '../../shared/import/imported.ts';
import { plainText } from '../../shared/text/clause.ts';
import { entriesOf, REGISTRY } from '../projection/built.ts';
import { OFFICE, savedByOffice } from './office.ts';
import { importedDraft, paper, sourcesOf } from './papers.ts';
import { replay } from '../../shared/record/evolve.ts';
import type { ManuscriptSources } from '../../shared/manuscript/compose.ts';
import { EditedWord } from './word-edits.ts';
import { del, ins, p, part, r, wordFile } from './word-files.ts';

function read(file: Uint8Array): Imported {
  const found = importedWord(file, { fileName: 'a.docx', registry: REGISTRY, ids: NEW_IDS });
  if (!found.ok) throw new Error(found.refusal);
  return found.value;
}

function comment(id: number, author: string, ...lines: string[]): string {
  return `<w:comment w:id="${id}" w:author="${author}" w:date="2026-07-06T10:00:00Z">${lines.map((line) => p(r(line))).join('')}</w:comment>`;
}

/** A draft whose first proposal has a rationale of two lines, and positions that its bracket does not show. */
function argued(): ManuscriptSources {
  const bare = sourcesOf('1. The Commission [shall [annually - Chile] - Norway] report.\n\n2. [A paragraph - Kenya]', 'a.md');
  const id = (name: string) => REGISTRY.resolve(name)?.id ?? never();
  const entries = entriesOf(
    bare.entries.map(({ event }) =>
      event.type !== 'DraftImported'
        ? event
        : {
            ...event,
            inherited: event.inherited.map((one, index) =>
              index !== 0
                ? one
                : {
                    ...one,
                    rationale: 'A duty binds.\nA hope does not.',
                    positions: [
                      { participant: id('Chile'), onBehalfOf: null, stance: 'support' as const },
                      { participant: id('Iran (Islamic Republic of)'), onBehalfOf: null, stance: 'oppose' as const },
                      { participant: id('European Union'), onBehalfOf: null, stance: 'prefer-another' as const },
                    ],
                  },
            ),
          },
    ),
  );
  return { ...bare, entries, state: replay(entries) };
}

function never(): never {
  throw new Error('nobody of that name');
}

const factsOf = (sources: ManuscriptSources): unknown =>
  [...paper('negotiating', sources).proposals.values()].map(({ by, rationale, positions }) => ({ by, rationale, positions }));

describe('what stands beside the text in a Word file', () => {
  test('[W7] rationale and positions come back from the comments that the file was written with', async () => {
    const before = argued();
    expect(factsOf(importedDraft(read(await docxOf(paper('negotiating', before)))))).toEqual(factsOf(before));
  });

  test.skipIf(OFFICE === null)('[W7] also after LibreOffice has opened and saved it', async () => {
    const before = argued();
    expect(factsOf(importedDraft(read(savedByOffice(await docxOf(paper('negotiating', before)), 'docx'))))).toEqual(
      factsOf(before),
    );
  });

  test('[W7] what somebody tracked and said in it since is a proposal of theirs, and told', async () => {
    const draft = argued();
    const word = new EditedWord(await docxOf(paper('negotiating', draft)));
    const first = word.clause(draft.clauses[0]?.id ?? '');
    const put = word.insert(first, 'The Commission shall annually'.length, ' in full', 'Kenya');
    word.strike(first, 0, 'The '.length, 'Chile');
    word.comment(put, 'Say so.', 'A. Hansen');
    const found = read(word.bytes());
    expect(found.clauses.map(plainText)[0]).toBe('The Commission shall annually in full report.');
    const tracked = found.inherited.slice(-2).map(({ proposer }) => REGISTRY.byId.get(proposer ?? never())?.code);
    expect(new Set(tracked)).toEqual(new Set(['KE', 'CL']));
    const full = found.clauses[0]?.runs.find(({ text }) => text.includes('in full'));
    expect(full?.insertions).toHaveLength(3);
    expect(found.besides.map(({ clause, why, excerpt }) => [clause, why, excerpt])).toEqual([
      [1, 'a comment by A. Hansen', 'Say so.'],
    ]);
  });

  test('[W11] of comments that together are longer than a rationale may be, the one too many is told whole', () => {
    const [long, more] = ['It must bind. '.repeat(1_400).trim(), 'So it was agreed. '.repeat(200).trim()];
    const edges = [0, 1].map((id) => `<w:commentRangeStart w:id="${id}"/>`).join('');
    const points = [0, 1].map((id) => `<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`).join('');
    for (const [first, second] of [
      [long, more],
      [more, long],
      [`${long} ${more}`, more],
    ] as const) {
      const draft = read(
        wordFile(p(r('1. Parties ') + edges + ins('Norway', r('shall')) + points + r(' act.')), {
          'word/comments.xml': part('comments', comment(0, 'Norway', first) + comment(1, 'Norway', second)),
        }),
      );
      const said = draft.inherited.map(({ rationale }) => rationale);
      const told = draft.besides.map(({ excerpt }) => excerpt);
      expect(new Set([...said, ...told])).toEqual(new Set([first, second]));
    }
  });

  test('[W11] comments of a change’s own author are its rationale; all others, and replies of others, are told with their clause', () => {
    const edge = (id: number, what: 'Start' | 'End'): string => `<w:commentRange${what} w:id="${id}"/>`;
    const point = (id: number): string => `<w:r><w:commentReference w:id="${id}"/></w:r>`;
    const draft = read(
      wordFile(
        p(r('1. Before.')) +
          p(
            r('2. Parties ') +
              edge(0, 'Start') +
              edge(1, 'Start') +
              del('Norway', 'should') +
              ins('Norway', r('shall')) +
              edge(0, 'End') +
              point(0) +
              edge(1, 'End') +
              point(1) +
              r(' act') +
              edge(2, 'Start') +
              r(' soon') +
              edge(2, 'End') +
              point(2) +
              r('.') +
              point(3),
          ),
        {
          'word/comments.xml': part(
            'comments',
            comment(0, 'Norway', 'It must bind.', 'All of us.') +
              comment(1, 'Chile', 'We doubt it.') +
              comment(2, 'Norway', 'When?') +
              comment(3, '', 'Unplaced'),
          ),
        },
      ),
    );
    expect(draft.inherited.map(({ rationale }) => rationale)).toEqual(['It must bind.\nAll of us.']);
    expect(draft.besides.map(({ clause, why, excerpt }) => [clause, why, excerpt])).toEqual([
      [2, 'a comment by Chile', 'We doubt it.'],
      [2, 'a comment by Norway', 'When?'],
      [2, 'a comment', 'Unplaced'],
    ]);
  });

  test('[W2] [W11] whose it is, is one line in which nothing turns what is said behind it', () => {
    const draft = read(
      wordFile(p(ins('Chile\u202e\u2028Kenya', r('One.'))) + p(r('Two.')), {
        'word/comments.xml': part('comments', comment(0, 'Nor\u202eway\u200b', 'When?')),
      }),
    );
    expect(draft.besides.map(({ why }) => why)).toContain('a comment by Norway');
    expect(JSON.stringify(draft)).not.toMatch(/[\u2028\u202e]/);
  });

  test.each([
    ['behind the last paragraph', `${p(r('One.'))}<w:altChunk/>`, ['One.'], [[1, 'an embedded document']]],
    ['alone', '<w:altChunk/>', [''], [[1, 'an embedded document']]],
    [
      'before a table, once',
      `${p(r('One.'))}<w:altChunk/><w:sdt><w:sdtContent><w:tbl><w:tr><w:tc>${p(r('Two.'))}</w:tc></w:tr></w:tbl></w:sdtContent></w:sdt>${p(r('Three.'))}`,
      ['One.', 'Two.', 'Three.'],
      [[2, 'an embedded document']],
    ],
    [
      'at the end of a table',
      `<w:tbl><w:tr><w:tc>${p(r('One.'))}<w:altChunk/></w:tc></w:tr></w:tbl>`,
      ['One.'],
      [[1, 'an embedded document']],
    ],
    [
      'in a table without any paragraph',
      `${p(r('One.'))}<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr></w:tc></w:tr></w:tbl>`,
      ['One.'],
      [[1, 'a cell over 2 columns: it comes apart, and its words stand in the first part']],
    ],
  ])('[W11] a document embedded in it is told wherever it stands: %s', (_, body, words, told) => {
    const draft = read(wordFile(body));
    expect(draft.clauses.map(plainText)).toEqual(words);
    expect(draft.besides.map(({ clause, why }) => [clause, why])).toEqual(told);
  });

  test.each([
    ['in a paragraph', p(`${'<w:smartTag>'.repeat(150)}${r('Deep.')}${'</w:smartTag>'.repeat(150)}${r('Shown.')}`)],
    [
      'round paragraphs',
      `${p(r('Shown.'))}${'<w:sdt><w:sdtContent>'.repeat(50)}${p(r('Deep.'))}${'</w:sdtContent></w:sdt>'.repeat(50)}`,
    ],
    ['in a run', p(`<w:r>${TWICE.repeat(150)}<w:t>Deep.</w:t>${ENDS.repeat(150)}</w:r>${r('Shown.')}`)],
  ])('[W11] what is nested deeper than anybody nests is told, and not read: %s', (_, body) => {
    const draft = read(wordFile(body));
    expect(draft.clauses.map(plainText)).toEqual(['Shown.']);
    expect(draft.besides.map(({ why }) => why)).toEqual(['what lies deeper in the file than anybody nests it']);
  });

  test('[W11] words at the head or the foot of its pages are told, each once, and its own numbers of pages are none', () => {
    const page = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>';
    const draft = read(
      wordFile(p(r('One.')) + p(r('Two.')), {
        'word/header1.xml': part('hdr', p(r('A/CONF.232/2026/3')) + p(r('Not for circulation'))),
        'word/header2.xml': part('hdr', p(r('A/CONF.232/2026/3')) + p(r('Not for circulation'))),
        'word/header3.xml': part('hdr', p('')),
        'word/footer1.xml': part('ftr', p(page)),
        'word/footer2.xml': part('ftr', p(r('Cut-off: 3 July'))),
      }),
    );
    expect(draft.clauses.map(plainText)).toEqual(['One.', 'Two.']);
    expect(draft.besides.map(({ clause, why, excerpt }) => [clause, why, excerpt])).toEqual([
      [1, 'words at the head of its pages', 'A/CONF.232/2026/3 Not for circulation'],
      [1, 'words at the foot of its pages', 'Cut-off: 3 July'],
    ]);
  });

  test('[W11] [W7] those of a paper that was written here are its own, and not told', async () => {
    const draft = read(await docxOf(paper('negotiating', sourcesOf('1. Parties act.', 'a.md'))));
    expect(draft.besides).toEqual([]);
  });
});

const TWICE = '<mc:AlternateContent xmlns:mc="m"><mc:Choice>';
const ENDS = '</mc:Choice></mc:AlternateContent>';
