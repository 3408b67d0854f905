import { startTransition, useEffect, useMemo, useState } from 'react';
import { useReadable } from '../chrome/useReadable.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';
import type { Readable } from '../state/readable.ts';

/**
 * A draft as it changes. What the record says stands on the page at once; what typing did is worked in between the page's other work: on a
 * text of 2,000 clauses what follows from it takes a tenth of a second, and would hold up the next key.
 */
export function useSnapshot(model: Readable<DraftSnapshot>): DraftSnapshot {
  const recorded = useMemo(() => withRecord(model), [model]);
  const held = useReadable(recorded);
  const [typed, setTyped] = useState(held);
  useEffect(() => {
    const follow = (): void => {
      const now = model.get();
      if (now !== recorded.get()) startTransition(() => setTyped(now));
    };
    follow();
    return model.subscribe(follow);
  }, [model, recorded]);
  return typed.entries === held.entries ? typed : held;
}

/** Changes when the record does: the draft as it was then. */
function withRecord(model: Readable<DraftSnapshot>): Readable<DraftSnapshot> {
  let held = model.get();
  return {
    get: () => {
      const now = model.get();
      if (now.entries !== held.entries) held = now;
      return held;
    },
    subscribe: model.subscribe,
  };
}
