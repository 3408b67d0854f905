import { AlignmentType, BorderStyle, type ICharacterStyleOptions, type IParagraphStyleOptions, type IStylesOptions } from 'docx';
import type { ClauseBlock, Manuscript } from '../../../shared/manuscript/manuscript.ts';
import { outlineLevel } from '../../../shared/manuscript/outline-level.ts';
import { clauseStyle, PAPER_STYLES, SIGN_STYLES, styleId } from './file-names.ts';

/** Twentieths of a point: how far a level goes in, and the least room for a number. */
const STEP = 709;
const POINT = 20;
/** Half points. */
const BODY = 22;
const SMALL = 18;
/** A level deeper than this goes no further in. */
const DEEPEST = 6;
/** The lowest level of an outline. */
const LOWEST = 9;

/** The styles of a file: of its clauses by kind and level, of its signs, and of what is none of the text. */
export function stylesOf({ blocks }: Manuscript): IStylesOptions {
  const clauses = new Map<string, IParagraphStyleOptions>();
  const rooms = roomsOf(blocks);
  for (const block of blocks) {
    if (block.type !== 'clause') continue;
    const name = clauseStyle(block.kind, block.level);
    if (!clauses.has(name))
      clauses.set(name, { id: styleId(name), name, basedOn: 'Normal', quickFormat: true, ...lookOf(block, rooms) });
  }
  return {
    default: {
      document: {
        run: { font: 'Times New Roman', size: BODY, language: { value: 'en-GB' } },
        paragraph: { spacing: { after: 120, line: 264 } },
      },
      hyperlink: { run: { color: '1F4E79', underline: {} } },
    },
    paragraphStyles: [...clauses.values(), ...PAPER],
    characterStyles: SIGNS,
  };
}

function lookOf(
  { kind, level }: Pick<ClauseBlock, 'kind' | 'level'>,
  rooms: readonly number[],
): Pick<IParagraphStyleOptions, 'paragraph' | 'run'> {
  const height = outlineLevel({ kind, level });
  if (height !== null) {
    const outline = Math.min(height, LOWEST) - 1;
    const centred = kind === 'title' || kind === 'part';
    return {
      run: { bold: true, size: kind === 'title' ? 32 : outline < 2 ? 26 : BODY },
      paragraph: {
        keepNext: true,
        outlineLevel: outline,
        spacing: { before: 240, after: 120 },
        ...(centred ? { alignment: AlignmentType.CENTER } : {}),
      },
    };
  }
  const depth = Math.min(level, DEEPEST);
  const left = rooms.slice(0, depth).reduce((sum, room) => sum + room, 0);
  if (kind === 'paragraph' || kind === 'subparagraph') {
    const hanging = rooms[depth] ?? STEP;
    const from = left + hanging;
    return { paragraph: { indent: { start: from, hanging }, leftTabStop: from } };
  }
  const small = kind === 'note' || kind === 'footnote';
  return { paragraph: { indent: { start: left } }, ...(small ? { run: { size: SMALL } } : {}) };
}

/** The room for numbers at each level: for the longest with its brackets, so that none touches its words, unless it is longer than any room. */
function roomsOf(blocks: Manuscript['blocks']): number[] {
  const rooms = Array.from({ length: DEEPEST + 1 }, () => STEP);
  for (const block of blocks) {
    if (block.type !== 'clause' || block.kind === 'footnote') continue;
    const at = block.pieces.findIndex(({ type }) => type === 'number');
    const before = block.pieces.slice(0, at + 1).map((piece) => {
      if (piece.type === 'number') return piece.text;
      return piece.type === 'open' ? `[${piece.attribution}` : '';
    });
    const width = LETTER * before.join('').length + BESIDE;
    const depth = Math.min(block.level, DEEPEST);
    if (width <= WIDEST) rooms[depth] = Math.max(rooms[depth] ?? STEP, width);
  }
  return rooms;
}

/** What a letter of a number takes in a wide font, the space behind it, and the most room there is. */
const LETTER = 120;
const BESIDE = 120;
const WIDEST = 2 * STEP;

const SIGNS: readonly ICharacterStyleOptions[] = [
  { id: styleId(SIGN_STYLES.bracket), name: SIGN_STYLES.bracket, run: { bold: true, color: '7A1F1F' } },
  { id: styleId(SIGN_STYLES.attribution), name: SIGN_STYLES.attribution, run: { bold: true, italics: true, color: '44546A' } },
  { id: styleId(SIGN_STYLES.issued), name: SIGN_STYLES.issued },
  { id: styleId(SIGN_STYLES.counted), name: SIGN_STYLES.counted },
  { id: styleId(SIGN_STYLES.mark), name: SIGN_STYLES.mark, run: { vanish: true } },
  { id: styleId(SIGN_STYLES.status), name: SIGN_STYLES.status, run: { italics: true, color: '1E5631' } },
  { id: styleId(SIGN_STYLES.gone), name: SIGN_STYLES.gone, run: { italics: true, color: '595959' } },
];

const PAPER: readonly IParagraphStyleOptions[] = [
  { name: PAPER_STYLES.masthead, paragraph: { spacing: { after: 0 } } },
  {
    name: PAPER_STYLES.title,
    run: { bold: true, size: 32 },
    paragraph: { keepNext: true, outlineLevel: 0, spacing: { before: 12 * POINT, after: 12 * POINT } },
  },
  {
    name: PAPER_STYLES.heading1,
    run: { bold: true, size: 26 },
    paragraph: {
      keepNext: true,
      outlineLevel: 0,
      spacing: { before: 18 * POINT, after: 6 * POINT },
      border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: '808080', space: 2 } },
    },
  },
  {
    name: PAPER_STYLES.heading2,
    run: { bold: true },
    paragraph: { keepNext: true, outlineLevel: 1, spacing: { before: 12 * POINT, after: 4 * POINT } },
  },
  { name: PAPER_STYLES.prose, run: { size: SMALL + 2 }, paragraph: { indent: { start: STEP } } },
  { name: PAPER_STYLES.cell, run: { size: SMALL - 2 }, paragraph: { spacing: { after: 0, line: 240 } } },
].map((style) => ({ ...style, id: styleId(style.name), basedOn: 'Normal', quickFormat: true }));
