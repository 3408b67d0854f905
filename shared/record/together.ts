import type { ClauseId, ProposalId } from '../base/ids.ts';
import { addTo } from '../base/group-by.ts';
import type { DropBasis, EntryNumber, Proposal } from '../proposals/proposal.ts';
import type { Outcome } from '../proposals/standing.ts';
import type { Whereabouts } from '../proposals/whereabouts.ts';
import type { Agreement } from './ladder.ts';
import { otherOptions } from './options.ts';
import { withoutAgreed } from './packaged-clauses.ts';
import type { RecordState } from './state.ts';

/** Several proposals decided in one act: those of a package, with the clauses agreed with it, or points that the chair marked. Named by its entry. */
export interface Together {
  readonly entry: EntryNumber;
  readonly package: EntryNumber | null;
  /** Those that have not been reopened, or called back, one by one; `before`: where each was. */
  readonly decisions: readonly (DecidedOne & { readonly before: Whereabouts | null })[];
  readonly agreed: readonly AgreedOne[];
}

export type Togethers = ReadonlyMap<EntryNumber, Together>;

type How = 'accept' | 'drop' | 'park';

/** `entry`: what decided it, behind the entry of the act. */
export interface DecidedOne {
  readonly proposal: ProposalId;
  readonly how: How;
  readonly entry: EntryNumber;
}

/** A clause agreed with a package, by the entry behind that of the act; `before`: what was agreed of it until then. */
export interface AgreedOne {
  readonly clause: ClauseId;
  readonly entry: EntryNumber;
  readonly before: Agreement | null;
}

export type TogetherEvent =
  | {
      readonly type: 'DecidedTogether';
      readonly package: EntryNumber | null;
      readonly decisions: readonly DecidedOne[];
      /** The clauses agreed with it; those of the package that are not among them were left as they stood. */
      readonly agreed?: readonly Pick<AgreedOne, 'clause' | 'entry'>[];
    }
  /** The act as a whole was taken back; the entries behind it reopen what was closed. What was parked is where it was before. */
  | {
      readonly type: 'TogetherReopened';
      readonly together: EntryNumber;
      readonly package: EntryNumber | null;
      readonly reason: string;
      readonly proposals: readonly ProposalId[];
      /** Clauses that stand where they stood before it again. */
      readonly clauses?: readonly ClauseId[];
    };

/** One of several decisions, on the words that the chair saw. `falls`: the rivals that go with an acceptance. */
export interface JointDecision {
  readonly proposal: ProposalId;
  readonly version: string;
  readonly how: How;
  readonly falls?: readonly ProposalId[] | undefined;
}

/** A clause of a package: agreed as it reads with all of the act, in the version that the chair saw, or left as it stands. */
export interface JointClause {
  readonly clause: ClauseId;
  readonly version: string;
  readonly how: 'agree' | 'leave';
}

export type TogetherCommand =
  | {
      readonly type: 'decide-together';
      readonly package: EntryNumber | null;
      readonly decisions: readonly JointDecision[];
      /** Of the clauses of a package each. */
      readonly clauses?: readonly JointClause[] | undefined;
      /** Of what is dropped; where all is accepted, of that. */
      readonly ground: string;
      readonly basis?: DropBasis | undefined;
      /** For what is parked. */
      readonly parking?: { readonly owner: string; readonly returns: string; readonly reason: string } | undefined;
      /** Why what waits for something undecided is accepted all the same. */
      readonly despite?: string | undefined;
    }
  | { readonly type: 'reopen-together'; readonly together: EntryNumber; readonly reason: string };

/** What the chair's text draws on goes with its acceptance. */
export function openDrawnOn(state: RecordState, id: ProposalId): ProposalId[] {
  return (state.proposals.get(id)?.drawsOn ?? []).filter((other) => state.proposals.get(other)?.status.state === 'open');
}

/** What each proposal would come to by decisions taken together: the accepted, the dropped, and what goes with them. */
export function supposedTogether(
  state: RecordState,
  decisions: readonly Pick<JointDecision, 'proposal' | 'how' | 'falls'>[],
): Map<ProposalId, Exclude<Outcome, 'open'>> {
  const supposed = new Map<ProposalId, Exclude<Outcome, 'open'>>();
  for (const { proposal, how, falls = [] } of decisions) {
    if (how !== 'accept') continue;
    const held = state.proposals.get(proposal);
    const others = held === undefined ? [] : otherOptions(state, held);
    for (const id of [...falls, ...others, ...openDrawnOn(state, proposal)]) supposed.set(id, 'refused');
  }
  for (const { proposal, how } of decisions)
    if (how !== 'park') supposed.set(proposal, how === 'accept' ? 'accepted' : 'refused');
  return supposed;
}

/** Whether something still is as an act on several left it. */
export function isAsDecided(state: RecordState, { proposal, how, entry }: DecidedOne): boolean {
  const held = state.proposals.get(proposal);
  if (held === undefined) return false;
  return how === 'park'
    ? held.status.state === 'open' && held.whereabouts?.entry === entry
    : held.status.state !== 'open' && held.status.entry === entry;
}

/** The act on several by which a proposal is closed, or parked; undefined where it was decided by itself. */
export function togetherOf(state: RecordState, proposal: ProposalId): Together | undefined {
  return byProposal(state.instruments.togethers)
    .get(proposal)
    ?.findLast(({ decisions }) => decisions.some((one) => one.proposal === proposal && isAsDecided(state, one)));
}

const INDEXED = new WeakMap<Togethers, ReadonlyMap<ProposalId, readonly Together[]>>();

/** A register asks this of every proposal, so it is worked out once for all. */
function byProposal(togethers: Togethers): ReadonlyMap<ProposalId, readonly Together[]> {
  const known = INDEXED.get(togethers);
  if (known !== undefined) return known;
  const found = new Map<ProposalId, Together[]>();
  for (const together of togethers.values()) {
    for (const { proposal } of together.decisions) {
      addTo(found, proposal, together);
    }
  }
  INDEXED.set(togethers, found);
  return found;
}

/** The acts on several after one, with what it does to the package and to where proposals are. */
export function evolveTogether(
  state: RecordState,
  event: TogetherEvent,
  entry: EntryNumber,
): Pick<RecordState, 'instruments' | 'proposals' | 'ladder'> {
  const { instruments, ladder } = state;
  const togethers = new Map(instruments.togethers);
  const packages = new Map(instruments.packages);
  const held = event.package === null ? undefined : packages.get(event.package);
  if (event.type === 'DecidedTogether') {
    const decisions = event.decisions.map((one) => ({ ...one, before: state.proposals.get(one.proposal)?.whereabouts ?? null }));
    const agreed = (event.agreed ?? []).map((one) => ({ ...one, before: ladder.agreed.get(one.clause) ?? null }));
    togethers.set(entry, { entry, package: event.package, decisions, agreed });
    if (held !== undefined) packages.set(held.entry, { ...held, status: { state: 'decided', entry } });
    return { proposals: state.proposals, ladder, instruments: { ...instruments, togethers, packages } };
  }
  if (held !== undefined) packages.set(held.entry, { ...held, status: { state: 'open' } });
  const proposals = new Map<ProposalId, Proposal>(state.proposals);
  const together = togethers.get(event.together);
  for (const one of together?.decisions ?? []) {
    const proposal = proposals.get(one.proposal);
    if (proposal !== undefined && one.how === 'park' && isAsDecided(state, one))
      proposals.set(one.proposal, { ...proposal, whereabouts: one.before });
  }
  togethers.delete(event.together);
  const before = together === undefined ? ladder : withoutAgreed(state, together);
  return { proposals, ladder: before, instruments: { ...instruments, togethers, packages } };
}

/** One of several was reopened by itself: the act stands for the rest. */
export function withoutReopened(state: RecordState, proposal: ProposalId): Togethers {
  const { togethers } = state.instruments;
  const ends = (one: DecidedOne): boolean => one.proposal === proposal && isAsDecided(state, one);
  if (![...togethers.values()].some(({ decisions }) => decisions.some(ends))) return togethers;
  const next = new Map<EntryNumber, Together>();
  for (const [entry, together] of togethers) {
    const decisions = together.decisions.filter((one) => !ends(one));
    if (decisions.length > 0 || together.agreed.length > 0) next.set(entry, { ...together, decisions });
  }
  return next;
}
