import { performance } from 'node:perf_hooks';
import { aknOf } from '../../../server/formats/akn/akn.ts';
import { importedAkn } from '../../../server/formats/akn/imported-akn.ts';
import { readAkn } from '../../../server/formats/akn/reading.ts';
import { docxOf } from '../../../server/formats/docx/document.ts';
import { draftOf } from '../../../server/formats/docx/reading/imported-word.ts';
import { readWord } from '../../../server/formats/docx/reading/reading.ts';
import { htmlOf } from '../../../server/formats/html/html.ts';
import { markdownOf } from '../../../server/formats/markdown/markdown.ts';
import { pdfOf } from '../../../server/formats/pdf/pdf.ts';
import { NEW_IDS } from '../../../server/ids.ts';
import { must } from '../../../shared/base/assert.ts';
import type { Result } from '../../../shared/base/result.ts';
import { LONG_TEXT, paper, realSources } from '../../formats/papers.ts';
import { REGISTRY } from '../../projection/built.ts';

// How long the text of 1,050 brackets takes in each format, out and in. The best of several, since the first compiles the program too.
const ROUNDS = 5;

const sources = realSources(LONG_TEXT);
if (sources === null) {
  process.stdout.write('The real texts are not beside the project (../shared/data): there is nothing to measure.\n');
} else {
  const manuscript = paper('negotiating', sources);
  const [docx, akn] = [await docxOf(manuscript), aknOf(manuscript)];
  const options = { fileName: LONG_TEXT, registry: REGISTRY, ids: NEW_IDS };
  await tell('manuscript', () => paper('negotiating', sources));
  await tell('DOCX out', () => docxOf(manuscript));
  await tell('PDF out', () => pdfOf(manuscript));
  await tell('Akoma Ntoso out', () => aknOf(manuscript));
  await tell('HTML out', () => htmlOf(manuscript));
  await tell('Markdown out', () => markdownOf(manuscript));
  await tell('DOCX in', () => draftOf(taken(readWord(docx)), options));
  await tell('Akoma Ntoso in', () => importedAkn(taken(readAkn(akn)), options));
}

async function tell(what: string, work: () => unknown): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  process.stdout.write(
    `${what.padEnd(18)} ${Math.min(...times)
      .toFixed(0)
      .padStart(6)} ms  (first ${must(times[0], 'a round').toFixed(0)} ms)\n`,
  );
}

function taken<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(result.refusal);
  return result.value;
}
