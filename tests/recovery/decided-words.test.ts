import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import type { Recoveries, Recovery } from '../../shared/protocol/recovery.ts';
import type { Command } from '../../shared/record/command.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import { textOf } from '../../shared/text/reading.ts';
import { elementById, elementOf } from '../../shared/text/writing.ts';
import type { RunningServer } from '../../server/main.ts';
import { serve, signIn, temporaryFolder, type Client, type Person } from '../server/harness.ts';

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

  test('[S10] what was typed in one that was accepted is read, and nobody’s loss', async () => {
    await back(await decided('accept', ', clean and dry'));
    expect(await tray()).toEqual([]);
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
