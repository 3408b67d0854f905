import { useState } from 'react';
import type { ProposalId } from '../../shared/base/ids.ts';
import { may } from '../../shared/policy/policy.ts';
import type { Point } from '../../shared/projection/points.ts';
import type { Proposal } from '../../shared/proposals/proposal.ts';
import type { Stance } from '../../shared/proposals/position.ts';
import { useDraftDesk } from './DraftDesk.ts';
import { STANCE_WORDS } from './stances.ts';
import { WhichPreferred } from './WhichPreferred.tsx';

export interface NotedStancesProps {
  readonly proposal: Proposal;
  readonly point: Point;
}

/** For secretariat and chair: every stance, to note who takes it; and who gives up the one it took. */
export function NotedStances({ proposal, point }: NotedStancesProps) {
  const { seat, askStance } = useDraftDesk();
  const [choosing, setChoosing] = useState(false);
  if (!may(seat, 'record positions')) return null;
  const others = point.proposals.filter((id) => id !== proposal.id);
  const ask = (stance: Stance, preferred?: ProposalId): void => {
    setChoosing(false);
    askStance(stance, proposal.id, preferred);
  };
  const press = (stance: Stance): void => {
    if (stance !== 'prefer-another') ask(stance);
    else if (others.length === 1) ask(stance, others[0]);
    else setChoosing(!choosing);
  };
  return (
    <fieldset className="own-stance" aria-label="Record positions">
      <span className="muted" aria-hidden="true">
        Record
      </span>
      {STANCE_WORDS.filter(({ stance }) => stance !== 'prefer-another' || others.length > 0).map(({ stance, button, noting }) => (
        <button
          key={stance}
          type="button"
          className={`stance-button note-${stance}`}
          aria-keyshortcuts={`Alt+${noting}`}
          title={`Alt+${noting}`}
          onClick={() => press(stance)}
        >
          {button}
        </button>
      ))}
      {proposal.positions.size > 0 && (
        <button type="button" className="stance-button" onClick={() => askStance('taking-back', proposal.id)}>
          Taken back
        </button>
      )}
      {choosing && <WhichPreferred others={others} onPick={(preferred) => ask('prefer-another', preferred)} />}
    </fieldset>
  );
}
