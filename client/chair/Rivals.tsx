import type { ProposalId } from '../../shared/base/ids.ts';
import { AlternativeWords } from '../points/Alternative.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { broughtBy } from '../../shared/projection/attribution.ts';

export interface RivalsProps {
  readonly rivals: readonly ProposalId[];
  readonly falls: ReadonlySet<ProposalId>;
  readonly onChange: (falls: ReadonlySet<ProposalId>) => void;
}

/** The rivals at the same place, each with whether it falls with the acceptance. */
export function Rivals({ rivals, falls, onChange }: RivalsProps) {
  const { snapshot } = useDraftDesk();
  const toggle = (id: ProposalId): void => {
    const next = new Set(falls);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <fieldset className="rivals">
      <legend>What falls with it</legend>
      {rivals.map((id) => {
        const proposal = snapshot.state.proposals.get(id);
        if (proposal === undefined) return null;
        return (
          <label key={id} className="rival" data-proposal={id}>
            <input type="checkbox" checked={falls.has(id)} onChange={() => toggle(id)} />
            {proposal.option !== undefined && <span className="option-name">{proposal.option.label}</span>}
            <AlternativeWords proposal={proposal} />
            <span className="muted small">{broughtBy(snapshot.state.proposals, proposal, snapshot.registry)}</span>
            <span className="rival-fate">{falls.has(id) ? 'falls' : 'stays open'}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
