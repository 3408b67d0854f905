import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import { clauseId } from '../../shared/base/ids.ts';
import type { Recoveries, Recovery } from '../../shared/protocol/recovery.ts';
import type { Command } from '../../shared/record/command.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import { attributesOf } from '../../shared/text/marks.ts';
import { textOf } from '../../shared/text/reading.ts';
import { elementById, elementOf } from '../../shared/text/writing.ts';
import { verifyEveryDraft } from '../../server/drafts/verifying.ts';
import type { RunningServer } from '../../server/main.ts';
import { openStore } from '../../server/store/sqlite.ts';
import { onlyDraft, serve, signIn, temporaryFolder, type Client, type Person } from '../server/harness.ts';

let folder: ReturnType<typeof temporaryFolder>;
let server: RunningServer;
let one: Person;

beforeEach(async () => {
  folder = temporaryFolder();
  server = await serve(folder.path, { sample: false });
  one = await signIn(server, 'drafter-1');
});

afterEach(async () => {
  await server.stop();
  folder.forget();
});

async function tray(): Promise<readonly Recovery[]> {
  return (await one.get<Recoveries>('/api/recoveries')).body.recoveries;
}

async function back(client: Client): Promise<void> {
  client.acknowledged = -1;
  client.provider.connect();
  await client.until(() => client.provider.synced && client.acknowledged > 0, 'an acknowledgement');
}

/** The words that a proposal brought in, as they stand. */
function brought(client: Client): string[] {
  return client.clauses().flatMap(({ runs }) => runs.filter((run) => run.insertions.length > 0).map(({ text }) => text));
}

function verifyFolder(path: string): boolean {
  const opened = openStore(path, { create: false });
  if (!opened.ok) return false;
  const { broken } = verifyEveryDraft(opened.value);
  opened.value.close();
  return broken === null;
}

describe('words in what was decided', () => {
  /** A bracket of Norway, about which the chair decides while one is not connected. */
  async function decided(type: 'drop' | 'accept', words: string): Promise<Client> {
    const { draft } = await one.import('1. Visitors wear [white cotton - Norway] gloves.\n2. Lamps are lit.\n');
    const writer = await one.open(draft);
    const chair = await signIn(server, 'chair');
    const reader = await chair.open(draft);
    const [proposal] = reader.clauseWith('gloves').runs.flatMap(({ insertions }) => insertions);
    const id = must(proposal, 'the proposal');
    writer.provider.disconnect();
    const version = proposalVersion(reader.clauses(), id);
    const command: Command =
      type === 'drop' ? { type, proposal: id, version, ground: 'late' } : { type, proposal: id, version, falls: [] };
    expect((await chair.command(draft, command)).status).toBe(200);
    const { node, at } = writer.place('white cotton');
    if (words !== '') node.insert(at + 'white'.length, words);
    return writer;
  }

  test('[S10] what was typed in a bracket that was dropped meanwhile waits for its author, since it went out with it', async () => {
    const writer = await decided('drop', ', clean and dry');
    await back(writer);
    expect(await tray()).toMatchObject([
      {
        why: 'decided',
        words: ', clean and dry',
        clause: writer.clauseWith('gloves').id,
        before: 'Visitors wear white',
        after: ' cotton gloves.',
      },
    ]);
  });

  test('[S10] letters typed one by one in such a bracket are one passage', async () => {
    const writer = await decided('drop', '');
    const { node, at } = writer.place('white cotton');
    for (const [index, letter] of [...', warm'].entries()) node.insert(at + 'white'.length + index, letter);
    await back(writer);
    expect((await tray()).map(({ words }) => words)).toEqual([', warm']);
  });

  test('[S10] so are those that stand when their author has typed on and struck some of them', async () => {
    const writer = await decided('drop', ', worm and dry');
    const { node, at } = writer.place(', worm and dry');
    writer.doc.transact(() => {
      node.delete(at + 3, 1);
      node.insert(at + 3, 'a');
    });
    await back(writer);
    expect((await tray()).map(({ words }) => words)).toEqual([', warm and dry']);
  });

  test('[S10] where it took words of others away too, what it moved of theirs is handed to nobody', async () => {
    const writer = await decided('drop', '');
    const { node, at } = writer.place('white cotton');
    writer.doc.transact(() => {
      node.delete(at, 'white '.length);
      node.insert(at + 'cotton'.length, ' white');
    });
    await back(writer);
    expect(await tray()).toEqual([]);
  });

  test('[S10] so is what was typed for words of others that their author struck, and in a clause that was begun there', async () => {
    const writer = await decided('drop', '');
    const { node, at } = writer.place('cotton');
    const { insertions } = must(
      writer.clauseWith('gloves').runs.find(({ text }) => text.includes('cotton')),
      'the bracket',
    );
    writer.doc.transact(() => {
      node.delete(at, 'cotton'.length);
      node.insert(at, 'woollen');
    });
    const begun = { text: 'And socks.', insertions, deletions: [] };
    textOf(writer.doc).insert(1, [
      elementOf({ ...writer.clauseWith('gloves'), id: clauseId('c-begun'), label: '', runs: [begun] }),
    ]);
    await back(writer);
    expect(Object.fromEntries((await tray()).map(({ words, before }) => [words, before]))).toEqual({
      woollen: 'Visitors wear white ',
      'And socks.': '',
    });
  });

  test('[S10] what was typed in one that was accepted is read, as words of nobody’s proposal, and nobody’s loss', async () => {
    const writer = await decided('accept', ', clean and dry');
    await back(writer);
    expect(await tray()).toEqual([]);
    await writer.until(() => brought(writer).length === 2, 'what the server made of it');
    expect(writer.words()[0]).toBe('Visitors wear white, clean and dry cotton gloves.');
    expect(brought(writer)).toEqual(['white', ' cotton']);
    await server.stop();
    expect(verifyFolder(folder.path)).toBe(true);
    server = await serve(folder.path);
  });

  test('[S10] so is what was typed letter by letter, for words that were struck, in both parts of a split and in a clause begun there', async () => {
    const writer = await decided('accept', '');
    const root = textOf(writer.doc);
    const clause = writer.clauseWith('gloves');
    const { insertions } = must(
      clause.runs.find(({ text }) => text.includes('cotton')),
      'the bracket',
    );
    const of = (text: string) => ({ text, insertions, deletions: [] });
    const { node, at } = writer.place('white');
    node.delete(at, 'white'.length);
    for (const [index, letter] of [...'pale'].entries()) node.insert(at + index, letter, attributesOf(of('')));
    const tail = writer.place(' cotton gloves.');
    writer.doc.transact(() => {
      tail.node.delete(tail.at, ' cotton gloves.'.length);
      const runs = [of(' cotton'), { text: ' gloves.', insertions: [], deletions: [] }];
      root.insert(1, [elementOf({ ...clause, id: clauseId('c-tail'), label: '', runs })]);
    });
    const second = writer.place(' cotton');
    second.node.insert(second.at, ' soft', attributesOf(of('')));
    root.insert(1, [elementOf({ ...clause, id: clauseId('c-begun'), label: '', runs: [of('And socks.')] })]);
    await back(writer);
    await writer.until(() => brought(writer).join('|') === 'cotton', 'what the server made of it');
    expect(writer.words().slice(0, 3)).toEqual(['Visitors wear pale', 'And socks.', ' soft cotton gloves.']);
  });

  test('[S10] words of what was accepted stay its own where they are moved, split off, or struck and brought back', async () => {
    const writer = await decided('accept', '');
    const root = textOf(writer.doc);
    const clause = writer.clauseWith('gloves');
    const { insertions } = must(
      clause.runs.find(({ text }) => text.includes('cotton')),
      'the bracket',
    );
    const marks = attributesOf({ insertions, deletions: [] });
    const { node, at } = writer.place('white cotton');
    node.delete(at, 'white'.length);
    node.insert(at, 'white', marks);
    await back(writer);
    node.delete(at, 'white'.length);
    await writer.until(() => writer.acknowledged > 1, 'the strike');
    node.insert(at, 'white', marks);
    await writer.until(() => writer.acknowledged > 2, 'the return');
    root.delete(0, 1);
    await writer.until(() => writer.acknowledged > 3, 'the cut');
    root.insert(1, [elementOf(clause)]);
    await writer.until(() => writer.acknowledged > 4, 'the paste');
    expect(brought(writer)).toEqual(['white cotton']);
    const reader = await one.open(await onlyDraft(one));
    expect(brought(reader)).toEqual(['white cotton']);
  });

  test('[S10] words that were out before are nobody’s loss where they are moved, removed and brought back with their clause', async () => {
    const writer = await decided('drop', '');
    const clause = writer.clauseWith('gloves');
    const root = textOf(writer.doc);
    writer.doc.transact(() => {
      root.delete(root.toArray().indexOf(elementById(writer.doc, clause.id)), 1);
      root.insert(root.length, [elementOf(clause)]);
    });
    await back(writer);
    root.delete(root.length - 1, 1);
    await writer.until(() => writer.acknowledged > 1, 'the removal');
    root.insert(0, [elementOf(clause)]);
    await writer.until(() => writer.acknowledged > 2, 'the return');
    expect(await tray()).toEqual([]);
  });
});
