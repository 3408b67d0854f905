import { useEffect, useEffectEvent, useMemo, useRef } from 'react';
import { since, type Since } from '../../shared/projection/since.ts';
import { presentIn } from '../../shared/projection/telling.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import type { Look } from './useLook.ts';

/** What the record tells since this seat last looked; null while that is not known, or the view is another. Leaving the view is having seen it. */
export function useSince(snapshot: DraftSnapshot, look: Look, shown: boolean): Since | null {
  const after = shown ? look.seen : null;
  const told = useMemo(() => {
    if (after === null) return null;
    const { clauses, entries, state, registry, holding } = snapshot;
    return since(clauses, { entries, state, registry, ...presentIn((id) => holding.get(id) ?? []) }, after);
  }, [snapshot, after]);
  // What was shown last, for when it is shown no more.
  const last = useRef(0);
  useEffect(() => {
    if (told !== null) last.current = told.last;
  }, [told]);
  const leave = useEffectEvent(() => look.see(last.current));
  useEffect(() => (shown ? () => leave() : undefined), [shown]);
  return told;
}
