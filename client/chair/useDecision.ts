import { useMemo, useState } from 'react';
import { must } from '../../shared/base/assert.ts';
import type { ProposalId } from '../../shared/base/ids.ts';
import { useDraftDesk, type Intent } from '../points/DraftDesk.ts';
import type { Failure } from '../state/api.ts';
import { commandOf, newForm, outlooks, rivalsShown, seeEach, wantingIn, type DecisionForm, type Seen } from './decision.ts';

/** A decision being made, and what has become of its proposal meanwhile. */
export interface Deciding {
  readonly form: DecisionForm;
  readonly outlook: ReturnType<typeof outlooks>;
  /** What was seen of what has other words now, it or what is to fall with it, and what is to be seen of that; null where nothing has. */
  readonly changed: { readonly seen: Seen; readonly present: Seen } | null;
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
  const present = useMemo(
    () => seeEach(snapshot, new Set([id, ...rivalsShown(snapshot, id), ...form.falls])),
    [snapshot, id, form.falls],
  );
  const [seen, setSeen] = useState(present);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [sending, setSending] = useState(false);
  const outlook = useMemo(() => outlooks(snapshot, form), [snapshot, form]);
  const changed = intent === 'reopen' ? null : firstChanged([id, ...form.falls], seen, present);
  const wanting = wantingIn(form);
  async function send(): Promise<void> {
    setSending(true);
    const failed = await give(commandOf(snapshot, form, must(seen.get(id), 'what was seen'), seen));
    setSending(false);
    if (failed === null) onDecided();
    else setFailure(failed);
  }
  return {
    form,
    outlook,
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
      if (!sending && changed === null && outlook.ok && wanting === null) void send();
    },
  };
}

/** The first of some proposals of which the words are other ones than were seen. One that nobody had seen is seen as it is. */
function firstChanged(
  ids: readonly ProposalId[],
  seen: ReadonlyMap<ProposalId, Seen>,
  present: ReadonlyMap<ProposalId, Seen>,
): Deciding['changed'] {
  for (const id of ids) {
    const [was, is] = [seen.get(id), present.get(id)];
    if (was !== undefined && is !== undefined && was.version !== is.version) return { seen: was, present: is };
  }
  return null;
}
