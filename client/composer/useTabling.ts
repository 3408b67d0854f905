import { useState } from 'react';
import type { ParticipantId } from '../../shared/base/ids.ts';
import type { DraftingAct } from '../../shared/record/drafting.ts';
import { textDigest } from '../../shared/text/digest.ts';
import { useServices, useSitting } from '../chrome/Services.tsx';
import { useReadable } from '../chrome/useReadable.ts';
import { tooEarly, type Failure } from '../state/api.ts';
import { oneByOne } from '../state/one-by-one.ts';
import type { OpenPreparation } from '../state/open-draft.ts';
import { rationaleAfter } from './rationale.ts';
import { useDraftingAct } from './useDraftingAct.ts';

/** The ways out of a preparation, and what stands in them. */
export interface TablingActs {
  readonly rationale: string;
  readonly word: (rationale: string) => void;
  /** Keeps the rationale with the preparation, and so says it to whoever else prepares it. */
  readonly share: () => void;
  readonly failure: Failure | null;
  readonly putFailureAway: () => void;
  readonly busy: 'tabling' | 'discarding' | 'clearing' | null;
  /** Whether several delegations prepare it, this one clears it, and all others do. */
  readonly together: boolean;
  readonly isReady: boolean;
  readonly othersReady: boolean;
  readonly clear: (ready: boolean) => void;
  /** `onBehalfOf`: the group for which it is tabled. */
  readonly table: (onBehalfOf: ParticipantId | null) => void;
  readonly discard: () => void;
}

export function useTabling(preparation: OpenPreparation, onDone: (entry: number | null) => void): TablingActs {
  const { api } = useServices();
  const { seat } = useSitting();
  const { info } = preparation;
  const drafting = useReadable(preparation.drafting);
  const [rationale, word] = useState(drafting.rationale);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState<TablingActs['busy']>(null);
  const together = drafting.sponsors.length > 1;
  const [shared, setShared] = useState(drafting.rationale);
  const [sent, setSent] = useState(drafting.rationale);
  if (shared !== drafting.rationale) {
    setShared(drafting.rationale);
    word(rationaleAfter({ own: rationale, before: shared, now: drafting.rationale, sent }));
  }
  // What is tabled or discarded comes behind what was said before it.
  const [inTurn] = useState(oneByOne);
  const give = useDraftingAct(preparation);
  const act = async (one: DraftingAct): Promise<boolean> => {
    const failed = await inTurn(() => give(one));
    if (failed !== null) setFailure(failed);
    return failed === null;
  };
  const share = async (): Promise<boolean> => {
    if (rationale === drafting.rationale) return true;
    setSent(rationale);
    return act({ act: 'word-rationale', rationale });
  };
  const clear = async (ready: boolean): Promise<boolean> => {
    const version = textDigest(preparation.edited.get());
    return (await share()) && act(ready ? { act: 'ready', version, rationale } : { act: 'not-ready' });
  };
  const during = async (what: Exclude<TablingActs['busy'], null>, work: () => Promise<unknown>): Promise<void> => {
    setBusy(what);
    setFailure(null);
    await work();
    setBusy(null);
  };
  const finish = async (ask: () => ReturnType<typeof api.command> | ReturnType<typeof api.discard>): Promise<void> => {
    const answer = await inTurn<Awaited<ReturnType<typeof ask>>>(ask);
    if (answer.ok) onDone(answer.value?.entries[0] ?? null);
    else setFailure(answer.refusal);
  };
  return {
    rationale,
    word,
    share: () => void share(),
    failure,
    putFailureAway: () => setFailure(null),
    busy,
    together,
    isReady: drafting.ready.includes(seat.participant),
    othersReady: drafting.sponsors.every((id) => id === seat.participant || drafting.ready.includes(id)),
    clear: (ready) => void during('clearing', () => clear(ready)),
    table: (onBehalfOf) =>
      void during('tabling', async () => {
        const unsaved = await preparation.room.arrived();
        if (unsaved !== null) return setFailure(tooEarly(unsaved));
        if (together && !(await clear(true))) return;
        return finish(() => api.command(info.draft, { type: 'table', preparation: info.id, rationale, onBehalfOf }));
      }),
    discard: () => void during('discarding', () => finish(() => api.discard(info.id))),
  };
}
