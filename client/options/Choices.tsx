import { useState } from 'react';
import type { Proposal } from '../../shared/proposals/proposal.ts';
import { may } from '../../shared/policy/policy.ts';
import { choicesOf, liftedBy, optionsOfChoice, type LiftingCommand } from '../../shared/record/lifting.ts';
import { useSitting } from '../chrome/Services.tsx';
import { Notice } from '../chrome/Notice.tsx';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { useGiving } from '../procedures/useGiving.ts';

/** For the chair: the choices that stand are lifted, so that their options are plain alternatives, and made options again. */
export function Choices() {
  const { seat } = useSitting();
  const { snapshot } = useDraftDesk();
  const { busy, reason: refused, give } = useGiving();
  const [reason, setReason] = useState('');
  const { standing, lifted } = choicesOf(snapshot.state);
  if (!may(seat, 'decide') || standing.length + lifted.length === 0) return null;
  const act = (command: LiftingCommand): void => void give(command).then((done) => done && setReason(''));
  const isOpen = (options: readonly Proposal[]): boolean => options.every(({ status }) => status.state !== 'accepted');
  return (
    <fieldset className="choices">
      <legend>Options that are set</legend>
      <label className="field">
        Reason for lifting them, or for taking that back, for the record (may stay empty)
        <input type="text" maxLength={20_000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      <ul>
        {standing.map((choice) => {
          const options = optionsOfChoice(snapshot.state, choice);
          const names = options.map(({ option }) => option.label).join(', ');
          return (
            <li key={choice}>
              <span>
                {names} <span className="muted">record {choice}</span>
              </span>
              <button
                type="button"
                className="act"
                disabled={busy || !isOpen(options)}
                aria-label={`${isOpen(options) ? 'Lift' : 'Chosen:'} ${names}`}
                onClick={() => act({ type: 'lift-options', choice, reason })}
              >
                {isOpen(options) ? 'Lift' : 'Chosen'}
              </button>
            </li>
          );
        })}
        {lifted.map((lifting) => {
          const names = liftedBy(snapshot.state, lifting)
            .map((one) => one.lifted?.option.label ?? '')
            .join(', ');
          return (
            <li key={lifting}>
              <span>
                {names} <span className="muted">lifted, record {lifting}</span>
              </span>
              <button
                type="button"
                className="act"
                disabled={busy}
                aria-label={`Options again: ${names}`}
                onClick={() => act({ type: 'undo-lifting', lifting, reason })}
              >
                Options again
              </button>
            </li>
          );
        })}
      </ul>
      {refused !== null && <Notice tone="refused">{refused}</Notice>}
    </fieldset>
  );
}
