import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { fileOf } from '../../server/formats/writing.ts';
import { FILE_FORMATS } from '../../shared/manuscript/file-format.ts';
import { paper, sourcesOf } from './papers.ts';

const TITLE = `A\u0001 \u001B[31m \uFFFE \uFFFF \0 half ${'\uD800'} a character`;
// oxlint-disable-next-line no-control-regex -- what no file may hold
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

test.each(FILE_FORMATS)('[W5] what no format can hold is U+FFFD, and the file is whole: %s', async (format) => {
  const written = paper('negotiating', sourcesOf(`# ${TITLE}\n\n1. The [${TITLE}] Council.\n`, 'a.md'));
  const file = await fileOf(format, { ...written, title: TITLE });
  if (format === 'pdf') return expect(new TextDecoder().decode(file.subarray(0, 5))).toBe('%PDF-');
  const parts = format === 'docx' ? Object.values(unzipSync(file)) : [file];
  for (const part of parts) expect(new TextDecoder('utf-8', { fatal: true }).decode(part)).not.toMatch(UNWRITABLE);
});
