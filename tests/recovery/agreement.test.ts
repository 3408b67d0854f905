import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { must } from '../../shared/base/assert.ts';
import { draftId } from '../../shared/base/ids.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import { encodeComparison, readVerdict, type Verdict } from '../../shared/protocol/comparison.ts';
import { MESSAGE } from '../../shared/protocol/frame.ts';
import { textDigest } from '../../shared/text/digest.ts';
import type { RunningServer } from '../../server/main.ts';
import { onlyDraft, serve, signIn, temporaryFolder, type Client, type Person } from '../server/harness.ts';

let folder: ReturnType<typeof temporaryFolder>;
let server: RunningServer;
let one: Person;

beforeEach(async () => {
  folder = temporaryFolder();
  server = await serve(folder.path, { sample: false });
  one = await signIn(server, 'drafter-1');
  await one.import('1. The first paragraph stays.\n\n2. The second paragraph goes.\n');
});

afterEach(async () => {
  await server.stop();
  folder.forget();
});

describe('comparison', () => {
  async function ask(client: Client, digest: string, stateVector = Y.encodeStateVector(client.doc)): Promise<Verdict> {
    let verdict: Verdict | null = null;
    client.hear(MESSAGE.verdict, (decoder) => (verdict = readVerdict(decoder)));
    client.provider.ws?.send(encodeComparison({ stateVector, digest }).slice());
    await client.until(() => verdict !== null, 'a verdict');
    return must<Verdict>(verdict, 'a verdict');
  }

  test('[S12] tells the same text from another, and from one that has moved on', async () => {
    const writer = await one.open(await onlyDraft(one));
    const digest = textDigest(writer.clauses());
    expect(await ask(writer, digest)).toEqual({ verdict: 'same', digest });
    expect(await ask(writer, 'another')).toEqual({ verdict: 'differs', digest });
    expect(await ask(writer, digest, new Uint8Array([0]))).toEqual({ verdict: 'moved', digest: '' });
    writer.typeAfter('first ', 'most ');
    await writer.until(() => writer.acknowledged > 0, 'the words');
    expect((await ask(writer, digest)).verdict).toBe('differs');
    expect((await ask(writer, textDigest(writer.clauses()))).verdict).toBe('same');
  });
});

describe('versions', () => {
  async function closeCode(query: string): Promise<number> {
    const draft = draftId(await onlyDraft(one));
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/text/${draft}${query}`, {
      headers: { cookie: one.cookie, origin: server.url },
    });
    return new Promise((resolve) => {
      socket.once('message', () => {
        socket.close();
        resolve(0);
      });
      socket.once('close', resolve);
    });
  }

  test('[S13] an outdated client is told to reload; one that says nothing is taken for a present one', async () => {
    expect(await closeCode('')).toBe(0);
    expect(await closeCode('?v=10.1')).toBe(0);
    for (const said of ['3.1', '9.1', '10.0', '10.2', '999.1', 'x', ''])
      expect(await closeCode(`?v=${said}`)).toBe(CLOSE.outdated);
  });
});
