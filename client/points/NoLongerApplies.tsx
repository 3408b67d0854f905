import { may } from '../../shared/policy/policy.ts';
import { inapplicableWords } from '../../shared/record/applicability.ts';
import { quotation } from '../../shared/projection/quotation.ts';
import { proposalVersion } from '../../shared/text/digest.ts';
import { useDraftDesk } from './DraftDesk.ts';

/** Open proposals that can no longer apply, with the reason: they stay as they are until somebody decides. Nothing where all can. */
export function NoLongerApplies() {
  const { snapshot, seat, act } = useDraftDesk();
  const { cannot, state, holding } = snapshot;
  // What a drafter's edit took away waits on the desk; here stands what decisions overtook.
  const overtaken = [...cannot].filter(([, { why }]) => why !== 'vanished');
  if (overtaken.length === 0) return null;
  return (
    <details className="no-longer">
      <summary>{overtaken.length === 1 ? 'One open proposal' : `${overtaken.length} open proposals`} can no longer apply</summary>
      <ul>
        {overtaken.map(([id, why]) => {
          const held = holding.get(id) ?? [];
          const reason = inapplicableWords(why, state);
          return (
            <li key={id} data-proposal={id}>
              <q>{quotation(held, id)}</q> <span className="muted">record {state.proposals.get(id)?.entry}</span>
              <span className="reason">{reason}</span>
              {may(seat, 'decide') && (
                <button
                  type="button"
                  className="act"
                  onClick={() =>
                    act({
                      type: 'drop',
                      proposal: id,
                      version: proposalVersion(held, id),
                      ground: `It can no longer apply: ${reason}.`,
                    })
                  }
                >
                  Drop on that ground
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}
