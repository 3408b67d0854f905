import { must } from '../../shared/base/assert.ts';
import type { ParticipantId } from '../../shared/base/ids.ts';
import type { Choice } from '../../shared/record/vote-count.ts';
import type { Question } from '../../shared/record/vote.ts';
import type { Conference } from './conference.ts';
import { COMING } from './delegations.ts';

/** How the delegations vote in the end; the rest does not participate. */
export const RESULT = { for: 120, against: 7, abstaining: 21 } as const;

/** So many of them must be present: two thirds. */
const QUORUM = 107;

async function open(
  { house }: Conference,
  question: Question,
  how: {
    readonly version: string;
    readonly method: 'roll-call' | 'show-of-hands';
    readonly gives?: string;
    readonly quorum?: number;
  },
): Promise<number> {
  const [entry] = await house.give('chair', { type: 'open-vote', question, majority: 'two-thirds', members: null, ...how });
  return must(entry, 'the vote');
}

function cast({ house }: Conference, vote: number, participant: ParticipantId, choice: Choice): Promise<readonly number[]> {
  return house.giveAs(participant, { type: 'cast-vote', vote, participant, choice });
}

/** Votes on single proposals, where consensus was given up: one carries, one does not, one is called off; and one on a clause. */
export async function votes(conference: Conference): Promise<void> {
  const { house, random } = conference;
  const points = house.view.points().filter(({ proposals }) => proposals.length > 1);
  for (const [at, point] of points.slice(0, Math.max(3, conference.many(12))).entries()) {
    const proposal = must(point.proposals[0], 'an alternative');
    if (!house.view.isOpen(proposal) || !house.view.applies(proposal)) continue;
    const { version } = house.view.seen(proposal);
    const vote = await open(conference, { on: 'proposal', proposal }, { version, method: 'roll-call' });
    const first = random.below(COMING.length - 12);
    for (const [place, { id }] of COMING.slice(first, first + 9).entries())
      await cast(conference, vote, id, (at + place) % 9 < (at % 2 === 0 ? 7 : 2) ? 'for' : 'against');
    if (at === 0) {
      await house.give('chair', { type: 'call-off-vote', vote, reason: 'a delegation asks for the evening' });
      continue;
    }
    const others = point.proposals.filter((id) => id !== proposal && house.view.isOpen(id));
    await house.give('chair', { type: 'close-vote', vote, falls: at % 2 === 0 ? others : [] });
  }
  const clause = must(
    house.view.clauses().find((one) => house.view.statusOf(one) >= 0),
    'an agreed clause',
  );
  const version = house.view.version(clause) ?? '';
  const vote = await open(
    conference,
    { on: 'clause', clause: clause.id },
    { version, method: 'show-of-hands', gives: 'committee' },
  );
  const counts = { for: 90, against: 12, abstaining: 20, notParticipating: 0 };
  await house.give('drafter-1', { type: 'count-votes', vote, counts });
  await house.give('chair', { type: 'close-vote', vote, falls: [] });
}

/** The whole text is adopted, by roll call of a hundred and sixty. */
export async function adoption(conference: Conference): Promise<void> {
  const { house } = conference;
  const version = house.view.wholeVersion();
  const vote = await open(conference, { on: 'whole' }, { version, method: 'roll-call', gives: 'adopted', quorum: QUORUM });
  const [no, abstaining] = [RESULT.for + RESULT.against, RESULT.for + RESULT.against + RESULT.abstaining];
  for (const [at, { id }] of COMING.entries())
    await cast(
      conference,
      vote,
      id,
      at < RESULT.for ? 'for' : at < no ? 'against' : at < abstaining ? 'abstain' : 'not-participating',
    );
  const participant = must(COMING[RESULT.for], 'who voted against').id;
  await house.giveAs(participant, { type: 'explain-vote', vote, participant, explanation: 'The text falls short of our hopes.' });
  await house.give('chair', { type: 'close-vote', vote, falls: [] });
}
