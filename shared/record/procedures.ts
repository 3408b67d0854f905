import type { ProposalId } from '../base/ids.ts';
import type { Result } from '../base/result.ts';
import { acceptanceFault } from './acceptance.ts';
import type { Command, Refusal } from './command.ts';
import type { DecisionContext } from './decide.ts';
import type { RecordEvent } from './event.ts';
import type { SilenceCommand } from './silence.ts';
import { decideSilence, type SilenceTimes } from './silence-decisions.ts';
import { countOpenBrackets, outcomesOf, type RecordState } from './state.ts';
import { givingFault, statusGiven } from './status-given.ts';
import { readingOf } from './text-reading.ts';
import type { VoteCommand } from './vote.ts';
import { decideVote, type VoteContext } from './vote-decisions.ts';

/** How deciding on silence and votes is told of the record and of the text. `decide`: by what rules a result is acted on. */
export function decideProcedure(
  state: RecordState,
  command: SilenceCommand | VoteCommand,
  context: DecisionContext,
  decide: (command: Command, context: DecisionContext) => Result<RecordEvent[], Refusal>,
): Result<RecordEvent[], Refusal> {
  const { facts, times = NO_TIMES } = context;
  const clauses = context.clauses?.() ?? [];
  const outcomeOf = outcomesOf(state);
  const reading = readingOf(clauses, outcomeOf);
  const fault: VoteContext['givingFault'] = (rung, read) =>
    givingFault(state.ladder, rung, read, { clauses, outcomeOf, numbering: state.numbering });
  const breaks = (participant: Parameters<DecisionContext['kindOf']>[0]): boolean =>
    ['state', 'group'].includes(context.kindOf(participant) ?? '');
  const isOpen = (id: ProposalId): boolean => state.proposals.get(id)?.status.state === 'open' && facts.hasText(id);
  switch (command.type) {
    case 'begin-silence':
    case 'break-silence':
    case 'lift-silence':
      return decideSilence(state.silences, command, { times, reading, breaks, givingFault: fault });
    case 'open-vote':
    case 'cast-vote':
    case 'count-votes':
    case 'explain-vote':
    case 'close-vote':
    case 'call-off-vote':
      return decideVote(state.votes, command, {
        reading,
        open: countOpenBrackets(state),
        proposalVersion: (id) => (isOpen(id) ? facts.versionOf(id) : null),
        votes: (participant) => context.kindOf(participant) === 'state',
        entitled: context.entitled,
        standsAgainst: (id) => {
          const proposal = state.proposals.get(id);
          return proposal === undefined ? null : acceptanceFault(state, proposal, context);
        },
        givingFault: fault,
        given: (what, read) => statusGiven(state, what, read, { clauses: () => clauses, outcomeOf }),
        decide: (follows) => decide(follows, { ...context, nextNumber: context.nextNumber + 1 }),
      });
  }
}

/** Without a clock nothing has passed, and no deadline is far enough away. */
const NO_TIMES: SilenceTimes = { now: '', leastDeadline: '~' };
