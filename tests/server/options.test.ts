import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ClauseId, DraftId, ProposalId } from '../../shared/base/ids.ts';
import { openPoints } from '../../shared/projection/points.ts';
import { replay } from '../../shared/record/evolve.ts';
import type { RecordState } from '../../shared/record/state.ts';
import type { Client, Person } from './harness.ts';
import { Sitting } from './sitting.ts';

const SOURCE =
  '# Draft\n\n1. The Fund is set up.\n\n2. It is paid by all.\n\n3. It is paid by some.\n\n4. Payments are yearly.\n';

let sitting: Sitting;
let chair: Person;
let drafter: Person;
let kenya: Person;
let draft: DraftId;
let client: Client;

beforeEach(async () => {
  sitting = await Sitting.begin(SOURCE);
  [chair, drafter, kenya] = await sitting.seats('chair', 'drafter-1', 'kenya');
  ({ draft, client } = sitting);
});

afterEach(() => sitting.end());

const range = (from: string, to = from): { from: ClauseId; to: ClauseId } => ({
  from: client.clauseWith(from).id,
  to: client.clauseWith(to).id,
});

const set = () =>
  ({
    type: 'set-options',
    rung: 2,
    options: [range('by all'), range('by some', 'yearly')],
    noText: true,
    reason: 'As discussed.',
  }) as const;
const state = (): RecordState => replay(client.entries);
const option = (label: string): ProposalId => [...state().proposals.values()].find((one) => one.option?.label === label)!.id;

test('[X1] [X2] the secretariat sets options, a delegation supports one, and the chair chooses, and reopens', async () => {
  const before = await sitting.exported('clean');
  expect((await kenya.command(draft, set())).status).toBe(403);
  const wrong = await chair.command(draft, { ...set(), options: [range('by some'), range('by all')] });
  expect(wrong).toMatchObject({ status: 400, body: { refusal: { code: 'malformed' } } });
  expect((await drafter.command(draft, set())).status).toBe(200);
  await client.untilEntry('OptionsSet');
  expect(client.entries.slice(-4).map(({ event }) => event.type)).toEqual([
    'ProposalTabled',
    'ProposalTabled',
    'ProposalTabled',
    'OptionsSet',
  ]);
  expect(client.words()).toEqual([
    'Draft',
    'The Fund is set up.',
    'Option A',
    'It is paid by all.',
    'Option B',
    'It is paid by some.',
    'Payments are yearly.',
    'Option C: No text',
  ]);
  const [point] = openPoints(client.clauses(), state());
  expect(point).toMatchObject({ proposals: ['Option A', 'Option B', 'Option C'].map(option), relation: 'exclusive' });
  const none = option('Option C');
  const support = {
    type: 'take-position',
    proposal: none,
    participant: 'p-ke' as never,
    onBehalfOf: null,
    stance: 'support',
  } as const;
  expect((await kenya.command(draft, support)).status).toBe(200);
  const accept = (id: ProposalId) => ({ type: 'accept', proposal: id, version: sitting.versionOf(id), falls: [] }) as const;
  expect((await chair.command(draft, accept(option('Option B')))).status).toBe(200);
  await client.untilEntry('ProposalFell', 2);
  expect(await sitting.exported('clean')).toMatch(
    /^Draft\n\n1\. The Fund is set up\.\n\n(2\. Deleted\.\n\n)?3\. It is paid by some\.\n\n4\. Payments are yearly\.\n$/,
  );
  expect((await chair.command(draft, { type: 'reopen', proposal: option('Option B'), reason: 'Too early.' })).status).toBe(200);
  await client.untilEntry('ProposalReopened');
  expect((await chair.command(draft, accept(none))).status).toBe(200);
  await client.untilEntry('ProposalAccepted', 2);
  expect(before).toContain('paid');
  expect(await sitting.exported('clean')).not.toMatch(/paid|Payments|option|no text/i);
  expect(replay(await sitting.entries())).toEqual(state());
  const story = await sitting.exported('record');
  expect(story).toContain('set Option A, Option B and Option C (no text) as the options of one choice: As discussed.');
});

test('[X6] the chair lifts options, and makes them options again; nobody else does', async () => {
  await drafter.command(draft, set());
  await client.untilEntry('OptionsSet');
  const choice = client.entries.at(-1)!.number;
  const bracketed = async (): Promise<string> => await sitting.exported('bracketed');
  const before = await bracketed();
  const lift = { type: 'lift-options', choice, reason: 'One approach.' } as const;
  for (const person of [drafter, kenya]) expect((await person.command(draft, lift)).status).toBe(403);
  expect((await chair.command(draft, lift)).status).toBe(200);
  await client.untilEntry('OptionsLifted');
  const lifting = client.entries.at(-1)!.number;
  expect(await bracketed()).toBe(before.replaceAll(/Option [AB]\n\n/g, '').replace('Option C: ', ''));
  expect((await chair.command(draft, lift)).body.refusal.code).toBe('not-open');
  expect((await chair.command(draft, { type: 'undo-lifting', lifting, reason: '' })).status).toBe(200);
  await client.untilEntry('LiftingUndone');
  expect(await bracketed()).toBe(before);
  const story = await sitting.exported('record');
  expect(story).toContain('lifted Option A, Option B and Option C as options');
  expect(replay(await sitting.entries())).toEqual(state());
});

test('[X4] what is exported with options is imported with them', async () => {
  await chair.command(draft, set());
  await client.untilEntry('OptionsSet');
  const bracketed = async (id: DraftId): Promise<string> =>
    (await chair.get<string>(`/api/drafts/${id}/export?format=bracketed`)).body;
  const source = await bracketed(draft);
  expect(source).toContain(
    '[Option A\n\n2. It is paid by all.]\n\n[Option B\n\n3. It is paid by some.\n\n4. Payments are yearly.]\n\n[Option C: No text]',
  );
  expect(await bracketed((await drafter.import(source)).draft)).toBe(source);
});
