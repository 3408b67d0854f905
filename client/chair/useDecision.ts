import { useMemo, useState } from 'react';
import type { ProposalId } from '../../shared/base/ids.ts';
import { useDraftDesk, type Intent } from '../points/DraftDesk.ts';
import type { Failure } from '../state/api.ts';
import { commandOf, newForm, outlooks, seeNow, wantingIn, type DecisionForm, type Seen } from './decision.ts';

/** A decision being made, and what has become of its proposal meanwhile. */
export interface Deciding {
  readonly form: DecisionForm;
  readonly outlook: ReturnType<typeof outlooks>;
  readonly seen: Seen;
  readonly present: Seen;
  /** Whether the words are other ones than those that were seen. */
  readonly changed: boolean;
  readonly failure: Failure | null;
  readonly sending: boolean;
  /** What the record still wants, in words; null: nothing. */
  readonly wanting: string | null;
  readonly change: (changes: Partial<DecisionForm>) => void;
  readonly putFailureAway: () => void;
  /** Takes the words as they are now for what was seen. */
  readonly lookAgain: () => void;
  readonly confirm: () => void;
}

export function useDecision(intent: Intent, id: ProposalId, onDecided: () => void): Deciding {
  const { snapshot, give } = useDraftDesk();
  const [form, setForm] = useState<DecisionForm>(() => newForm(snapshot, intent, id));
  const [seen, setSeen] = useState(() => seeNow(snapshot, id));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [sending, setSending] = useState(false);
  const present = useMemo(() => seeNow(snapshot, id), [snapshot, id]);
  const outlook = useMemo(() => outlooks(snapshot, form), [snapshot, form]);
  const changed = intent !== 'reopen' && present.version !== seen.version;
  const wanting = wantingIn(form);
  async function send(): Promise<void> {
    setSending(true);
    const failed = await give(commandOf(snapshot, form, seen));
    setSending(false);
    if (failed === null) onDecided();
    else setFailure(failed);
  }
  return {
    form,
    outlook,
    seen,
    present,
    changed,
    failure,
    sending,
    wanting,
    change: (changes) => setForm({ ...form, ...changes }),
    putFailureAway: () => setFailure(null),
    lookAgain: () => {
      setSeen(present);
      setFailure(null);
      setForm({ ...form, wording: new Map() });
    },
    confirm: () => {
      if (!sending && !changed && outlook.ok && wanting === null) void send();
    },
  };
}
