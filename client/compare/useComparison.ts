import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Comparison } from '../../shared/protocol/api.ts';
import { momentWord, type Moment } from '../../shared/protocol/moment.ts';
import { useServices } from '../chrome/Services.tsx';
import { useSelected } from '../chrome/useSelected.ts';
import type { Failure } from '../state/api.ts';
import type { OpenDraft } from '../state/open-draft.ts';
import { sessionOver } from '../state/session-over.ts';
import { paced, type Paced } from './paced.ts';

/** A comparison as it comes in; while another is on its way the last one stays. */
export interface Comparing {
  readonly comparison: Comparison | null;
  readonly failure: Failure | null;
  readonly busy: boolean;
  /** Asks for it once more. */
  readonly again: () => void;
}

/** How soon one with the present is asked for again, in milliseconds: the server goes through both texts for it. */
const EVERY = 3_000;

/**
 * Compares two moments of a draft, and again where `present` changes: something by which a caller knows that the present is another. What
 * failed is asked for again once the draft's room is connected.
 */
export function useComparison(
  { id: draft, room }: Pick<OpenDraft, 'id' | 'room'>,
  sides: { readonly from: Moment; readonly to: Moment },
  present: number,
): Comparing {
  const services = useServices();
  const { api } = services;
  const [comparing, setComparing] = useState<Omit<Comparing, 'again'>>({ comparison: null, failure: null, busy: true });
  const [from, to] = [momentWord(sides.from), momentWord(sides.to)];
  const moving = from === 'now' || to === 'now' ? present : 0;
  const pace = useRef<{ readonly asking: Paced; readonly of: number }>(null);
  const compare = useEffectEvent(async (isWanted: () => boolean): Promise<void> => {
    setComparing((before) => ({ ...before, busy: true }));
    const answer = await api.compare(draft, sides.from, sides.to);
    if (!isWanted()) return;
    if (answer.ok) setComparing({ comparison: answer.value, failure: null, busy: false });
    else setComparing({ comparison: null, failure: answer.refusal, busy: false });
    if (!answer.ok && answer.refusal.kind === 'signed-out') sessionOver(services, room);
  });
  const presentNow = useEffectEvent(() => moving);
  useEffect(() => {
    let wanted = true;
    const asking = paced(() => compare(() => wanted), EVERY);
    pace.current = { asking, of: presentNow() };
    return () => {
      wanted = false;
      asking.stop();
    };
  }, [draft, from, to]);
  useEffect(() => {
    if (pace.current?.of === moving) return;
    pace.current?.asking.again();
  }, [moving]);
  const again = (): void => pace.current?.asking.again();
  const isUnreached = comparing.failure?.kind === 'unreachable';
  const isConnected = useSelected(room.save, ({ state }) => state === 'saved' || state === 'saving');
  // Once each time: what goes on failing while the room is connected is for the person to ask for.
  useEffect(() => {
    if (isConnected && isUnreached) pace.current?.asking.again();
  }, [isConnected, isUnreached]);
  return { ...comparing, again };
}
