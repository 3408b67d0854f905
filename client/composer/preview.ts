import { proposalId, type ClauseId, type ParticipantId, type ProposalId } from '../../shared/base/ids.ts';
import { BRACKETS_TYPED, typedBracketsIn, type PreparedWording } from '../../shared/import/typed-brackets.ts';
import type { PreparationInfo } from '../../shared/protocol/api.ts';
import { tagOf } from '../../shared/projection/attribution.ts';
import { clashReadings } from '../../shared/projection/clash-readings.ts';
import { numbersOf, type Numbers } from '../../shared/projection/numbers.ts';
import { factsOf } from '../../shared/projection/points.ts';
import { proposedAlike } from '../../shared/proposals/alike.ts';
import { amendedBy } from '../../shared/proposals/nesting.ts';
import type { Clash } from '../../shared/proposals/placing.ts';
import { redraft } from '../../shared/proposals/redraft.ts';
import { evolve } from '../../shared/record/evolve.ts';
import { outcomesOf, type RecordState } from '../../shared/record/state.ts';
import { changeText } from '../../shared/text/change.ts';
import type { Clause } from '../../shared/text/clause.ts';
import { recastOf } from '../../shared/text/setting.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import { drawOnce, type DrawnClause } from '../state/drawn-text.ts';

/** Stands for the proposal until it has an id of the server's. */
const PREVIEW = proposalId('preview-of-a-proposal');

/** How a preparation would stand in the text as it is now. */
export type PreviewOf =
  /** `alike`: the open proposals that bring in just what was prepared. */
  | { readonly state: 'nothing'; readonly alike: readonly ProposalId[] }
  | { readonly state: 'clashes'; readonly clashes: readonly Clash[] }
  | {
      readonly state: 'fits';
      readonly drawn: readonly DrawnClause[];
      readonly beside: Numbers;
      readonly clauses: number;
      /** The proposal whose words it changes. */
      readonly amends: ProposalId | null;
    };

/** In whose names a preparation would be tabled: those who prepare it, in the order in which they joined, and the group for which one does. */
export interface Proposers {
  readonly sponsors: readonly ParticipantId[];
  readonly onBehalfOf: ParticipantId | null;
}

/** What is said of a wording that would not be tabled as it may look. */
export function notesOn(prepared: PreparedWording): string[] {
  return [...(isSetOtherwise(prepared) ? [SET_OTHERWISE] : []), ...(typedBracketsIn(prepared) > 0 ? [BRACKETS_TYPED] : [])];
}

const SET_OTHERWISE =
  'A proposal is of words: what kind of clause one is that stands in the text, its depth, bold and italics are not tabled.';

/** Whether clauses that stand in the text are set otherwise (kind, depth, looks), which is not tabled. */
function isSetOtherwise({ base, edited }: PreparedWording): boolean {
  const before = new Map(base.map((clause) => [clause.id, clause]));
  return edited.some((clause) => {
    const was = before.get(clause.id);
    return was !== undefined && recastOf(was, clause) !== null;
  });
}

/** What others will see: the same code as the server's on tabling. */
export function previewOf(
  snapshot: DraftSnapshot,
  info: PreparationInfo,
  edited: readonly Clause[],
  { sponsors, onBehalfOf }: Proposers,
): PreviewOf {
  const { state, registry } = snapshot;
  const prepared = { base: info.base, edited, current: snapshot.clauses, outcomeOf: outcomesOf(state) };
  const result = redraft({ ...prepared, proposal: PREVIEW, reads: clashReadings(info.base, state) });
  if (!result.ok) return { state: 'clashes', clashes: result.refusal };
  const { changes, clauses, holdsNumber, inserted, deleted } = result.value;
  if (changes.length === 0) return { state: 'nothing', alike: proposedAlike(prepared) };
  const text = changeText(snapshot.clauses, changes);
  const [proposer = null, ...coProposers] = sponsors;
  const future: RecordState = evolve(state, {
    number: state.last + 1,
    event: {
      type: 'ProposalTabled',
      proposal: PREVIEW,
      origin: 'tabled',
      proposer,
      rationale: '',
      clauses,
      inserted,
      deleted,
      holdsNumber,
      amends: amendedBy(text, PREVIEW, factsOf(state)),
      coProposers,
      ...(onBehalfOf === null ? {} : { onBehalfOf }),
    },
  });
  const wordsOf = (id: ProposalId): { tag: string; inherited: boolean } => {
    const proposal = future.proposals.get(id);
    return proposal === undefined
      ? { tag: '', inherited: false }
      : { tag: tagOf(proposal, registry), inherited: proposal.origin === 'inherited' };
  };
  const concerned = new Set<ClauseId>([...clauses, ...info.base.map((clause) => clause.id)]);
  const drawn = drawOnce(text, factsOf(future), wordsOf).filter((one) => concerned.has(one.clause.id));
  return {
    state: 'fits',
    drawn,
    beside: numbersOf(text, future),
    clauses: clauses.length,
    amends: future.proposals.get(PREVIEW)?.amends ?? null,
  };
}
