import { afterEach, beforeEach, expect, test } from 'vitest';
import { clauseId, proposalId, type DraftId } from '../../shared/base/ids.ts';
import type { RecordSlice } from '../../shared/protocol/api.ts';
import { planRenumbering } from '../../shared/projection/renumbering.ts';
import type { Command } from '../../shared/record/command.ts';
import type { Entry } from '../../shared/record/event.ts';
import { replay } from '../../shared/record/evolve.ts';
import type { RunningServer } from '../../server/main.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import { elementOf } from '../../shared/text/writing.ts';
import { textOf } from '../../shared/text/reading.ts';
import { travaux } from '../e2e/travaux.ts';
import { serve, signIn, temporaryFolder, type Client, type Person } from './harness.ts';

const SOURCE = `## Draft agreement

## Article 1

1. The Council meets, as article 3 bis, paragraph 2, says.

1 bis. It reports.[^1]

## Article 3 bis

1. [Its seat is in Geneva.]

2. Its seat moves under article 77.

[^1]: In writing.
`;

let folder: ReturnType<typeof temporaryFolder>;
let server: RunningServer;
let drafter: Person;
let chair: Person;
let kenya: Person;
let draft: DraftId;
let client: Client;

beforeEach(async () => {
  folder = temporaryFolder();
  server = await serve(folder.path);
  [drafter, chair, kenya] = [await signIn(server, 'drafter-1'), await signIn(server, 'chair'), await signIn(server, 'kenya')];
  draft = (await drafter.import(SOURCE)).draft;
  client = await drafter.open(draft);
});

afterEach(async () => {
  client.close();
  await server.stop();
  expect(travaux('verify', '--data', folder.path)).toMatchObject({ status: 0 });
  folder.forget();
});

async function entries(): Promise<readonly Entry[]> {
  return (await drafter.get<RecordSlice>(`/api/drafts/${draft}/record`)).body.entries;
}

async function state() {
  return replay(await entries());
}

async function done(person: Person, command: Command): Promise<void> {
  expect(await person.command(draft, command)).toMatchObject({ status: 200 });
}

async function code(person: Person, command: Command): Promise<string> {
  return (await person.command(draft, command)).body.refusal.code;
}

async function exported(format: string): Promise<string> {
  const response = await fetch(`${server.url}/api/drafts/${draft}/export?format=${format}`, {
    headers: { cookie: kenya.cookie },
  });
  return (await response.text()).replaceAll(/\n+/g, '\n');
}

/** The one bracket of the text, dropped: paragraph 1 of article 3 bis is gone. */
async function dropBracket(): Promise<void> {
  const [proposal = ''] = (await state()).proposals.keys();
  const id = proposalId(proposal);
  await done(chair, { type: 'drop', proposal: id, version: proposalVersion(client.clauses(), id), ground: 'No agreement.' });
}

async function renumbering(): Promise<Command> {
  return { type: 'renumber', version: planRenumbering(client.clauses(), await state(), proposalId('preview')).version };
}

test('[N4] [N5] [N7] [N8] what is gone stands as deleted until the text is renumbered, once, and reopened by a further act', async () => {
  expect(await code(chair, await renumbering())).toBe('brackets-open');
  await dropBracket();
  const frozen = await exported('clean');
  expect(frozen).toContain('Article 3 bis\n1. Deleted.\n2. Its seat moves');
  expect(await exported('bracketed')).toContain('## Article 3 bis\n1. Deleted.\n');
  const [gone] = client
    .clauses()
    .filter(({ label, runs }) => label === '1.' && runs.some(({ insertions }) => insertions.length > 0));
  const to = client.clauseWith('It reports').id;
  if (gone === undefined) throw new Error('nothing is gone');
  const note = { type: 'note-tombstone', clause: gone.id, parts: [{ what: '', fate: 'merged', to }] } as const;
  expect(await code(kenya, note)).toBe('not-allowed');
  await done(drafter, note);
  expect(await exported('clean')).toContain('1. Deleted and merged into article 1, paragraph 1 bis.');
  expect(await exported('concordance')).toContain('Article 3 bis, paragraph 1  merged into article 1, paragraph 2');
  expect(await exported('references-csv')).toContain('"refers to article 77, which does not exist"'.slice(1, -1));

  const command = await renumbering();
  expect(await code(kenya, command)).toBe('not-allowed');
  expect(await code(chair, { type: 'renumber', version: '0123456789abcdef' })).toBe('changed-since');
  await done(chair, command);
  expect(await code(chair, command)).toBe('nothing-changes');
  await client.until(() => client.clauses().some(({ label }) => label === '2.'), 'the new numbers');
  const clean = await exported('clean');
  expect(clean).toContain(
    '1. The Council meets, as article 2, paragraph 1, says.\n2. It reports.[^1]\nArticle 2\n1. Its seat moves under article 77.',
  );
  expect(clean).not.toContain('Deleted');
  expect(await exported('concordance')).toContain('as renumbered in record');

  expect(await code(chair, { type: 'undo-renumbering', reason: '' })).toBe('malformed');
  await done(chair, { type: 'undo-renumbering', reason: 'The language group asked for it.' });
  expect((await exported('clean')).replace('1. Deleted and merged into article 1, paragraph 1 bis.', '1. Deleted.')).toBe(frozen);
});

test('[N4] [R10] a tombstone stays through a revision', async () => {
  await dropBracket();
  const before = await exported('clean');
  await done(drafter, { type: 'issue-revision', symbol: 'A/1' });
  expect(await exported('clean')).toBe(before);
  await done(drafter, { type: 'issue-revision', symbol: 'A/2' });
  expect(await exported('clean')).toBe(before);
});

test('[N3] an alternative has its number from what it is an alternative of', async () => {
  const [one, other] = [client.clauseWith('It reports'), client.clauseWith('The Council meets')];
  await done(drafter, { type: 'mark-alternative', clause: one.id, of: other.id });
  await client.until(() => client.clauseWith('It reports').label === '1 alt.', 'the number');
  await done(chair, { type: 'mark-alternative', clause: one.id, of: null });
  await client.until(() => client.clauseWith('It reports').label === '1 bis.', 'the number from before');
});

test('[F3] [F4] a delegation brings a footnote, and the note goes as its bracket goes', async () => {
  const clause = client.clauseWith('Its seat moves');
  const { body: prepared } = await kenya.prepare(draft, [clause]);
  const room = await kenya.openPreparation(prepared);
  room.typeAfter('under article 77', '[^k1]');
  const note = { text: 'Kenya reserves its position.', insertions: [], deletions: [] };
  textOf(room.doc).push([elementOf({ id: clauseId('k-note'), kind: 'footnote', level: 0, label: '[^k1]:', runs: [note] })]);
  await room.until(() => room.acknowledged >= 2, 'the acknowledgements');
  await done(kenya, { type: 'table', preparation: prepared.id, rationale: '' });
  room.close();
  const bracketed = await exported('bracketed');
  expect(bracketed).toMatch(
    /under article 77\[\[\^1bis\] - Kenya\]\.|under article 77\[Kenya: \[\^1bis\]\]\.|under article 77\[.*\[\^1bis\].*\]\./,
  );
  expect(bracketed).toMatch(/\[\^1bis\]: \[?.*Kenya reserves its position/);
  expect(await exported('clean')).not.toMatch(/1bis|reserves/);
});
