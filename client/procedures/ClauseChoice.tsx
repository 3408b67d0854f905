import { useState } from 'react';
import type { ClauseId } from '../../shared/base/ids.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { clauseLabel } from './reading.ts';

export interface ClauseChoiceProps {
  readonly clauses: readonly ClauseId[];
  readonly chosen: ReadonlySet<ClauseId>;
  readonly onChange: (chosen: ReadonlySet<ClauseId>) => void;
}

/** Clauses to be picked out, found by their numbers or words. */
export function ClauseChoice({ clauses, chosen, onChange }: ClauseChoiceProps) {
  const { snapshot } = useDraftDesk();
  const [sought, setSought] = useState('');
  const labelled = clauses.map((clause) => ({ clause, label: clauseLabel(snapshot, clause) }));
  const found = labelled.filter(({ label }) => label.toLowerCase().includes(sought.trim().toLowerCase()));
  const toggle = (clause: ClauseId): void => {
    const next = new Set(chosen);
    if (!next.delete(clause)) next.add(clause);
    onChange(next);
  };
  return (
    <fieldset className="procedure-choice">
      <legend>Which clauses ({chosen.size} chosen)</legend>
      <label className="field">
        Find
        <input type="search" value={sought} onChange={(event) => setSought(event.target.value)} />
      </label>
      <div className="procedure-choice-list">
        {found.map(({ clause, label }) => (
          <label key={clause}>
            <input type="checkbox" checked={chosen.has(clause)} onChange={() => toggle(clause)} /> {label}
          </label>
        ))}
        {found.length === 0 && <p className="empty">No clause that can be circulated reads like this.</p>}
      </div>
    </fieldset>
  );
}
