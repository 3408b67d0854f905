import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import { clauseVersion } from '../../shared/proposals/clause-version.ts';
import { inapplicable, type Inapplicable } from '../../shared/record/applicability.ts';
import { adjoining } from '../../shared/projection/adjoining.ts';
import { prospect, repairs, type Repair } from '../../shared/projection/prospect.ts';
import { decide } from '../../shared/record/decide.ts';
import type { Command, Refusal } from '../../shared/record/command.ts';
import { pendingFault } from '../../shared/record/pending.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { supposedTogether, type JointClause, type JointDecision } from '../../shared/record/together.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import { seeNow } from '../chair/decision.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';

/** Several decisions as they are being made. */
export interface JointForm {
  readonly package: number | null;
  readonly ways: ReadonlyMap<ProposalId, JointDecision['how']>;
  /** Rivals outside that would fall with what is accepted. */
  readonly falls: ReadonlySet<ProposalId>;
  /** As each was seen when the sheet was opened. */
  readonly versions: ReadonlyMap<ProposalId, string>;
  /** What becomes of the clauses of a package. */
  readonly clauses: ReadonlyMap<ClauseId, JointClause['how']>;
  /** How each read when the sheet was opened. */
  readonly seenClauses: ReadonlyMap<ClauseId, string>;
  readonly ground: string;
  readonly owner: string;
  readonly day: string;
  readonly despite: string;
}

/** All of one kind, to begin with: accepted where that can be, so that the sentences are there to be looked at. */
export function newJointForm(snapshot: DraftSnapshot, entry: number | null, proposals: readonly ProposalId[]): JointForm {
  const open = proposals.filter((id) => snapshot.state.proposals.get(id)?.status.state === 'open');
  const packed = (entry === null ? undefined : snapshot.state.instruments.packages.get(entry))?.clauses ?? [];
  const form: JointForm = {
    package: entry,
    ways: new Map(open.map((id) => [id, 'accept'])),
    falls: new Set(),
    versions: versionsOf(snapshot, open),
    clauses: new Map(packed.map(({ clause }) => [clause, 'agree'])),
    seenClauses: clauseVersions(
      snapshot,
      packed.map(({ clause }) => clause),
    ),
    ground: '',
    owner: '',
    day: '',
    despite: '',
  };
  return {
    ...form,
    falls: new Set(
      rivalsOf(snapshot, form)
        .filter(({ exclusive }) => exclusive)
        .map(({ id }) => id),
    ),
  };
}

export function versionsOf(snapshot: DraftSnapshot, proposals: Iterable<ProposalId>): ReadonlyMap<ProposalId, string> {
  return new Map([...proposals].map((id) => [id, seeNow(snapshot, id).version]));
}

/** The versions of clauses as they would read with these outcomes; as they read now where there are none. */
export function clauseVersions(
  { clauses, state }: DraftSnapshot,
  ids: Iterable<ClauseId>,
  supposed: ReturnType<typeof supposedTogether> = new Map(),
): ReadonlyMap<ClauseId, string> {
  const present = outcomesOf(state);
  return new Map(
    [...ids].map((id) => {
      const clause = clauses.find((one) => one.id === id);
      const version = clause === undefined ? null : clauseVersion(clause, (one) => supposed.get(one) ?? present(one));
      return [id, version ?? NOTHING_TO_READ];
    }),
  );
}

/** The version of what has no words: no clause has it. */
const NOTHING_TO_READ = '0000000000000000';

/** Open alternatives beside what is accepted that are not decided on here themselves. */
export function rivalsOf(snapshot: DraftSnapshot, form: JointForm): { readonly id: ProposalId; readonly exclusive: boolean }[] {
  const rivals = new Map<ProposalId, boolean>();
  for (const [id, way] of form.ways) {
    if (way !== 'accept') continue;
    for (const other of alternativesTo(snapshot, id))
      if (!form.ways.has(other)) rivals.set(other, rivals.get(other) === true || snapshot.rivals.get(id)?.has(other) === true);
  }
  return [...rivals].map(([id, exclusive]) => ({ id, exclusive }));
}

/** Those at its place, and those of which the chair said that one of the two can stand, wherever they are. */
function alternativesTo({ pointOf, rivals }: DraftSnapshot, id: ProposalId): ProposalId[] {
  const all = new Set([...(pointOf.get(id)?.proposals ?? []), ...(rivals.get(id) ?? [])]);
  all.delete(id);
  return [...all];
}

function jointDecisions(snapshot: DraftSnapshot, form: JointForm): JointDecision[] {
  const fallen = new Set<ProposalId>();
  return [...form.ways].map(([proposal, how]) => {
    const rivals = how === 'accept' ? alternativesTo(snapshot, proposal) : [];
    const falls = rivals.filter((id) => form.falls.has(id) && !form.ways.has(id) && !fallen.has(id));
    for (const id of falls) fallen.add(id);
    return { proposal, version: form.versions.get(proposal) ?? '', how, falls };
  });
}

function jointClauses(snapshot: DraftSnapshot, form: JointForm, decisions: readonly JointDecision[]): JointClause[] {
  const versions = clauseVersions(snapshot, form.clauses.keys(), supposedTogether(snapshot.state, decisions));
  return [...form.clauses].map(([clause, how]) => ({ clause, version: versions.get(clause) ?? NOTHING_TO_READ, how }));
}

export function jointCommand(snapshot: DraftSnapshot, form: JointForm): Command {
  const decisions = jointDecisions(snapshot, form);
  return {
    type: 'decide-together',
    package: form.package,
    decisions,
    ...(form.clauses.size === 0 ? {} : { clauses: jointClauses(snapshot, form, decisions) }),
    ground: form.ground,
    ...(decisions.some(({ how }) => how === 'park')
      ? { parking: { owner: form.owner, returns: form.day, reason: form.ground } }
      : {}),
    ...(form.despite.trim() === '' ? {} : { despite: form.despite }),
  };
}

/** How a clause would read with all the decisions together. */
export interface JointOutlook {
  readonly clause: ClauseId;
  /** Without what is accepted; what goes stands in its brackets. */
  readonly without: string;
  readonly then: string;
  readonly repairs: readonly Repair[];
}

export function jointOutlooks(snapshot: DraftSnapshot, form: JointForm): JointOutlook[] {
  const { clauses, state } = snapshot;
  const decisions = jointDecisions(snapshot, form);
  const supposed = supposedTogether(state, decisions);
  const refused = new Map([...supposed].flatMap(([id, outcome]) => (outcome === 'accepted' ? [[id, 'refused'] as const] : [])));
  const touched = new Set([
    ...[...supposed.keys()].flatMap((id) => (snapshot.holding.get(id) ?? []).map((clause) => clause.id)),
    ...[...form.clauses.keys()].filter((id) => snapshot.placeOf.has(id)),
  ]);
  return [...touched]
    .toSorted((a, b) => (snapshot.placeOf.get(a) ?? 0) - (snapshot.placeOf.get(b) ?? 0))
    .map((clause) => ({
      clause,
      without: prospect(clauses, state, clause, refused),
      then: prospect(clauses, state, clause, supposed),
      repairs: repairs(clauses, state, clause, supposed),
    }));
}

/** The open proposals that could no longer apply with all the decisions, and can now, with the reason. */
export function jointlyOvertaken(snapshot: DraftSnapshot, form: JointForm): ReadonlyMap<ProposalId, Inapplicable> {
  const { clauses, state } = snapshot;
  const supposed = supposedTogether(state, jointDecisions(snapshot, form));
  return new Map([...inapplicable(clauses, state, supposed)].filter(([id]) => !snapshot.cannot.has(id)));
}

/** Those accepted that would still wait for something. */
export function stillWaiting(snapshot: DraftSnapshot, form: JointForm): ProposalId[] {
  const { clauses, state } = snapshot;
  const supposed = supposedTogether(state, jointDecisions(snapshot, form));
  const present = outcomesOf(state);
  return [...form.ways].flatMap(([proposal, way]) =>
    way === 'accept' &&
    pendingFault({ on: 'proposal', proposal }, { state, clauses }, (id) => supposed.get(id) ?? present(id)) !== null
      ? [proposal]
      : [],
  );
}

/** What stands against it as things are, by the rules that the server goes by; null where nothing does. */
export function jointFault(snapshot: DraftSnapshot, command: Command): Refusal | null {
  const { state, clauses, holding } = snapshot;
  const decision = decide(state, command, {
    facts: {
      versionOf: (id) => proposalVersion(holding.get(id) ?? [], id),
      hasText: (id) => holding.has(id),
    },
    nextNumber: state.last + 1,
    kindOf: () => 'state',
    adjoiningOf: (proposal) => adjoining(clauses, state, proposal),
    clauses: () => clauses,
  });
  return decision.ok ? null : decision.refusal;
}
