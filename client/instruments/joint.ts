import type { ClauseId, ProposalId } from '../../shared/base/ids.ts';
import { prospect, repairs, type Repair } from '../../shared/projection/prospect.ts';
import { decide } from '../../shared/record/decide.ts';
import type { Command, Refusal } from '../../shared/record/command.ts';
import { pendingFault } from '../../shared/record/pending.ts';
import { outcomesOf } from '../../shared/record/state.ts';
import { supposedTogether, type JointDecision } from '../../shared/record/together.ts';
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
  readonly ground: string;
  readonly owner: string;
  readonly day: string;
  readonly despite: string;
}

/** All of one kind, to begin with: accepted where that can be, so that the sentences are there to be looked at. */
export function newJointForm(snapshot: DraftSnapshot, entry: number | null, proposals: readonly ProposalId[]): JointForm {
  const open = proposals.filter((id) => snapshot.state.proposals.get(id)?.status.state === 'open');
  const form: JointForm = {
    package: entry,
    ways: new Map(open.map((id) => [id, 'accept'])),
    falls: new Set(),
    versions: versionsOf(snapshot, open),
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

/** Open alternatives beside what is accepted that are not decided on here themselves. */
export function rivalsOf(snapshot: DraftSnapshot, form: JointForm): { readonly id: ProposalId; readonly exclusive: boolean }[] {
  const rivals = new Map<ProposalId, boolean>();
  for (const [id, way] of form.ways) {
    const point = snapshot.pointOf.get(id);
    if (way !== 'accept' || point === undefined) continue;
    for (const other of point.proposals) if (!form.ways.has(other)) rivals.set(other, point.relation === 'exclusive');
  }
  return [...rivals].map(([id, exclusive]) => ({ id, exclusive }));
}

function jointDecisions(snapshot: DraftSnapshot, form: JointForm): JointDecision[] {
  const fallen = new Set<ProposalId>();
  return [...form.ways].map(([proposal, how]) => {
    const rivals = how === 'accept' ? (snapshot.pointOf.get(proposal)?.proposals ?? []) : [];
    const falls = rivals.filter((id) => form.falls.has(id) && !form.ways.has(id) && !fallen.has(id));
    for (const id of falls) fallen.add(id);
    return { proposal, version: form.versions.get(proposal) ?? '', how, falls };
  });
}

export function jointCommand(snapshot: DraftSnapshot, form: JointForm): Command {
  const decisions = jointDecisions(snapshot, form);
  return {
    type: 'decide-together',
    package: form.package,
    decisions,
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
  const touched = new Set([...supposed.keys()].flatMap((id) => (snapshot.holding.get(id) ?? []).map((clause) => clause.id)));
  return [...touched]
    .toSorted((a, b) => (snapshot.placeOf.get(a) ?? 0) - (snapshot.placeOf.get(b) ?? 0))
    .map((clause) => ({
      clause,
      without: prospect(clauses, state, clause, refused),
      then: prospect(clauses, state, clause, supposed),
      repairs: repairs(clauses, state, clause, supposed),
    }));
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
    clauses: () => clauses,
  });
  return decision.ok ? null : decision.refusal;
}
