import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DraftId } from '../../shared/base/ids.ts';
import type { RunningServer } from '../../server/main.ts';
import { sameText, serve, signIn, temporaryFolder, type Client, type Person } from './harness.ts';

const SOURCE = '# Draft\n\n1. The Council shall meet [twice] a year.\n\n2. The Chair presides.\n';

let folder: ReturnType<typeof temporaryFolder>;
let server: RunningServer;
let drafter: Person;
let draft: DraftId;
const clients: Client[] = [];

async function open(person: Person): Promise<Client> {
  const client = await person.open(draft);
  clients.push(client);
  return client;
}

beforeEach(async () => {
  folder = temporaryFolder();
  server = await serve(folder.path);
  drafter = await signIn(server, 'drafter-1');
  draft = (await drafter.import(SOURCE)).draft;
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await server.stop();
  folder.forget();
});

test('[S2] two drafters who type at once converge, and each hears of what is durable', async () => {
  const one = await open(drafter);
  const other = await open(await signIn(server, 'drafter-2'));
  for (let count = 0; count < 20; count += 1) {
    one.typeAfter('The Council', ' A');
    other.typeAfter('The Chair', ' B');
  }
  await one.until(
    () => sameText(one, other) && one.words().join().includes(' B') && other.words().join().includes(' A'),
    'the same text',
  );
  await one.until(() => one.acknowledged === 20, 'acknowledgements');
  await other.until(() => other.acknowledged === 20, 'acknowledgements');
  expect(one.words()[1]).toBe(`The Council${' A'.repeat(20)} shall meet twice a year.`);
  expect(one.words()[2]).toBe(`The Chair${' B'.repeat(20)} presides.`);
});

test('[K4] what was typed offline arrives with the next connection, and is acknowledged', async () => {
  const one = await open(drafter);
  const other = await open(await signIn(server, 'drafter-2'));
  one.provider.disconnect();
  one.typeAfter('The Chair', ' of the session');
  other.typeAfter('The Council', ' of Ministers');
  one.provider.connect();
  await one.until(() => one.acknowledged === 1 && sameText(one, other), 'both edits at both');
  expect(other.words()).toContain('The Chair of the session presides.');
});

test('[S5] the server says who is there: one presence a connection, in its own words, and no caret of those who only read', async () => {
  const one = await open(drafter);
  const kenya = await open(await signIn(server, 'kenya'));
  one.awareness.setLocalState({ cursor: { anchor: 1 }, user: { name: 'Somebody else', role: 'chair' } });
  kenya.awareness.setLocalState({ cursor: { anchor: 2 }, user: { name: 'Nobody' }, note: 'seen?' });
  await kenya.until(
    () => kenya.awareness.getStates().get(one.doc.clientID)?.['cursor'] !== undefined,
    'the caret of the drafter',
  );
  await one.until(() => one.awareness.getStates().has(kenya.doc.clientID), 'the presence of Kenya');
  expect(kenya.awareness.getStates().get(one.doc.clientID)).toEqual({
    cursor: { anchor: 1 },
    user: { seat: 'drafter-1', name: 'Amara Osei-Lindqvist', role: 'drafter', participant: 'p-secretariat' },
  });
  expect(one.awareness.getStates().get(kenya.doc.clientID)).toEqual({
    user: { seat: 'kenya', name: 'Wanjiru Kamau', role: 'delegate', participant: 'p-ke' },
  });
  kenya.provider.disconnect();
  await one.until(() => !one.awareness.getStates().has(kenya.doc.clientID), 'that Kenya has left');
});

test('[S5] nobody speaks for another connection in awareness', async () => {
  const one = await open(drafter);
  const other = await open(await signIn(server, 'drafter-2'));
  one.awareness.setLocalState({ cursor: 'mine' });
  await other.until(() => other.awareness.getStates().get(one.doc.clientID)?.['cursor'] === 'mine', 'the caret');
  other.awareness.setLocalState({ cursor: 'before' });
  await one.until(() => one.awareness.getStates().get(other.doc.clientID)?.['cursor'] === 'before', 'the caret of the other');
  // The other connection says that the first has left, then that it moved itself.
  other.awareness.states.set(one.doc.clientID, { cursor: 'forged' });
  other.awareness.meta.set(one.doc.clientID, { clock: 99, lastUpdated: 0 });
  other.awareness.emit('update', [{ added: [], updated: [one.doc.clientID], removed: [] }, 'local']);
  other.awareness.setLocalState({ cursor: 'after' });
  await one.until(() => one.awareness.getStates().get(other.doc.clientID)?.['cursor'] === 'after', 'the second move');
  expect(one.awareness.getLocalState()).toEqual({ cursor: 'mine' });
  const third = await open(await signIn(server, 'chair'));
  await third.until(() => third.awareness.getStates().size >= 3, 'everybody');
  expect(third.awareness.getStates().get(one.doc.clientID)?.['cursor']).toBe('mine');
});

test('[S5] who comes back is seen at once, and sees the others at once', async () => {
  const one = await open(drafter);
  const other = await open(await signIn(server, 'drafter-2'));
  one.awareness.setLocalState({ cursor: 1 });
  other.awareness.setLocalState({ cursor: 2 });
  const seeEachOther = (): boolean =>
    one.awareness.getStates().has(other.doc.clientID) && other.awareness.getStates().has(one.doc.clientID);
  await one.until(seeEachOther, 'each other');
  for (let round = 0; round < 3; round += 1) {
    one.provider.disconnect();
    await other.until(() => !other.awareness.getStates().has(one.doc.clientID), 'the leave');
    const start = performance.now();
    one.provider.connect();
    await one.until(seeEachOther, 'each other again');
    // Yjs would give whoever is silent half a minute.
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(one.awareness.getLocalState()).toEqual({ cursor: 1 });
  }
});
