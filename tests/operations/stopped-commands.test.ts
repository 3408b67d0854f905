import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SOCKET_FILE } from '../../server/admin/channel.ts';
import { openStore } from '../../server/store/sqlite.ts';
import { temporaryFolder } from '../server/harness.ts';
import { start } from './command.ts';

let folder: ReturnType<typeof temporaryFolder>;
let passing: string;

beforeEach(() => {
  folder = temporaryFolder();
  passing = join(folder.path, 'passing');
  mkdirSync(passing);
});
afterEach(() => folder.forget());

/** A store in use, by something that begins to copy it and does not come to an end. */
async function copying(data: string) {
  const store = openStore(data, { create: true });
  if (!store.ok) throw new Error(store.refusal.reason);
  const asked = Promise.withResolvers<string>();
  const server = createServer((request) => {
    void text(request).then((body) => {
      const { to } = JSON.parse(body) as { to: string };
      for (const end of ['', '-journal']) writeFileSync(`${to}${end}`, 'half of a store');
      asked.resolve(to);
    });
  });
  server.listen(join(data, SOCKET_FILE));
  await once(server, 'listening');
  return {
    asked: asked.promise,
    stop: () => {
      server.close();
      server.closeAllConnections();
      store.value.close();
    },
  };
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '[C1] [O4] [W36] an export, an archive and a backup that end by %s leave nothing of the copy, and say so',
  async (signal) => {
    for (const args of [
      ['export', 'd-1', '--format', 'clean'],
      ['export', '--format', 'archive', '-o', join(folder.path, 'all.zip')],
      ['backup', join(folder.path, 'copy.db')],
    ]) {
      const data = join(folder.path, 'data');
      const store = await copying(data);
      const child = start([...args, '--data', data], { TMPDIR: passing });
      const said = text(child.stderr);
      await store.asked;
      child.kill(signal);
      const [code] = (await once(child, 'exit')) as [number | null];
      expect([code, await said]).toEqual([2, 'travaux: stopped before it was done.\n']);
      expect(readdirSync(passing)).toEqual([]);
      expect(readdirSync(folder.path).toSorted()).toEqual(['data', 'passing']);
      store.stop();
    }
  },
);

test('[C1] [O4] a backup whose server ends meanwhile says so, and leaves nothing', async () => {
  const data = join(folder.path, 'data');
  const store = await copying(data);
  const child = start(['backup', join(folder.path, 'copy.db'), '--data', data]);
  const said = text(child.stderr);
  await store.asked;
  store.stop();
  const [code] = (await once(child, 'exit')) as [number | null];
  expect([code, await said]).toEqual([2, `travaux: the server on the data folder ${data} ended before it had answered.\n`]);
  expect(readdirSync(folder.path).toSorted()).toEqual(['data', 'passing']);
});
