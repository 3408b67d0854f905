import { Document, Packer, PageOrientation, Paragraph, TextRun, type FileChild } from 'docx';
import type { Manuscript } from '../../../shared/manuscript/manuscript.ts';
import { editionWords } from '../../../shared/manuscript/edition.ts';
import { withTables } from '../../../shared/text/tables.ts';
import { clauseParagraph } from './clause-paragraph.ts';
import { placeNotes, type PlacedBlock } from '../../../shared/manuscript/notes.ts';
import { PAPER_STYLES, PROPERTIES, styleId } from './file-names.ts';
import { isLandscape } from '../../../shared/manuscript/orientation.ts';
import { footerOf, mastheadOf, runningHeader } from './pages.ts';
import { stylesOf } from './styles.ts';
import { cellsOf, tableOf } from './table.ts';
import { Writing } from './writing.ts';

/**
 * A manuscript as an Office Open XML file (ISO/IEC 29500, transitional). Open proposals are tracked changes by their delegation, on the day
 * when they were tabled, and stand in brackets too; whichever is innermost is the author, since a file knows one for words that come and
 * one for words that go.
 */
export async function docxOf(manuscript: Manuscript): Promise<Uint8Array> {
  const placed = placeNotes(manuscript);
  const writing = new Writing(manuscript, placed);
  const body = withTables(placed.map((one) => ({ one, cell: one.block.type === 'clause' ? one.block.cell : undefined }))).flatMap(
    (stretch) =>
      stretch.type === 'one'
        ? childrenOf(stretch.item.one, writing)
        : cellsOf(stretch.table, writing, ({ one }) => childrenOf(one, writing) as Paragraph[]),
  );
  // A footnote may refer to another one, which then comes behind it.
  const notes: Record<string, { children: Paragraph[] }> = {};
  for (let at = 0; at < writing.notes.length; at += 1) {
    const note = writing.notes[at];
    if (note !== undefined) notes[String(at + 1)] = { children: [clauseParagraph(note, writing)] };
  }
  const { masthead, edition, paper, title } = manuscript;
  const file = new Document({
    title,
    creator: masthead.organisation === '' ? 'Travaux' : masthead.organisation,
    lastModifiedBy: 'Travaux',
    description: editionWords(manuscript),
    ...(masthead.symbol === '' ? {} : { subject: masthead.symbol }),
    styles: stylesOf(manuscript),
    comments: { children: writing.comments },
    footnotes: notes,
    features: { trackRevisions: paper === 'negotiating' || paper === 'clean' },
    customProperties: [
      { name: PROPERTIES.draft, value: edition.draft },
      { name: PROPERTIES.revision, value: String(edition.revision) },
      { name: PROPERTIES.update, value: String(edition.update) },
      { name: PROPERTIES.entry, value: String(edition.entry) },
      { name: PROPERTIES.paper, value: paper },
    ],
    sections: [
      {
        properties: {
          titlePage: true,
          page: { size: { orientation: isLandscape(manuscript) ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT } },
        },
        headers: { default: runningHeader(manuscript) },
        footers: { default: footerOf(manuscript), first: footerOf(manuscript) },
        children: [...mastheadOf(manuscript), ...body],
      },
    ],
  });
  return Packer.toBuffer(file);
}

function childrenOf({ block, notes }: PlacedBlock, writing: Writing): FileChild[] {
  switch (block.type) {
    case 'clause':
      return [clauseParagraph(block, writing, notes)];
    case 'heading':
      return [styled(block.level === 1 ? PAPER_STYLES.heading1 : PAPER_STYLES.heading2, [new TextRun(block.text)])];
    case 'prose': {
      const label = block.label === '' ? [] : [new TextRun({ text: `${block.label}: `, bold: true })];
      return [styled(PAPER_STYLES.prose, [...label, new TextRun(block.text)])];
    }
    case 'table':
      return [styled(PAPER_STYLES.heading2, [new TextRun(block.caption)]), tableOf(block)];
  }
}

function styled(style: string, children: readonly TextRun[]): Paragraph {
  return new Paragraph({ style: styleId(style), children });
}
