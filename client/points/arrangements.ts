import type { ProposalId } from '../../shared/base/ids.ts';
import type { Point } from '../../shared/projection/points.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import type { Arrangement } from './DraftDesk.ts';

/** An arrangement as buttons and sheets say it, and its key. */
interface ArrangementWords {
  readonly arrangement: Arrangement;
  readonly button: string;
  readonly title: string;
  readonly confirm: string;
  readonly key: string;
}

export const ARRANGEMENT_WORDS: readonly ArrangementWords[] = [
  {
    arrangement: 'bridge',
    button: 'Chair’s text',
    title: 'Put a text of the chair forward',
    confirm: 'Put it forward',
    key: 'c',
  },
  { arrangement: 'merge', button: 'Merge', title: 'Merge with others', confirm: 'Confirm: merge', key: 'g' },
  { arrangement: 'refer', button: 'Refer', title: 'Refer to a body', confirm: 'Confirm: refer', key: 'f' },
  { arrangement: 'park', button: 'Park', title: 'Park', confirm: 'Confirm: park', key: 'l' },
  { arrangement: 'reserve', button: 'Reserve', title: 'Reserve for a delegation', confirm: 'Confirm: reserve', key: 'h' },
  {
    arrangement: 'call-back',
    button: 'Call back',
    title: 'Call back before the meeting',
    confirm: 'Confirm: call back',
    key: 'b',
  },
];

/** What a chair can do with an alternative besides deciding it. `marked`: what it may be merged with, wherever that stands. */
export function offered(
  { state }: Pick<DraftSnapshot, 'state'>,
  point: Point,
  id: ProposalId,
  marked: ReadonlySet<ProposalId>,
): readonly Arrangement[] {
  const proposal = state.proposals.get(id);
  if (proposal?.status.state !== 'open') return [];
  const others = [...point.proposals, ...marked].some((other) => other !== id && mergeable(state, other));
  return ARRANGEMENT_WORDS.map(({ arrangement }) => arrangement).filter((arrangement) => {
    if (arrangement === 'call-back') return proposal.whereabouts !== null;
    if (proposal.option !== undefined && (arrangement === 'merge' || arrangement === 'bridge')) return false;
    return arrangement !== 'merge' || (others && proposal.origin !== 'bridging');
  });
}

/** Whether a proposal can become one with another: it is open, and neither the chair's text nor an option. */
export function mergeable({ proposals }: DraftSnapshot['state'], id: ProposalId): boolean {
  const proposal = proposals.get(id);
  return proposal?.status.state === 'open' && proposal.origin !== 'bridging' && proposal.option === undefined;
}
