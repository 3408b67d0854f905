import { editionWords } from '../../../shared/manuscript/edition.ts';
import type { Block, ClauseBlock, Manuscript, Piece, TableBlock, Words } from '../../../shared/manuscript/manuscript.ts';
import { mastheadLines } from '../../../shared/manuscript/masthead.ts';
import { outlineLevel } from '../../../shared/manuscript/outline-level.ts';
import { titlesOf } from '../../../shared/manuscript/paper-words.ts';
import { CELL_BREAK, paragraphsOf } from '../../../shared/projection/pipe-table.ts';
import { address, asHeading, asLine, inLine, styled, withoutLinks } from './escaping.ts';

const LOWEST = 6;
const LINE_BREAK = '  \n';
const NOTE = /^\[\^[^\]]+\]:$/;

/**
 * A manuscript as Markdown (CommonMark, with tables), in which every character of the text is read as itself. The brackets are the text's own; in
 * a paper without brackets words to come in stand underlined and words to go struck through, which Markdown has no signs of its own for.
 */
export function markdownOf(manuscript: Manuscript): string {
  const { masthead } = manuscript;
  const [first, ...others] = titlesOf(manuscript);
  const head = [masthead.organisation, masthead.symbol, ...mastheadLines(masthead)].filter((line) => line !== '').map(lineOf);
  const below = first === undefined ? 0 : 1;
  const blocks = [
    head.join(LINE_BREAK),
    ...(first === undefined ? [] : [`# ${headingOf(first)}`]),
    ...others.map((text) => `**${headingOf(text)}**`),
    ...paragraphsOf(
      manuscript.blocks.map((block) => ({
        ...(block.type === 'clause' && block.cell !== undefined ? { cell: block.cell } : {}),
        lines: [blockMarkdown(block, manuscript, below)],
      })),
      // Signs of Markdown are words already.
      (line) => line,
    ),
    '---',
    lineOf(editionWords(manuscript)),
  ];
  return `${blocks.filter((block) => block.trim() !== '').join('\n\n')}\n`;
}

function blockMarkdown(block: Block, manuscript: Manuscript, below: number): string {
  switch (block.type) {
    case 'clause':
      return clauseMarkdown(block, manuscript, below);
    case 'heading':
      return `${'#'.repeat(block.level + 1)} ${headingOf(block.text)}`;
    case 'prose': {
      const label = block.label === '' ? '' : `**${headingOf(block.label)}:** `;
      return `> ${linesOf(`${label}${withoutLinks(inLine(block.text))}`).join(`${LINE_BREAK}> `)}`;
    }
    case 'table':
      return tableMarkdown(block);
  }
}

function clauseMarkdown(block: ClauseBlock, manuscript: Manuscript, below: number): string {
  const height = outlineLevel(block);
  let words = '';
  for (const piece of block.pieces) words += pieceMarkdown(piece, manuscript, words);
  if (block.cell !== undefined) return words.trim().replaceAll(/\s*\n\s*/g, CELL_BREAK);
  if (height !== null) return `${'#'.repeat(Math.min(height + below, LOWEST))} ${asHeading(words)}`;
  const lines = linesOf(words).join(LINE_BREAK);
  // A note of one word would be read as the address of a link.
  return block.kind === 'footnote' && /^\S+ \S+$/.test(lines) ? `${lines} <!-- -->` : lines;
}

/** A piece behind what is written of its clause already. */
function pieceMarkdown(piece: Piece, manuscript: Manuscript, before: string): string {
  switch (piece.type) {
    case 'number':
      // A note's own sign makes it one.
      if (NOTE.test(piece.text)) return `${piece.text} `;
      return `${withoutLinks(inLine(piece.text), before)} `;
    case 'open':
      return `[${inLine(piece.attribution)}`;
    case 'close':
      return `${inLine(piece.attribution)}]`;
    case 'words':
      return wordsMarkdown(piece, manuscript, before);
    case 'status':
      return ` ${inLine(piece.text)}`;
  }
}

function wordsMarkdown(piece: Words, { paper, proposals }: Manuscript, written: string): string {
  const [, before = '', words = '', after = ''] = /^(\s*)([^]*?)(\s*)$/.exec(piece.text) ?? [];
  if (words === '') return piece.text;
  const behind = before === '' ? written : '';
  const change =
    paper === 'compilation' ? piece.changes.find(({ proposal }) => proposals.get(proposal)?.outcome === 'open') : undefined;
  const isWrapped = [piece.link, piece.bold, piece.italic, change].some((one) => one !== undefined);
  const lines = withoutLinks(inLine(words), behind);
  // What goes over several lines as one goes over no paragraph's end.
  const text = isWrapped ? lines.replaceAll(/\s*\n\s*/g, CELL_BREAK) : lines;
  const link = piece.link === undefined ? text : linkTo(piece.link, text, behind);
  const look = styled(link, piece, behind);
  if (change === undefined) return `${before}${look}${after}`;
  const tag = change.role === 'insertion' ? 'ins' : 'del';
  return `${before}<${tag}>${look}</${tag}>${after}`;
}

/** A link by these words. Right behind an exclamation mark it would be a picture. */
function linkTo(target: string, text: string, behind: string): string {
  const link = `[${text.replaceAll(/[[\]]/g, '\\$&')}](${address(target)})`;
  return behind.endsWith('!') ? `<!-- -->${link}` : link;
}

function tableMarkdown({ caption, columns, rows }: TableBlock): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells
      .map((text) =>
        withoutLinks(inLine(text))
          .trim()
          .replaceAll('|', '\\|')
          .replaceAll(/\s*\n\s*/g, CELL_BREAK),
      )
      .join(' | ')} |`;
  return [`**${headingOf(caption)}**`, '', line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The lines of what is written, each of which begins nothing. */
function linesOf(written: string): string[] {
  return written.split('\n').map(asLine);
}

function lineOf(text: string): string {
  return asLine(withoutLinks(inLine(text)).replaceAll(/\s+/g, ' '));
}

function headingOf(text: string): string {
  return asHeading(withoutLinks(inLine(text)));
}
