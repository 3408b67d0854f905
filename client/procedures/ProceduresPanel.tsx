import { useMemo } from 'react';
import type { ClauseId, DraftId } from '../../shared/base/ids.ts';
import { may } from '../../shared/policy/policy.ts';
import { adoptionWords } from '../../shared/projection/adoption.ts';
import { isRunning } from '../../shared/record/silence.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import { SilenceCard } from './SilenceCard.tsx';
import { VoteCard } from './VoteCard.tsx';

export interface ProceduresPanelProps {
  readonly draft: DraftId;
  readonly onGo: (clause: ClauseId) => void;
  readonly onCirculate: () => void;
  readonly onVote: () => void;
}

/** Silence procedures and votes: those under way first, the latest of each kind of time before the others. */
export function ProceduresPanel({ draft, onGo, onCirculate, onVote }: ProceduresPanelProps) {
  const { snapshot, seat } = useDraftDesk();
  const { silences, votes } = snapshot.state;
  const cards = [
    ...[...silences.values()].map((silence) => ({
      entry: silence.entry,
      live: isRunning(silence),
      card: <SilenceCard key={silence.entry} silence={silence} draft={draft} onGo={onGo} />,
    })),
    ...[...votes.values()].map((vote) => ({
      entry: vote.entry,
      live: vote.status.state === 'open',
      card: <VoteCard key={vote.entry} vote={vote} />,
    })),
  ].toSorted((a, b) => Number(b.live) - Number(a.live) || b.entry - a.entry);
  const adopted = useMemo(() => adoptionWords(snapshot.state, snapshot.clauses), [snapshot.state, snapshot.clauses]);
  return (
    <>
      {(may(seat, 'circulate') || may(seat, 'hold votes')) && (
        <div className="acts">
          {may(seat, 'circulate') && (
            <button type="button" className="act" aria-keyshortcuts="Shift+Q" onClick={onCirculate}>
              Circulate for silence … <kbd aria-hidden="true">Q</kbd>
            </button>
          )}
          {may(seat, 'hold votes') && (
            <button type="button" className="act" aria-keyshortcuts="Shift+V" onClick={onVote}>
              Put to the vote … <kbd aria-hidden="true">V</kbd>
            </button>
          )}
        </div>
      )}
      {adopted !== '' && <p className="adopted">{adopted}.</p>}
      {cards.length === 0 && <p className="empty">No text was circulated for silence, and nothing was put to the vote.</p>}
      {cards.map(({ card }) => card)}
    </>
  );
}
