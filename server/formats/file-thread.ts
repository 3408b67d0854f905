import { parentPort, workerData } from 'node:worker_threads';
import { compose } from '../../shared/manuscript/compose.ts';
import type { FileFormat } from '../../shared/manuscript/file-format.ts';
import type { Manuscript } from '../../shared/manuscript/manuscript.ts';
import { registry } from '../../shared/participants/registry.ts';
import { aknOf } from './akn/akn.ts';
import { docxOf } from './docx/document.ts';
import type { OrderToThread } from './file-writer.ts';
import { htmlOf } from './html/html.ts';
import { markdownOf } from './markdown/markdown.ts';
import { pdfOf } from './pdf/pdf.ts';

// The thread in which one paper is composed and written.
const { paper, format, sources, participants, imprint } = workerData as OrderToThread;
const file = await written(format, compose(paper, { ...sources, registry: registry(participants) }, imprint));
parentPort?.postMessage(file);

async function written(as: FileFormat, manuscript: Manuscript): Promise<Uint8Array> {
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
