import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { AKN, OWN } from '../../server/formats/akn/akn.ts';
import { readDraftFile } from '../../server/formats/draft-file.ts';
import { judgeUpdate } from '../../server/rooms/gate.ts';
import { readText, textOf } from '../../shared/text/reading.ts';
import { plainText } from '../../shared/text/clause.ts';
import { REGISTRY } from '../projection/built.ts';

const LONG = '1'.repeat(300);
const FILES: readonly (readonly [fileName: string, source: string])[] = [
  ['numbers.md', `${'1.'.repeat(150)} One.\n\nArticle ${LONG}\n\n(${'i'.repeat(300)}) Two.\n\n[^${'k'.repeat(300)}]: Note.\n`],
  ['links.md', `[a](https://un.org/${'x'.repeat(1_900)}) [b](javascript:alert) [c](../annex) [d](ftp://un.org/d)\n`],
  [
    'text.akn',
    `<akomaNtoso xmlns="${AKN}" xmlns:t="${OWN}"><t:edition/><body>${[
      'javascript:alert(1)',
      `https://un.org/${'x'.repeat(5_000)}`,
    ]
      .map(
        (href, at) =>
          `<part GUID="c-${at}" t:level="20"><num t:issued="true">${LONG}</num><heading>Go <a href="${href}">there</a></heading></part>`,
      )
      .join('')}</body></akomaNtoso>`,
  ],
];

test.each(FILES)('[S1] what is read of a file its drafters may write again, whatever stands in it: %s', (fileName, source) => {
  const read = readDraftFile({ fileName, source }, REGISTRY);
  if (!read.ok) throw new Error(read.refusal);
  const doc = new Y.Doc({ gc: false });
  textOf(doc);
  const judged = judgeUpdate(doc, read.value.update);
  expect(judged).toMatchObject({ ok: true });
  Y.applyUpdate(doc, read.value.update);
  // Nothing of it is lost.
  if (fileName === 'text.akn') expect(readText(doc).map(plainText)).toEqual([`${LONG} Go there`, `${LONG} Go there`]);
});
