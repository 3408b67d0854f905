import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { docxOf } from '../../server/formats/docx/document.ts';
import { pdfOf } from '../../server/formats/pdf/pdf.ts';
import { paper, sourcesOf } from '../formats/papers.ts';

// Pages of papers as pictures for the README: the PDF, and the Word file as LibreOffice shows it. Needs pdftoppm (poppler) and soffice, which the
// project does not bring along. The text is the project's own.
const TEXT = fileURLToPath(new URL('./pages.md', import.meta.url));
const WIDTH = '900';

function run(command: string, ...args: string[]): void {
  const { error, status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (error !== undefined || status !== 0) throw new Error(`${command}: ${error?.message ?? stderr}`);
}

function picture(pdf: string, name: string): void {
  run('pdftoppm', '-png', '-singlefile', '-scale-to-x', WIDTH, '-scale-to-y', '-1', pdf, resolve('docs', name));
}

const folder = mkdtempSync(join(tmpdir(), 'travaux-pages-'));
try {
  const manuscript = paper('negotiating', sourcesOf(readFileSync(TEXT, 'utf8'), 'pages.md'));
  writeFileSync(join(folder, 'pdf.pdf'), await pdfOf(manuscript));
  picture(join(folder, 'pdf.pdf'), 'page-pdf');
  writeFileSync(join(folder, 'word.docx'), await docxOf(manuscript));
  run('soffice', '--headless', '--convert-to', 'pdf', join(folder, 'word.docx'), '--outdir', folder);
  picture(join(folder, 'word.pdf'), 'page-word');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
