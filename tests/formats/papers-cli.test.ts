import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportReport } from '../../shared/protocol/api.ts';
import { travaux } from '../e2e/travaux.ts';
import { temporaryFolder } from '../server/harness.ts';
import { partsOf } from './ooxml.ts';

const folder = temporaryFolder();
let draft = '';

beforeAll(() => {
  const file = join(folder.path, 'text.md');
  writeFileSync(file, '# Draft\n\n1. The Commission [shall - Norway; Chile delete] report.\n');
  draft = (JSON.parse(travaux('import', file, '--data', folder.path, '--json').stdout) as ImportReport).draft;
});

afterAll(() => folder.forget());

const asPaper = (...args: string[]) => travaux('export', draft, '--data', folder.path, ...args);

describe('papers from the command line', () => {
  test('[W9] go to a file or to standard output, with what is to stand over them', () => {
    const out = join(folder.path, 'draft.docx');
    expect(asPaper('--format', 'docx', '-o', out, '--symbol', 'A/C.6/81/L.2', '--distribution', 'restricted').status).toBe(0);
    const document = partsOf(readFileSync(out)).get('word/document.xml') ?? '';
    expect(document).toContain('A/C.6/81/L.2');
    expect(document).toContain('Distr.: Restricted');
    const page = asPaper('--format', 'html', '--paper', 'register').stdout;
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain('<td>Norway</td>');
    expect(asPaper('--format', 'md').stdout).toContain('1\\. The Commission [shall - Norway; Chile delete] report.');
  });

  test('[W9] through an unnamed lens nobody is named in any part', () => {
    const out = join(folder.path, 'unnamed.docx');
    asPaper('--format', 'docx', '--lens', 'unnamed', '-o', out);
    for (const [name, part] of partsOf(readFileSync(out))) expect(part, name).not.toMatch(/Norway|Chile|p-(?:no|cl)(?![\w-])/);
  });

  test('[W9] what makes no sense is said in a line', () => {
    for (const [args, why] of [
      [['--format', 'docx', '--paper', 'novel'], '--paper is one of negotiating'],
      [['--format', 'clean', '--paper', 'clean'], '--paper goes with --format docx'],
      [['--format', 'docx', '--distribution', 'secret'], '--distribution is one of General'],
      [['--format', 'docx', '--paper', 'clean', '--tags'], '--tags is of the text with its brackets'],
    ] as const) {
      const run = asPaper(...args);
      expect([run.status, run.stderr.includes(why)], run.stderr).toEqual([2, true]);
    }
  });
});

describe('Word files from the command line', () => {
  test('[W11] what was exported is imported again, and the draft verifies', () => {
    const out = join(folder.path, 'again.docx');
    asPaper('--format', 'docx', '-o', out);
    const report = JSON.parse(travaux('import', out, '--data', folder.path, '--json').stdout) as ImportReport;
    expect([report.title, report.clauses, report.brackets]).toEqual(['Draft', 2, 1]);
    const text = (id: string) =>
      travaux('export', id, '--format', 'bracketed', '--data', folder.path).stdout.replaceAll('# ', '');
    expect(text(report.draft)).toBe(text(draft));
    expect(travaux('verify', '--data', folder.path).status).toBe(0);
    writeFileSync(out, 'no zip');
    expect(travaux('import', out, '--data', folder.path)).toMatchObject({
      status: 2,
      stderr: `travaux: ${out}: This is no Word file (.docx).\n`,
    });
  });
});
