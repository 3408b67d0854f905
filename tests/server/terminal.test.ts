import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { travaux } from '../operations/command.ts';
import { temporaryFolder } from './harness.ts';

let folder: ReturnType<typeof temporaryFolder>;
let data: string;
beforeEach(() => {
  folder = temporaryFolder();
  data = join(folder.path, 'data');
});
afterEach(() => folder.forget());

test('[C1] [W2] no name steers the terminal, or turns what is said on it', async () => {
  const nasty = 'no\u001b[31m\u009b2J\u202e\u2028such\n file\u0007.md';
  const missing = await travaux('import', nasty, '--data', data);
  expect(missing).toEqual({ code: 2, out: '', err: 'travaux: there is no file no[31m2J such file.md.\n' });
  const source = join(folder.path, 'a\u001b[31m\u202e.md');
  writeFileSync(source, 'Words.');
  const imported = await travaux('import', source, '--data', data);
  expect([imported.code, imported.err]).toEqual([0, '']);
  expect(imported.out).toMatch(/^Imported “a \[31m” as /);
});
