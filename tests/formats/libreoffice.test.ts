import { expect, test } from 'vitest';
import { docxOf } from '../../server/formats/docx/document.ts';
import { importedWord } from '../../server/formats/docx/reading/imported-word.ts';
import { NEW_IDS } from '../../server/ids.ts';
import { REGISTRY } from '../projection/built.ts';
import { OFFICE, savedByOffice } from './office.ts';
import { paper, sourcesOf } from './papers.ts';

const SOURCE = '1. The Commission [shall [annually - Chile] - Norway] report.\n\n2. [A paragraph - Kenya]\n';

/** A paper as LibreOffice saves it again. */
async function savedAgain(as: 'docx' | 'fodt'): Promise<Uint8Array> {
  return savedByOffice(await docxOf(paper('negotiating', sourcesOf(SOURCE, 'a.txt'))), as);
}

test.skipIf(OFFICE !== null)('LibreOffice is absent: its tests are skipped', () => {
  expect(OFFICE).toBeNull();
});

test.skipIf(OFFICE === null)('[W6] LibreOffice sees each delegation as the author of its changes', async () => {
  const text = new TextDecoder().decode(await savedAgain('fodt'));
  const authors = [...text.matchAll(/<text:changed-region[^]*?<dc:creator>([^<]*)<\/dc:creator>/g)].map(([, name]) => name);
  expect(new Set(authors)).toEqual(new Set(['Norway', 'Chile', 'Kenya']));
});

test.skipIf(OFFICE === null)('[W7] a file that LibreOffice has saved is still known', async () => {
  const read = importedWord(await savedAgain('docx'), { fileName: 'paper.docx', registry: REGISTRY, ids: NEW_IDS });
  if (!read.ok) throw new Error(read.refusal);
  const codes = read.value.inherited.map(({ proposer }) => (proposer === null ? null : REGISTRY.byId.get(proposer)?.code));
  expect(codes).toEqual(['NO', 'CL', 'KE']);
  expect(read.value.clauses.map(({ label }) => label)).toEqual(['1.', '2.']);
});
