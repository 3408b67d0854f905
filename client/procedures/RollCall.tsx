import { useState } from 'react';
import type { ParticipantId } from '../../shared/base/ids.ts';
import { withoutRepeats } from '../../shared/participants/stand-in.ts';
import { may } from '../../shared/policy/policy.ts';
import { shortName } from '../../shared/projection/naming.ts';
import { CHOICES, type Choice } from '../../shared/record/vote-count.ts';
import type { Vote } from '../../shared/record/vote.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { SpeakerField } from './SpeakerField.tsx';

/** Who said what, and where it is open the act to say it: one's own, or for the secretariat that of whoever is called. */
export function RollCall({ vote, open }: { readonly vote: Vote; readonly open: boolean }) {
  const { snapshot, seat, act } = useDraftDesk();
  const calls = may(seat, 'count votes');
  const [called, setCalled] = useState<ParticipantId | null>(null);
  const who = calls ? called : may(seat, 'vote') ? seat.participant : null;
  const said = who === null ? null : (vote.choices.get(who) ?? null);
  return (
    <>
      {open && calls && <SpeakerField label="Called" chosen={called} onChange={setCalled} />}
      {open && (calls || who !== null) && (
        <fieldset
          className="own-vote"
          aria-label={who === null ? 'Vote' : `Vote of ${shortName(snapshot.registry, who)}`}
          disabled={who === null}
        >
          {CHOICES.map((choice) => (
            <button
              key={choice}
              type="button"
              className="stance-button"
              aria-pressed={said === choice}
              onClick={() => who !== null && act({ type: 'cast-vote', vote: vote.entry, participant: who, choice })}
            >
              {CHOICE_ACTS[choice]}
            </button>
          ))}
        </fieldset>
      )}
      {vote.choices.size > 0 && (
        <dl className="positions" aria-label="Votes">
          {CHOICES.map((choice) => ({ choice, names: namesFor(choice) }))
            .filter(({ names }) => names.length > 0)
            .map(({ choice, names }) => (
              <div key={choice} className="stance">
                <dt>{CHOICE_LISTS[choice]}</dt>
                <dd>{withoutRepeats(names).join(', ')}</dd>
              </div>
            ))}
        </dl>
      )}
    </>
  );

  function namesFor(choice: Choice): string[] {
    return [...vote.choices].filter(([, one]) => one === choice).map(([id]) => shortName(snapshot.registry, id));
  }
}

const CHOICE_ACTS: Readonly<Record<Choice, string>> = {
  for: 'For',
  against: 'Against',
  abstain: 'Abstain',
  'not-participating': 'Not participating',
};
const CHOICE_LISTS: Readonly<Record<Choice, string>> = { ...CHOICE_ACTS, abstain: 'Abstaining' };
