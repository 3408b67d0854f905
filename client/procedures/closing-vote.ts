import { countsOf, type Vote } from '../../shared/record/vote.ts';
import { isCarried, presentIn } from '../../shared/record/vote-count.ts';

/** What closing a vote as it now stands comes to. `carries` null: to nothing, since it has no result. */
export interface VoteOutlook {
  readonly says: string;
  readonly carries: boolean | null;
}

/** `gives`: the status to which it leads where it carries. */
export function voteOutlook(vote: Vote, gives: string | null): VoteOutlook {
  const wanting = wantingFor(vote);
  if (wanting !== null) return { says: wanting, carries: null };
  const carries = isCarried(countsOf(vote), vote.majority, vote.members);
  return { says: `By this it ${carries ? 'carries' : 'does not carry'}${follows(vote, carries, gives)}.`, carries };
}

function follows({ question }: Vote, carries: boolean, gives: string | null): string {
  switch (question.on) {
    case 'proposal':
      return `: the proposal is ${carries ? 'accepted' : 'dropped'}`;
    case 'whole':
      return carries ? ': the text is adopted' : '';
    case 'clause':
      if (carries) return gives === null ? '' : `: the clause is ${gives}`;
      return ': the clause stays as it is. That it goes is proposed, and voted on as a proposal';
  }
}

/** Why it has no result yet; null where it has one. As closing it is refused. */
function wantingFor(vote: Vote): string | null {
  if (vote.method === 'show-of-hands' && vote.counted === null) return 'The hands have not been counted yet.';
  const present = presentIn(countsOf(vote));
  if (present === 0) return 'Nobody has voted yet.';
  const { quorum = 0 } = vote;
  return present < quorum ? `There is no quorum: ${present} of the ${quorum} who must be present are.` : null;
}
