import { useState } from 'react';
import type { Vote } from '../../shared/record/vote.ts';
import { Notice } from '../chrome/Notice.tsx';
import { useGiving } from './useGiving.ts';

const HANDS = ['for', 'against', 'abstaining'] as const;
type Hand = (typeof HANDS)[number];

/** The counts of a show of hands, as the secretariat took them. They may be put right until the close. */
export function HandCounts({ vote }: { readonly vote: Vote }) {
  const { counted } = vote;
  const [written, setWritten] = useState<Readonly<Record<Hand, string>>>({
    for: String(counted?.for ?? ''),
    against: String(counted?.against ?? ''),
    abstaining: String(counted?.abstaining ?? ''),
  });
  const { busy, reason, give, putAway } = useGiving();
  const whole = HANDS.every((hand) => /^\d{1,5}$/.test(written[hand]));
  return (
    <form
      className="procedure-form"
      onSubmit={(event) => {
        event.preventDefault();
        const [inFavour, against, abstaining] = HANDS.map((hand) => Number(written[hand])) as [number, number, number];
        const counts = { for: inFavour, against, abstaining, notParticipating: 0 };
        if (whole && !busy) void give({ type: 'count-votes', vote: vote.entry, counts });
      }}
    >
      <div className="hand-counts">
        {HANDS.map((hand) => (
          <label key={hand} className="field">
            {HAND_WORDS[hand]}
            <input
              type="text"
              inputMode="numeric"
              pattern="\d*"
              maxLength={5}
              value={written[hand]}
              onChange={(event) => setWritten({ ...written, [hand]: event.target.value.trim() })}
            />
          </label>
        ))}
      </div>
      {reason !== null && (
        <Notice tone="refused" onDismiss={putAway}>
          {reason}
        </Notice>
      )}
      <div className="row end">
        <button type="submit" className="main-act" disabled={busy || !whole}>
          {counted === null ? 'Record the count' : 'Put the count right'}
        </button>
      </div>
    </form>
  );
}

const HAND_WORDS: Readonly<Record<Hand, string>> = { for: 'For', against: 'Against', abstaining: 'Abstaining' };
