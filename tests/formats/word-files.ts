import { strToU8, zipSync } from 'fflate';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const TYPES =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>';

/** A Word file as another program might have written it, of the body's paragraphs and further parts. */
export function wordFile(body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  const all = {
    '[Content_Types].xml': TYPES,
    'word/document.xml': `<w:document ${W}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    ...parts,
  };
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, text]) => [name, strToU8(text)])));
}

/** A part of word processing, by its root. */
export function part(root: string, inner: string): string {
  return `<w:${root} ${W}>${inner}</w:${root}>`;
}

/** A paragraph, with properties where there are some. */
export function p(inner: string, properties = ''): string {
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${inner}</w:p>`;
}

/** A run of words. */
export function r(text: string, properties = '', tag = 't'): string {
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:${tag} xml:space="preserve">${text}</w:${tag}></w:r>`;
}

/** Words that somebody brought in. */
export function ins(author: string, inner: string): string {
  return `<w:ins w:id="1" w:author="${author}" w:date="2026-07-06T10:00:00Z">${inner}</w:ins>`;
}

/** Words that somebody wants out. */
export function del(author: string, text: string): string {
  return `<w:del w:id="2" w:author="${author}" w:date="2026-07-06T10:00:00Z">${r(text, '', 'delText')}</w:del>`;
}
