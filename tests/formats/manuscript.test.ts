import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proposalId } from '../../shared/base/ids.ts';
import type { Manuscript } from '../../shared/manuscript/manuscript.ts';
import { Masking } from '../../shared/record/masking.ts';
import { replay } from '../../shared/record/evolve.ts';
import { shownText } from '../../shared/projection/shown-text.ts';
import { exportText } from '../../server/drafts/exporting.ts';
import { A } from '../laws/chaired.ts';
import { Negotiation, VERSION } from '../laws/negotiation.ts';
import { clauses, commands, outcomes, proposals } from '../laws/generated.ts';
import { clause, REGISTRY } from '../projection/built.ts';
import { LONG_TEXT, paper, realSources, sourcesOf } from './papers.ts';

/** What a reader of the paper reads, a line a clause. */
function read({ blocks }: Manuscript): string[] {
  return blocks.flatMap((block) => {
    if (block.type !== 'clause') return [];
    return [
      block.pieces
        .map((piece, index) => {
          switch (piece.type) {
            case 'open':
              return `[${piece.attribution}`;
            case 'close':
              return `${piece.attribution}]`;
            case 'number':
              return index === block.pieces.length - 1 ? piece.text : `${piece.text} `;
            case 'words':
            case 'status':
              return piece.text;
          }
        })
        .join('')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    ];
  });
}

const lines = (text: string): string[] =>
  text
    .split('\n\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '');

describe('the manuscript', () => {
  test('[W5] [Z8] positions that names are taken out of are counted, and not said to be none', () => {
    const draft = sourcesOf('1. The Board [shall - Kenya; Norway, Chile delete] meet.', 'a.txt');
    const matrix = (entries: typeof draft.entries) => paper('matrix', { ...draft, entries, state: replay(entries) }).blocks[0];
    const unnamed = new Masking(REGISTRY).through(draft.entries, { lens: 'unnamed', own: null });
    expect(matrix(unnamed)).toMatchObject({
      caption: 'Positions, counted: names are not shown',
      rows: [['1. 1.', '1', 'shall', '1', '2']],
    });
    expect(matrix(draft.entries)).toMatchObject({ caption: 'Chile, Kenya, Norway' });
    expect(paper('matrix', sourcesOf('1. The [Board] meets.', 'a.txt')).blocks[0]).toMatchObject({
      caption: 'No positions taken',
    });
  });

  test('[W5] reads as the bracketed text and as the clean text do, whatever was decided', () => {
    fc.assert(
      fc.property(clauses, commands, (text, acts) => {
        const negotiation = new Negotiation(text);
        for (const act of acts) negotiation.give(act);
        const sources = { ...negotiation, clauses: negotiation.clauses, registry: REGISTRY };
        const asText = (format: 'bracketed' | 'clean'): string[] => lines(exportText(format, { ...sources, tags: false }));
        // Where a blank stands at a bracket's edge is the text's own matter (I14).
        const unspaced = (list: readonly string[]): string[] => list.map((line) => line.replaceAll(' ', ''));
        expect(unspaced(read(paper('negotiating', sources)).filter((line) => line !== ''))).toEqual(
          unspaced(asText('bracketed')),
        );
        expect(read(paper('clean', sources)).filter((line) => line !== '')).toEqual(asText('clean'));
      }),
    );
  });

  test('[W5] [V2] for readers it has the sentence as it is read, and to the letter what stands', () => {
    const negotiation = new Negotiation([
      clause('c0', 'Parties <q1 may> shall <q2 promptly> report <q3 yearly>, <q4 if asked> .'),
    ]);
    for (const proposal of [A, proposalId('q4')])
      negotiation.give({ type: 'drop', proposal, version: VERSION, ground: 'no agreement' });
    const sources = { ...negotiation, clauses: negotiation.clauses, registry: REGISTRY };
    expect(read(paper('negotiating', sources, { toTheLetter: false }))).toEqual([
      '1. Parties shall [promptly - Kenya] report [yearly].',
    ]);
    const literal = paper('negotiating', sources).blocks.flatMap((block) => (block.type === 'clause' ? block.pieces : []));
    expect(literal.map((piece) => (piece.type === 'words' ? piece.text : '')).join('')).toBe(
      'Parties  shall promptly report yearly,  .',
    );
    const compiled = paper('compilation', sources).blocks.filter((block) => block.type === 'clause');
    expect(compiled.map((block) => read({ ...paper('clean', sources), blocks: [block] })[0])).toEqual([
      '1. Parties shall promptly report.',
      '1. Parties shall report yearly.',
    ]);
  });

  test('[W5] [V2] for readers, what is decided reads as it does on the screen', () => {
    fc.assert(
      fc.property(clauses, outcomes, (text, become) => {
        const negotiation = new Negotiation(text);
        for (const proposal of proposals) {
          const isWanted = become.get(proposal) === 'accepted';
          // Not both of two alternatives are.
          const isAccepted = isWanted && negotiation.give({ type: 'accept', proposal, version: VERSION, falls: [] }) === null;
          if (!isAccepted) negotiation.give({ type: 'drop', proposal, version: VERSION, ground: 'no agreement' });
        }
        const sources = { ...negotiation, clauses: negotiation.clauses, registry: REGISTRY };
        const shown = shownText(sources).map(({ number, words }) => [number, words].filter((one) => one !== '').join(' '));
        expect(read(paper('negotiating', sources, { toTheLetter: false }))).toEqual(
          shown.map((line) => line.replaceAll(/\s+/g, ' ').trim()),
        );
      }),
    );
  });

  test('[W5] says of words whose they are, the outermost first, and of proposals what the record says', () => {
    const sources = sourcesOf('1. The Commission [shall [annually] report - Norway; Chile delete].\n', 'a.txt');
    const { blocks, proposals } = paper('negotiating', sources);
    const [block] = blocks;
    const words = block?.type === 'clause' ? block.pieces.flatMap((piece) => (piece.type === 'words' ? [piece] : [])) : [];
    const annually = words.find(({ text }) => text === 'annually');
    expect(annually?.changes.map(({ proposal, role }) => [proposals.get(proposal)?.by, role])).toEqual([
      ['Norway', 'insertion'],
      [null, 'insertion'],
    ]);
    expect([...proposals.values()].map(({ positions }) => positions)).toEqual([[{ stance: 'Oppose', names: ['Chile'] }], []]);
  });

  const long = realSources(LONG_TEXT);
  test.skipIf(long === null)(
    '[W8] a compilation has each open proposal once, under its article; the register has every one',
    () => {
      if (long === null) return;
      const compiled = paper('compilation', long);
      const remarks = compiled.blocks.filter((block) => block.type === 'prose' && block.text.startsWith('No. '));
      expect(remarks).toHaveLength(long.state.proposals.size);
      const rows = paper('register', long).blocks.flatMap((block) => (block.type === 'table' ? block.rows : []));
      expect(rows).toHaveLength(long.state.proposals.size);
    },
  );
});
