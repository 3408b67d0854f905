import { useState } from 'react';
import type { Refusal } from '../../shared/record/command.ts';
import type { Rung } from '../../shared/record/ladder.ts';
import { useDraftDesk } from '../points/DraftDesk.ts';
import type { Failure } from '../state/api.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import { agreeCommand, seeClauses, type Agreeing } from './agreeing.ts';

/** Clauses about to be agreed or reopened, and what stands in the way. */
export interface AgreeingForm {
  readonly rung: Rung;
  readonly reason: string;
  /** Why they cannot be agreed as they stand; null where they can. */
  readonly stopped: Refusal | null;
  /** Why the server refused. */
  readonly failure: Failure | null;
  readonly ready: boolean;
  readonly sending: boolean;
  readonly choose: (rung: string) => void;
  readonly setReason: (reason: string) => void;
  readonly putFailureAway: () => void;
  /** Takes the words as they are now for what was seen. */
  readonly lookAgain: () => void;
  readonly confirm: () => void;
}

export function useAgreeing(agreeing: Agreeing, onDone: () => void): AgreeingForm {
  const { snapshot, give } = useDraftDesk();
  const { act, clauses } = agreeing;
  const [chosen, setChosen] = useState<string>(() => nextRung(snapshot, agreeing).id);
  const [seen, setSeen] = useState(() => seeClauses(snapshot, clauses));
  const [reason, setReason] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [sending, setSending] = useState(false);
  const rung = snapshot.state.ladder.rungs.find(({ id }) => id === chosen) ?? nextRung(snapshot, agreeing);
  const { command, refusal } = agreeCommand(snapshot, rung, seen);
  const stopped = act === 'agree' ? refusal : null;
  const ready = !sending && (act === 'agree' ? stopped === null : reason.trim() !== '');
  async function send(): Promise<void> {
    setSending(true);
    const failed = await give(act === 'agree' ? command : { type: 'reopen-clauses', clauses, reason });
    setSending(false);
    if (failed === null) onDone();
    else setFailure(failed);
  }
  return {
    rung,
    reason,
    stopped,
    failure,
    ready,
    sending,
    choose: setChosen,
    setReason,
    putFailureAway: () => setFailure(null),
    lookAgain: () => setSeen(seeClauses(snapshot, clauses)),
    confirm: () => {
      if (ready) void send();
    },
  };
}

/** The lowest rung above the lowest of the clauses, or the highest there is. */
function nextRung({ state, statusOf }: DraftSnapshot, { clauses }: Agreeing): Rung {
  const { rungs } = state.ladder;
  const above = Math.min(...clauses.map((id) => statusOf.get(id)?.place ?? -1)) + 1;
  const rung = rungs[Math.min(above, rungs.length - 1)];
  if (rung === undefined) throw new Error('a ladder has rungs');
  return rung;
}
