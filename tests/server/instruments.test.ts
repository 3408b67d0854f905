import { afterEach, beforeEach, expect, it } from 'vitest';
import { must } from '../../shared/base/assert.ts';
import type { DraftId, ProposalId } from '../../shared/base/ids.ts';
import type { TextInfo } from '../../shared/protocol/api.ts';
import type { Command } from '../../shared/record/command.ts';
import { firstBrokenLink } from '../../shared/record/chain.ts';
import { replay } from '../../shared/record/evolve.ts';
import type { JointDecision } from '../../shared/record/together.ts';
import type { Client, Person } from './harness.ts';
import { Sitting } from './sitting.ts';

const SOURCE = `# Draft decision on the archive

1. The Archive [shall][should] be open[, as appropriate,] to all.

2. It meets [yearly].
`;

let sitting: Sitting;
let chair: Person;
let norway: Person;
let draft: DraftId;
let client: Client;

beforeEach(async () => {
  sitting = await Sitting.begin(SOURCE);
  [chair, norway] = await sitting.seats('chair', 'norway-1');
  ({ draft, client } = sitting);
});

afterEach(() => sitting.end());

const proposals = (): ProposalId[] => [...new Set(client.clauses().flatMap(({ runs }) => runs.flatMap((run) => run.insertions)))];
const as = (proposal: ProposalId, how: JointDecision['how']): JointDecision => ({
  proposal,
  version: sitting.versionOf(proposal),
  how,
});

it('[G2] the chair ties a package over HTTP and decides it whole in one act; nobody else does, and a reopening gives all back', async () => {
  const [a, b, c, d] = proposals().map((id) => must(id, ''));
  const tie: Command = { type: 'tie-package', name: 'Archive', proposals: [a!, c!, d!], reason: 'as agreed in the corridor' };
  expect((await norway.command(draft, tie)).status).toBe(403);
  const tied = await chair.command(draft, tie);
  const entry = must(tied.body.entries[0], 'the package');
  const before = replay(await sitting.entries());
  const alone = await chair.command(draft, { type: 'accept', proposal: a!, version: as(a!, 'accept').version, falls: [b!] });
  expect([alone.status, alone.body.refusal.code]).toEqual([409, 'in-package']);
  const decide = (decisions: JointDecision[]): Command => ({
    type: 'decide-together',
    package: entry,
    decisions,
    ground: 'no agreement',
  });
  const stale = await chair.command(
    draft,
    decide([as(a!, 'accept'), as(c!, 'drop'), { ...as(d!, 'accept'), version: '0123456789abcdef'.repeat(4) }]),
  );
  expect([stale.status, stale.body.refusal.code]).toEqual([409, 'not-together']);
  expect(stale.body.refusal.each).toMatchObject([{ proposal: d, reason: expect.stringContaining('changed since') }]);
  expect(replay(await sitting.entries())).toEqual(before);
  const done = await chair.command(draft, decide([{ ...as(a!, 'accept'), falls: [b!] }, as(c!, 'drop'), as(d!, 'accept')]));
  expect((await sitting.entries()).slice(entry).map(({ event }) => event.type)).toEqual([
    'DecidedTogether',
    'ProposalAccepted',
    'ProposalFell',
    'ProposalAccepted',
    'ProposalDropped',
  ]);
  expect(await sitting.exported('clean')).toContain('The Archive shall be open to all.');
  const together = must(done.body.entries[0], 'the act');
  expect((await chair.command(draft, { type: 'reopen-together', together, reason: 'not so fast' })).status).toBe(200);
  expect({ ...replay(await sitting.entries()), last: 0, changedAt: 0 }).toEqual({ ...before, last: 0, changedAt: 0 });
  expect(firstBrokenLink(await sitting.entries())).toBeNull();
});

it('[G4] what waits is refused over HTTP until the chair says why; [G7] the running order is everybody’s to read after a restart', async () => {
  const [a, , , d] = proposals();
  const clause = must((await chair.get<TextInfo>(`/api/drafts/${draft}/text`)).body.clauses.at(-1)?.id, 'a clause');
  const matter = { on: 'proposal', proposal: a! } as const;
  const awaits = { on: 'clause', clause } as const;
  expect((await chair.command(draft, { type: 'make-pending', matter, awaits, reason: 'the meetings' })).status).toBe(200);
  const accept: Command = { type: 'accept', proposal: a!, version: as(a!, 'accept').version, falls: [] };
  expect((await chair.command(draft, accept)).body.refusal.reason).toContain('It waits for paragraph 2 (record 2: the meetings)');
  expect(
    (await chair.command(draft, { type: 'make-pending', matter: { on: 'proposal', proposal: d! }, awaits: matter, reason: 'no' }))
      .status,
  ).toBe(409);
  expect((await chair.command(draft, { ...accept, despite: 'both sides agree' })).status).toBe(200);
  expect((await chair.command(draft, { type: 'set-running-order', matters: [awaits, matter] })).status).toBe(200);
  expect((await norway.command(draft, { type: 'take-matter', matter: awaits })).status).toBe(403);
  expect((await chair.command(draft, { type: 'take-matter', matter: awaits })).status).toBe(200);
  await sitting.stop();
  await sitting.start();
  await sitting.seats('kenya');
  const entries = await sitting.entries('kenya');
  expect(replay(entries).instruments.order).toEqual({
    matters: [awaits, matter],
    now: awaits,
    taken: new Set([`clause ${clause}`]),
  });
});
