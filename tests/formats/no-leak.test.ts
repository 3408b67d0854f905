import { inflateSync } from 'node:zlib';
import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { expect, test } from 'vitest';
import { fileOf } from '../../server/formats/writing.ts';
import { FILE_FORMATS, type FileFormat } from '../../shared/manuscript/file-format.ts';
import { PAPERS } from '../../shared/manuscript/manuscript.ts';
import { Masking } from '../../shared/record/masking.ts';
import { replay } from '../../shared/record/evolve.ts';
import { REGISTRY } from '../projection/built.ts';
import { partsOf } from './ooxml.ts';
import { paper, sourcesOf } from './papers.ts';

/** Names, codes, ids and persons that the record has, planted wherever a paper takes names from. */
const PLANTED = /Norway|Kenya|Chile|p-no\b|p-ke\b|p-cl\b|A\. Drafter|p-secretariat/i;

const draft = sourcesOf(
  [
    '1. The [Commission - Norway on behalf of G77; Chile delete][body - EU] [acts (Kenya)].[^1]',
    '[^1]: See [document A - Kenya].',
    '| a [b - Chile] | c |\n| --- | --- |\n| [d | e - Kenya] |',
  ].join('\n\n'),
  'a.md',
);

/** All that a file holds, taken apart and decoded: parts and their names, metadata, compressed streams. */
async function insideOf(file: Uint8Array, format: FileFormat): Promise<string[]> {
  if (format === 'docx') return [...partsOf(file)].flat();
  if (format !== 'pdf') return [new TextDecoder().decode(file)];
  const document = await getDocumentProxy(file.slice());
  const { text } = await extractText(document, { mergePages: true });
  const raw = Buffer.from(file);
  const streams: string[] = [];
  for (let at = raw.indexOf('stream\n'); at !== -1; at = raw.indexOf('stream\n', at + 1)) {
    const bytes = inflated(raw.subarray(at + 'stream\n'.length));
    if (bytes !== null) streams.push(bytes);
  }
  return [text, JSON.stringify(await getMeta(document)), raw.toString('latin1'), ...streams];
}

function inflated(bytes: Uint8Array): string | null {
  try {
    return inflateSync(bytes).toString('latin1');
  } catch {
    return null;
  }
}

async function namesIn(lens: 'named' | 'group' | 'unnamed'): Promise<string[]> {
  const entries = new Masking(REGISTRY).through(draft.entries, { lens, own: null });
  const seen = { ...draft, entries, state: replay(entries) };
  const found: string[] = [];
  for (const kind of PAPERS)
    for (const format of FILE_FORMATS) {
      const inside = await insideOf(await fileOf(format, paper(kind, seen)), format);
      for (const one of inside) found.push(...(PLANTED.exec(one) ?? []).map((name) => `${kind} ${format}: ${name}`));
    }
  return found;
}

test('[W9] through a lens without names no byte of any paper, unpacked and decoded, names anybody', async () => {
  expect(await namesIn('unnamed')).toEqual([]);
  expect(await namesIn('group')).toEqual([]);
  expect((await namesIn('named')).length).toBeGreaterThan(0);
});
