import type { FileFormat } from '../../shared/manuscript/file-format.ts';
import type { Manuscript } from '../../shared/manuscript/manuscript.ts';
import { UNTOLD } from '../../shared/manuscript/paper-step.ts';
import { aknOf } from './akn/akn.ts';
import { docxOf } from './docx/document.ts';
import { htmlOf } from './html/html.ts';
import { markdownOf } from './markdown/markdown.ts';
import { pdfOf } from './pdf/pdf.ts';
import { writable } from './xml.ts';

/** A paper in a format. Call it in a process of its own: a long one takes seconds. `tell` hears of setting and of writing. */
export async function fileOf(as: FileFormat, composed: Manuscript, tell = UNTOLD): Promise<Uint8Array> {
  const manuscript = eachWord(composed, writable);
  if (as !== 'pdf') tell({ name: 'writing', pages: null });
  switch (as) {
    case 'docx':
      return docxOf(manuscript);
    case 'akn':
      return new TextEncoder().encode(aknOf(manuscript));
    case 'pdf':
      return pdfOf(manuscript, tell);
    case 'html':
      return new TextEncoder().encode(htmlOf(manuscript));
    case 'md':
      return new TextEncoder().encode(markdownOf(manuscript));
  }
}

/** The same with every string in it rewritten, keys of objects apart. */
function eachWord<T>(value: T, rewrite: (words: string) => string): T {
  const of = (one: unknown): unknown => {
    if (typeof one === 'string') return rewrite(one);
    if (Array.isArray(one)) return one.map(of);
    if (one instanceof Map) return new Map([...one].map(([key, held]) => [key, of(held)]));
    if (typeof one === 'object' && one !== null)
      return Object.fromEntries(Object.entries(one).map(([key, held]) => [key, of(held)]));
    return one;
  };
  return of(value) as T;
}
