import { afterEach, beforeEach, expect, test } from 'vitest';
import { clauseId, proposalId, type DraftId } from '../../shared/base/ids.ts';
import { planRenumbering } from '../../shared/projection/renumbering.ts';
import type { Command } from '../../shared/record/command.ts';
import { replay } from '../../shared/record/evolve.ts';
import { elementOf } from '../../shared/text/writing.ts';
import { textOf } from '../../shared/text/reading.ts';
import { travaux } from '../e2e/travaux.ts';
import type { Client, Person } from './harness.ts';
import { Sitting } from './sitting.ts';

const SOURCE = `## Draft agreement

## Article 1

1. The Council meets, as article 3 bis, paragraph 2, says.

1 bis. It reports.[^1]

## Article 3 bis

1. [Its seat is in Geneva.]

2. Its seat moves under article 77.

[^1]: In writing.
`;

let sitting: Sitting;
let drafter: Person;
let chair: Person;
let kenya: Person;
let draft: DraftId;
let client: Client;

beforeEach(async () => {
  sitting = await Sitting.begin(SOURCE);
  [drafter, chair, kenya] = await sitting.seats('drafter-1', 'chair', 'kenya');
  ({ draft, client } = sitting);
});

afterEach(async () => {
  await sitting.leave();
  expect(travaux('verify', '--data', sitting.data)).toMatchObject({ status: 0 });
  await sitting.end();
});

async function state() {
  return replay(await sitting.entries());
}

async function exported(format: string): Promise<string> {
  return (await sitting.exported(format)).replaceAll(/\n+/g, '\n');
}

/** The one bracket of the text, dropped: paragraph 1 of article 3 bis is gone. */
async function dropBracket(): Promise<void> {
  const [proposal = ''] = (await state()).proposals.keys();
  const id = proposalId(proposal);
  await sitting.done(chair, { type: 'drop', proposal: id, version: sitting.versionOf(id), ground: 'No agreement.' });
}

async function renumbering(): Promise<Command> {
  return { type: 'renumber', version: planRenumbering(client.clauses(), await state(), proposalId('preview')).version };
}

test('[N4] [N5] [N7] [N8] what is gone stands as deleted until the text is renumbered, once, and reopened by a further act', async () => {
  expect(await sitting.refusalCode(chair, await renumbering())).toBe('brackets-open');
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
  expect(await sitting.refusalCode(kenya, note)).toBe('not-allowed');
  await sitting.done(drafter, note);
  expect(await exported('clean')).toContain('1. Deleted and merged into article 1, paragraph 1 bis.');
  expect(await exported('concordance')).toContain('Article 3 bis, paragraph 1  merged into article 1, paragraph 2');
  expect(await exported('references-csv')).toContain('"refers to article 77, which does not exist"'.slice(1, -1));

  const command = await renumbering();
  expect(await sitting.refusalCode(kenya, command)).toBe('not-allowed');
  expect(await sitting.refusalCode(chair, { type: 'renumber', version: '0123456789abcdef'.repeat(4) })).toBe('changed-since');
  await sitting.done(chair, command);
  expect(await sitting.refusalCode(chair, command)).toBe('nothing-changes');
  await client.until(() => client.clauses().some(({ label }) => label === '2.'), 'the new numbers');
  const clean = await exported('clean');
  expect(clean).toContain(
    '1. The Council meets, as article 2, paragraph 1, says.\n2. It reports.[^1]\nArticle 2\n1. Its seat moves under article 77.',
  );
  expect(clean).not.toContain('Deleted');
  expect(await exported('concordance')).toContain('as renumbered in record');

  expect(await sitting.refusalCode(chair, { type: 'undo-renumbering', reason: '' })).toBe('malformed');
  await sitting.done(chair, { type: 'undo-renumbering', reason: 'The language group asked for it.' });
  expect((await exported('clean')).replace('1. Deleted and merged into article 1, paragraph 1 bis.', '1. Deleted.')).toBe(frozen);
});

test('[N4] [R10] a tombstone stays through a revision', async () => {
  await dropBracket();
  const before = await exported('clean');
  await sitting.done(drafter, { type: 'issue-revision', symbol: 'A/1' });
  expect(await exported('clean')).toBe(before);
  await sitting.done(drafter, { type: 'issue-revision', symbol: 'A/2' });
  expect(await exported('clean')).toBe(before);
});

test('[N3] an alternative has its number from what it is an alternative of', async () => {
  const [one, other] = [client.clauseWith('It reports'), client.clauseWith('The Council meets')];
  await sitting.done(drafter, { type: 'mark-alternative', clause: one.id, of: other.id });
  await client.until(() => client.clauseWith('It reports').label === '1 alt.', 'the number');
  await sitting.done(chair, { type: 'mark-alternative', clause: one.id, of: null });
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
  await sitting.done(kenya, { type: 'table', preparation: prepared.id, rationale: '' });
  room.close();
  const bracketed = await exported('bracketed');
  expect(bracketed).toMatch(
    /under article 77\[\[\^1bis\] - Kenya\]\.|under article 77\[Kenya: \[\^1bis\]\]\.|under article 77\[.*\[\^1bis\].*\]\./,
  );
  expect(bracketed).toMatch(/\[\^1bis\]: \[?.*Kenya reserves its position/);
  expect(await exported('clean')).not.toMatch(/1bis|reserves/);
});
