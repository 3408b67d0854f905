import { useMemo } from 'react';
import type { ProposalId } from '../../shared/base/ids.ts';
import { may } from '../../shared/policy/policy.ts';
import { adjoining } from '../../shared/projection/adjoining.ts';
import { proposalsIn } from '../../shared/text/clause.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import { matterLabel } from './matters.ts';

/** With what it cannot stand, though that is elsewhere; and that an alternative which was accepted stands in the way by its brackets. */
export function Beside({ proposal }: { readonly proposal: ProposalId }) {
  const { snapshot, seat, act } = useDraftDesk();
  const accepted = useMemo(() => acceptedBeside(snapshot, proposal), [snapshot, proposal]);
  return [
    ...elsewhere(snapshot, proposal).map((other) => (
      <p key={other} className="instrument">
        <strong>One of this and {matterLabel(snapshot, { on: 'proposal', proposal: other })} can stand,</strong> as the chair
        said.
      </p>
    )),
    ...accepted.map((other) => {
      const status = snapshot.state.proposals.get(other)?.status;
      return (
        <p key={other} className="instrument waits">
          <strong>{matterLabel(snapshot, { on: 'proposal', proposal: other })} was accepted beside it:</strong> by their brackets
          one of the two can stand. {status?.state === 'accepted' && <span className="muted">record {status.entry}</span>}
          {may(seat, 'decide') && (
            <button
              type="button"
              className="act"
              onClick={() => act({ type: 'relate', proposals: [other, proposal], relation: 'cumulative' })}
            >
              Both can stand
            </button>
          )}
        </p>
      );
    }),
  ];
}

/** Alternatives to it, as the chair said, that stand elsewhere in the text. */
function elsewhere({ rivals, pointOf }: DraftSnapshot, proposal: ProposalId): ProposalId[] {
  const here = pointOf.get(proposal)?.proposals ?? [];
  return [...(rivals.get(proposal) ?? [])].filter((id) => !here.includes(id));
}

/** Of the clauses of the text only those that can be concerned are looked at. */
function acceptedBeside({ holding, placeOf, state }: DraftSnapshot, proposal: ProposalId): ProposalId[] {
  const others = [...proposalsIn(holding.get(proposal) ?? [])];
  const isAccepted = (id: ProposalId): boolean => state.proposals.get(id)?.status.state === 'accepted';
  if (!others.some(isAccepted)) return [];
  const clauses = [...new Set(others.flatMap((id) => holding.get(id) ?? []))];
  const inOrder = clauses.toSorted((a, b) => (placeOf.get(a.id) ?? 0) - (placeOf.get(b.id) ?? 0));
  return adjoining(inOrder, state, proposal).filter(isAccepted);
}
