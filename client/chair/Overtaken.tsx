import type { ProposalId } from '../../shared/base/ids.ts';
import { quotation } from '../../shared/projection/quotation.ts';
import { inapplicableWords, type Inapplicable } from '../../shared/record/applicability.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';

/** What could no longer apply once this is decided: it is listed then, and stays open. */
export function Overtaken({ overtaken }: { readonly overtaken: ReadonlyMap<ProposalId, Inapplicable> }) {
  const { snapshot } = useDraftDesk();
  if (overtaken.size === 0) return null;
  return (
    <div className="cannot">
      {overtaken.size === 1 ? 'This could' : 'These could'} no longer apply, and would be listed:
      <ul>
        {[...overtaken].map(([id, why]) => (
          <li key={id}>
            <q>{quotation(snapshot.holding.get(id) ?? [], id)}</q>: {inapplicableWords(why, snapshot.state)}
          </li>
        ))}
      </ul>
    </div>
  );
}
