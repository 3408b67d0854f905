import type { FileFormat } from '../../shared/manuscript/file-format.ts';
import type { Manuscript } from '../../shared/manuscript/manuscript.ts';
import { aknOf } from './akn/akn.ts';
import { docxOf } from './docx/document.ts';
import { htmlOf } from './html/html.ts';
import { markdownOf } from './markdown/markdown.ts';
import { pdfOf } from './pdf/pdf.ts';

/** A paper in a format. Call it in a thread of its own: a long one takes seconds. */
export async function fileOf(as: FileFormat, manuscript: Manuscript): Promise<Uint8Array> {
  switch (as) {
    case 'docx':
      return docxOf(manuscript);
    case 'akn':
      return new TextEncoder().encode(aknOf(manuscript));
    case 'pdf':
      return pdfOf(manuscript);
    case 'html':
      return new TextEncoder().encode(htmlOf(manuscript));
    case 'md':
      return new TextEncoder().encode(markdownOf(manuscript));
  }
}
