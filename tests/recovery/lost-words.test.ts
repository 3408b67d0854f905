import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { must } from '../../shared/base/assert.ts';
import { proposalId } from '../../shared/base/ids.ts';
import { MESSAGE } from '../../shared/protocol/frame.ts';
import type { Recoveries, Recovery } from '../../shared/protocol/recovery.ts';
import { markKey } from '../../shared/text/marks.ts';
import { textOf } from '../../shared/text/reading.ts';
import { elementById } from '../../shared/text/writing.ts';
import { watchedSocket } from '../../client/sync/watched-socket.ts';
import type { RunningServer } from '../../server/main.ts';
import { onlyDraft, serve, signIn, temporaryFolder, type Client, type Person } from '../server/harness.ts';

const SOURCE = `## Article 1

1. The first paragraph stays.
2. The second paragraph goes.
3. The third paragraph stays.
`;

let folder: ReturnType<typeof temporaryFolder>;
let server: RunningServer;
let one: Person;
let other: Person;

beforeEach(async () => {
  folder = temporaryFolder();
  server = await serve(folder.path, { sample: false });
  [one, other] = [await signIn(server, 'drafter-1'), await signIn(server, 'drafter-2')];
  await one.import(SOURCE);
});

afterEach(async () => {
  await server.stop();
  folder.forget();
});

async function trayOf(person: Person): Promise<readonly Recovery[]> {
  return (await person.get<Recoveries>('/api/recoveries')).body.recoveries;
}

async function bothOpen(): Promise<[Client, Client]> {
  const draft = await onlyDraft(one);
  return [await one.open(draft), await other.open(draft)];
}

/** Removes the clause with these words. */
function remove(client: Client, words: string): void {
  const root = textOf(client.doc);
  const element = elementById(client.doc, client.clauseWith(words).id);
  root.delete(root.toArray().indexOf(element), 1);
}

/** What it sends on the present connection no longer arrives. */
function mute(client: Client): void {
  Object.assign(must(client.provider.ws, 'a socket'), { send: () => undefined });
}

/** From the next connection on it sends what is unconfirmed as the page does. */
function sendsAsMade(client: Client, person: Person): void {
  const made: Uint8Array[] = [];
  client.doc.on('update', (bytes: Uint8Array, origin: unknown) => {
    if (origin !== client.provider) made.push(bytes);
  });
  const Socket = watchedSocket(person.socketClass(), {
    writes: true,
    covers: () => made.length,
    written: () => Promise.resolve(),
    unconfirmed: () => made,
    onSent: () => undefined,
    onNothingLacking: () => undefined,
    onBehind: () => undefined,
  });
  Object.assign(client.provider, { _WS: Socket });
}

function cut(client: Client): void {
  client.provider.disconnect();
}

async function back(client: Client): Promise<void> {
  const acknowledged = client.acknowledged;
  client.acknowledged = -1;
  client.provider.connect();
  await client.until(() => client.provider.synced && client.acknowledged > 0, `an acknowledgement after ${acknowledged}`);
}

describe('words under which their paragraph was removed', () => {
  test('[S10] what was typed offline into a paragraph that went meanwhile waits for its author, with its place', async () => {
    const [writer, remover] = await bothOpen();
    const { id } = writer.clauseWith('second');
    cut(writer);
    writer.typeAfter('second ', 'and most carefully worded ');
    remove(remover, 'second');
    await remover.until(() => remover.acknowledged > 0, 'the removal');
    await back(writer);
    expect(await trayOf(one)).toMatchObject([
      {
        why: 'removed',
        words: 'and most carefully worded ',
        clause: id,
        beside: writer.clauseWith('first').id,
        before: 'The second ',
        after: 'paragraph goes.',
      },
    ]);
    expect(await trayOf(other)).toEqual([]);
  });

  test('[S10] [S18] a bracket put offline round words whose paragraph went meanwhile waits for whoever put it, and not one that was taken off, or that its author removed', async () => {
    const [writer, remover] = await bothOpen();
    const [gone, own] = [writer.clauseWith('second').id, writer.clauseWith('third').id];
    const mark = (id: typeof gone, proposal: string, value: { proposal: string } | null): void =>
      (elementById(writer.doc, id).get(0) as Y.XmlText).format(4, 6, { [markKey('deletion', proposalId(proposal))]: value });
    sendsAsMade(writer, one);
    cut(writer);
    // Right behind words, so that the mark is the next thing that this client wrote.
    writer.typeAfter('goes.', ' Typed.');
    mark(gone, 'p-put', { proposal: 'p-put' });
    mark(gone, 'p-off', { proposal: 'p-off' });
    mark(gone, 'p-off', null);
    mark(own, 'p-own', { proposal: 'p-own' });
    remove(writer, 'third');
    remove(remover, 'second');
    await remover.until(() => remover.acknowledged > 0, 'the removal');
    await back(writer);
    const tray = await trayOf(one);
    expect(Object.fromEntries(tray.map(({ why, words }) => [why, words]))).toEqual({ removed: ' Typed.', bracketed: 'second' });
    expect(tray.map(({ clause }) => clause)).toEqual([gone, gone]);
    expect(await trayOf(other)).toEqual([]);
  });

  test('[S10] so does what was typed before a removal by somebody who had not seen it', async () => {
    const [writer, remover] = await bothOpen();
    cut(remover);
    remove(remover, 'second');
    writer.typeAfter('second ', 'unseen ');
    await writer.until(() => writer.acknowledged > 0, 'the words');
    await back(remover);
    await writer.until(() => !writer.words().some((words) => words.includes('second')), 'the removal');
    expect((await trayOf(one)).map(({ words, before }) => [words, before])).toEqual([['unseen ', 'The second ']]);
  });

  test('[S10] what its remover had seen, and what its author removed, is nobody’s loss', async () => {
    const [writer, remover] = await bothOpen();
    writer.typeAfter('second ', 'seen ');
    await remover.until(() => remover.words().some((words) => words.includes('seen')), 'the words');
    remove(remover, 'seen');
    await writer.until(() => !writer.words().some((words) => words.includes('seen')), 'the removal');
    cut(writer);
    writer.typeAfter('third ', 'struck ');
    writer.strike('struck ');
    remove(remover, 'third');
    await remover.until(() => remover.acknowledged > 1, 'the removal');
    await back(writer);
    expect([await trayOf(one), await trayOf(other)]).toEqual([[], []]);
  });

  test('[S10] what was typed before its author heard of the removal, and sent after, waits for its author', async () => {
    const [writer, remover] = await bothOpen();
    mute(writer);
    writer.typeAfter('second ', 'heard ');
    remove(remover, 'second');
    await writer.until(() => !writer.words().some((words) => words.includes('second')), 'the removal');
    cut(writer);
    await back(writer);
    expect((await trayOf(one)).map(({ words, before, after }) => [words, before, after])).toEqual([
      ['heard ', 'The second ', 'paragraph goes.'],
    ]);
    expect(await trayOf(other)).toEqual([]);
  });

  test('[S10] who hears of words after removing their clause, and then sends the removal as it was made, had not seen them', async () => {
    const [writer, remover] = await bothOpen();
    sendsAsMade(remover, other);
    mute(remover);
    remove(remover, 'second');
    writer.typeAfter('second ', 'unseen ');
    await remover.until(() => Y.getState(remover.doc.store, writer.doc.clientID) > 0, 'the words');
    cut(remover);
    await back(remover);
    expect((await trayOf(one)).map(({ words }) => words)).toEqual(['unseen ']);
  });

  test('[S10] of a client that sends the answer alone, all words of others that go with a clause wait for them', async () => {
    const [writer, remover] = await bothOpen();
    mute(remover);
    remover.typeAfter('second ', 'own ');
    remove(remover, 'second');
    writer.typeAfter('second ', 'unseen ');
    await remover.until(() => Y.getState(remover.doc.store, writer.doc.clientID) > 0, 'the words');
    cut(remover);
    await back(remover);
    expect((await trayOf(one)).map(({ words }) => words)).toEqual(['unseen ']);
    expect(await trayOf(other)).toEqual([]);
  });

  test('[S10] what its author struck is nobody’s loss where it is sent as it was made, whatever its author has heard since', async () => {
    const [writer, remover] = await bothOpen();
    sendsAsMade(writer, one);
    mute(writer);
    writer.typeAfter('second ', 'struck ');
    writer.strike('struck ');
    writer.typeAfter('second ', 'kept ');
    remove(remover, 'second');
    await writer.until(() => !writer.words().some((words) => words.includes('second')), 'the removal');
    cut(writer);
    await back(writer);
    expect((await trayOf(one)).map(({ words }) => words)).toEqual(['kept ']);
  });

  test('[S10] letters typed one by one into a clause that is gone are one passage', async () => {
    const [writer, remover] = await bothOpen();
    // The writer has yet to hear of the removal.
    writer.provider.messageHandlers[MESSAGE.sync] = () => undefined;
    remove(remover, 'second');
    await remover.until(() => remover.acknowledged > 0, 'the removal');
    const { node, at } = writer.place('paragraph goes');
    for (const [index, letter] of 'word '.split('').entries()) {
      const before = writer.acknowledged;
      node.insert(at + index, letter);
      await writer.until(() => writer.acknowledged > before, 'a letter');
    }
    expect((await trayOf(one)).map(({ words }) => words)).toEqual(['word ']);
  });

  test('[S11] only their author sees and discards them, and they survive a restart', async () => {
    const [writer, remover] = await bothOpen();
    cut(writer);
    writer.typeAfter('second ', 'kept ');
    remove(remover, 'second');
    await remover.until(() => remover.acknowledged > 0, 'the removal');
    await back(writer);
    const [kept] = await trayOf(one);
    expect((await other.ask('DELETE', `/api/recoveries/${kept?.id}`)).status).toBe(404);
    await server.stop();
    server = await serve(folder.path);
    const again = await signIn(server, 'drafter-1');
    expect(await trayOf(again)).toEqual([kept]);
    expect((await again.ask('DELETE', `/api/recoveries/${kept?.id}`)).status).toBe(204);
    expect(await trayOf(again)).toEqual([]);
  });

  test('[S11] each page of theirs is told at once that they were discarded on another', async () => {
    const [writer, remover] = await bothOpen();
    const page = await one.open(await onlyDraft(one));
    let told = 0;
    page.hear(MESSAGE.recovered, () => (told += 1));
    cut(writer);
    writer.typeAfter('second ', 'kept ');
    remove(remover, 'second');
    await remover.until(() => remover.acknowledged > 0, 'the removal');
    await back(writer);
    await page.until(() => told === 1, 'the bell');
    const [kept] = await trayOf(one);
    expect((await one.ask('DELETE', `/api/recoveries/${kept?.id}`)).status).toBe(204);
    await page.until(() => told === 2, 'the bell once more');
  });

  test('[S11] their author is told at once', async () => {
    const [writer, remover] = await bothOpen();
    let told = 0;
    writer.hear(MESSAGE.recovered, () => (told += 1));
    cut(writer);
    writer.typeAfter('second ', 'told ');
    remove(remover, 'second');
    await remover.until(() => remover.acknowledged > 0, 'the removal');
    await back(writer);
    await writer.until(() => told === 1, 'the bell');
  });
});
