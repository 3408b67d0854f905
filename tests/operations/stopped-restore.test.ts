import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../server/harness.ts';
import { BIN, travaux } from './command.ts';

const HAS_STRACE = spawnSync('strace', ['-V']).status === 0;

let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.forget());

test.runIf(HAS_STRACE)('[O5] a restore that is told to end while it changes names leaves the folder with a store', async () => {
  const [draft, data, copy] = ['draft.md', 'data', 'copy.db'].map((name) => join(folder.path, name)) as [string, string, string];
  writeFileSync(draft, 'Words.');
  expect((await travaux('import', draft, '--data', data)).code).toBe(0);
  expect((await travaux('backup', copy, '--data', data)).code).toBe(0);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    const injecting = ['-f', '-o', '/dev/null', '-e', 'trace=rename', '-e', `inject=rename:signal=${signal}:when=1`];
    const restoring = [process.execPath, BIN, 'restore', copy, '--replace', '--data', data];
    const { status } = spawnSync('strace', [...injecting, ...restoring], { encoding: 'utf8' });
    expect([signal, status, readdirSync(data).includes('travaux.db')]).toEqual([signal, 0, true]);
    expect((await travaux('verify', '--data', data)).code).toBe(0);
  }
});
