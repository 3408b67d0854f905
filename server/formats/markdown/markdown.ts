import { editionWords } from '../../../shared/manuscript/edition.ts';
import type { Block, ClauseBlock, Manuscript, Piece, TableBlock, Words } from '../../../shared/manuscript/manuscript.ts';
import { mastheadLines } from '../../../shared/manuscript/masthead.ts';
import { outlineLevel } from '../../../shared/manuscript/outline-level.ts';
import { titlesOf } from '../../../shared/manuscript/paper-words.ts';
import { paragraphsOf } from '../../../shared/projection/pipe-table.ts';

const LOWEST = 6;

/**
 * A manuscript as Markdown (CommonMark, with tables). The brackets are the text's own; in a paper without brackets words to come in stand
 * underlined and words to go struck through, which Markdown has no signs of its own for.
 */
export function markdownOf(manuscript: Manuscript): string {
  const { masthead } = manuscript;
  const [first, ...others] = titlesOf(manuscript);
  const head = [masthead.organisation, masthead.symbol, ...mastheadLines(masthead)].filter((line) => line !== '').map(plain);
  const below = first === undefined ? 0 : 1;
  const blocks = [
    head.join('  \n'),
    ...(first === undefined ? [] : [`# ${plain(first)}`]),
    ...others.map((text) => `**${plain(text)}**`),
    ...paragraphsOf(
      manuscript.blocks.map((block) => ({
        ...(block.type === 'clause' && block.cell !== undefined ? { cell: block.cell } : {}),
        lines: [blockMarkdown(block, manuscript, below)],
      })),
    ),
    '---',
    plain(editionWords(manuscript)),
  ];
  return `${blocks.filter((block) => block.trim() !== '').join('\n\n')}\n`;
}

function blockMarkdown(block: Block, manuscript: Manuscript, below: number): string {
  switch (block.type) {
    case 'clause':
      return clauseMarkdown(block, manuscript, below);
    case 'heading':
      return `${'#'.repeat(block.level + 1)} ${plain(block.text)}`;
    case 'prose':
      return `> ${block.label === '' ? '' : `**${plain(block.label)}:** `}${plain(block.text)}`;
    case 'table':
      return tableMarkdown(block);
  }
}

function clauseMarkdown(block: ClauseBlock, manuscript: Manuscript, below: number): string {
  const height = outlineLevel(block);
  const words = block.pieces.map((piece) => pieceMarkdown(piece, manuscript)).join('');
  if (height !== null) return `${'#'.repeat(Math.min(height + below, LOWEST))} ${words}`;
  // A line that begins with spaces would be code.
  return words.trimStart();
}

function pieceMarkdown(piece: Piece, manuscript: Manuscript): string {
  switch (piece.type) {
    case 'number':
      // "3." would begin a list, which counts by itself.
      return `${plain(piece.text).replace(/^(\d+)([.)])/, '$1\\$2')} `;
    case 'open':
      return `[${plain(piece.attribution)}`;
    case 'close':
      return `${plain(piece.attribution)}]`;
    case 'words':
      return wordsMarkdown(piece, manuscript);
    case 'status':
      return ` ${piece.text}`;
  }
}

function wordsMarkdown(piece: Words, { paper, proposals }: Manuscript): string {
  const [, before = '', words = '', after = ''] = /^(\s*)([^]*?)(\s*)$/.exec(piece.text) ?? [];
  if (words === '') return piece.text;
  const text = plain(words).replaceAll('\n', '  \n');
  const link = piece.link === undefined ? text : `[${text}](${piece.link})`;
  const styled = `${piece.bold ? '**' : ''}${piece.italic ? '*' : ''}${link}${piece.italic ? '*' : ''}${piece.bold ? '**' : ''}`;
  const change =
    paper === 'compilation' ? piece.changes.find(({ proposal }) => proposals.get(proposal)?.outcome === 'open') : undefined;
  if (change === undefined) return `${before}${styled}${after}`;
  const tag = change.role === 'insertion' ? 'ins' : 'del';
  return `${before}<${tag}>${styled}</${tag}>${after}`;
}

function tableMarkdown({ caption, columns, rows }: TableBlock): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((text) => plain(text).replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')).join(' | ')} |`;
  return [`**${plain(caption)}**`, '', line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A text of which no character is a sign of Markdown, but for brackets, which are what the text is about. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_<]/g, '\\$&').replace(/^([#>+-])/, '\\$1');
}
