import { expect, test } from 'vitest';
import { writeFileSync } from 'node:fs';
import { aknOf } from '../../server/formats/akn/akn.ts';
import { aknFaults } from './akn-schema.ts';
import { LONG_TEXT, paper, realSources, sourcesOf } from './papers.ts';
test('x', async () => {
  const small = aknOf(paper('negotiating', sourcesOf('# Draft\n\n## Article 1\n\n1. The Commission [shall [annually] report - Norway; Chile delete].\n\n[2. x []]\n', 'a.md')));
  writeFileSync('/tmp/small.akn', small);
  expect(await aknFaults(small)).toEqual([]);
  const t = performance.now();
  const long = aknOf(paper('negotiating', realSources(LONG_TEXT)!));
  console.log(performance.now() - t, long.length);
  writeFileSync('/tmp/long.akn', long);
  expect((await aknFaults(long)).slice(0, 5)).toEqual([]);
});
