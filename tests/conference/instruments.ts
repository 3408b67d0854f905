import { must } from '../../shared/base/assert.ts';
import type { ProposalId } from '../../shared/base/ids.ts';
import type { JointDecision } from '../../shared/record/together.ts';
import type { Conference } from './conference.ts';
import { clauseOf } from './secretariat.ts';

/** Proposals that stand by themselves, each in a clause of its own, and within no other. */
function apart({ house: { view } }: Conference, many: number): ProposalId[] {
  const clauses = new Set<string>();
  return view
    .points()
    .filter(({ proposals, depth, clause }) => {
      const isApart =
        proposals.length === 1 && depth === 1 && !clauses.has(clause) && view.hasText(proposals[0] ?? ('' as never));
      if (isApart) clauses.add(clause);
      return isApart;
    })
    .flatMap(({ proposals }) => proposals)
    .filter((id) => view.state.proposals.get(id)?.whereabouts === null && view.applies(id))
    .slice(0, many);
}

/** What is decided together or not at all, what waits for what, in which order things are taken, and many decisions in one act. */
export async function instruments(conference: Conference): Promise<void> {
  await packages(conference);
  await waiting(conference);
  await order(conference);
  await atOnce(conference);
}

async function packages(conference: Conference): Promise<void> {
  const { house } = conference;
  const [a, b, c, d, e, f] = apart(conference, 6) as [ProposalId, ProposalId, ProposalId, ProposalId, ProposalId, ProposalId];
  const tie = async (name: string, proposals: readonly ProposalId[]): Promise<number> =>
    must(
      (await house.give('chair', { type: 'tie-package', name, proposals, reason: 'as agreed in the corridor' }))[0],
      'a package',
    );
  const held = await tie('On finance', [a, b, c]);
  const other = await tie('On review', [e, f]);
  const reason = 'a delegation asks for it';
  await house.give('chair', { type: 'extend-package', package: held, proposals: [d], reason });
  await house.give('chair', { type: 'reduce-package', package: held, proposal: d, reason });
  const packed = clauseOf(house, a).id;
  const clauses = [{ clause: packed, rung: must(house.view.state.ladder.rungs[0], 'a rung').id }];
  await house.give('chair', { type: 'pack-clauses', package: held, clauses, reason });
  await house.give('chair', { type: 'unpack-clause', package: held, clause: packed, reason });
  await house.refuse('chair', { type: 'extend-package', package: 999_999, proposals: [d], reason }, 'unknown-package');
  await house.refuse('chair', { type: 'drop', ...house.view.seen(a), ground: 'none' }, 'in-package');
  await house.give('chair', { type: 'dissolve-package', package: other, reason });
  const one = (id: ProposalId, how: JointDecision['how']): JointDecision => ({ ...house.view.seen(id), how });
  const stale = { ...one(c, 'accept'), version: '0'.repeat(64) };
  const decide = (decisions: readonly JointDecision[]) =>
    ({ type: 'decide-together', package: held, decisions, ground: 'part of the deal' }) as const;
  await house.refuse('chair', decide([one(a, 'accept'), one(b, 'drop'), stale]), 'not-together');
  const [together] = await house.give('chair', decide([one(a, 'accept'), one(b, 'drop'), one(c, 'accept')]));
  await house.give('chair', {
    type: 'reopen-together',
    together: must(together, 'the act'),
    reason: 'one delegation was out of the room',
  });
  await house.give('chair', decide([one(a, 'accept'), one(b, 'drop'), one(c, 'drop')]));
}

async function waiting(conference: Conference): Promise<void> {
  const { house, chair } = conference;
  const [a, b, c] = apart(conference, 3) as [ProposalId, ProposalId, ProposalId];
  const on = (proposal: ProposalId) => ({ on: 'proposal', proposal }) as const;
  const pending = async (matter: ProposalId, awaits: ProposalId): Promise<number> =>
    must(
      (
        await house.give('chair', {
          type: 'make-pending',
          matter: on(matter),
          awaits: on(awaits),
          reason: 'the one hangs on the other',
        })
      )[0],
      'what waits',
    );
  await pending(a, c);
  const second = await pending(b, c);
  await house.refuse('chair', { type: 'accept', ...house.view.seen(a), falls: [] }, 'pending');
  await house.give('chair', { type: 'accept', ...house.view.seen(a), falls: [], despite: 'both sides agree' });
  await house.give('chair', { type: 'lift-pending', pending: second, reason: 'it hangs on it no more' });
  await chair.accept(b);
}

async function order(conference: Conference): Promise<void> {
  const { house, chair } = conference;
  const some = apart(conference, 3);
  const matters = some.flatMap((proposal) => [
    { on: 'proposal', proposal } as const,
    { on: 'clause', clause: clauseOf(house, proposal).id } as const,
  ]);
  await house.give('chair', { type: 'set-running-order', matters });
  await house.give('chair', { type: 'take-matter', matter: must(matters[0], 'a matter') });
  await chair.drop(must(some[0], 'a proposal'));
  await house.give('chair', { type: 'take-matter', matter: null });
}

/** Many in one act: accepted, dropped and parked. */
async function atOnce(conference: Conference): Promise<void> {
  const { house } = conference;
  const decisions = apart(conference, conference.many(60)).map((id, at) => ({
    ...house.view.seen(id),
    how: (['accept', 'drop', 'park'] as const)[at % 3] ?? 'drop',
  }));
  if (decisions.length === 0) return;
  const parking = { owner: 'Ms Adeyemi', returns: '2026-03-16', reason: 'for the last week' };
  await house.give('chair', {
    type: 'decide-together',
    package: null,
    decisions,
    ground: 'no support',
    basis: 'no-support',
    parking,
  });
}
