import { useEffect, useState } from 'react';
import { lengthInSteps, type TextLength } from '../../shared/projection/length.ts';
import type { DraftSnapshot } from '../state/draft-snapshot.ts';

/** How long a text is, counted in steps between which the page goes on; the former length meanwhile, and null before there is any. */
export function useLength({ clauses, state }: DraftSnapshot): TextLength | null {
  const [length, setLength] = useState<TextLength | null>(null);
  const { proposals } = state;
  useEffect(() => {
    const steps = lengthInSteps(clauses, { proposals });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const go = (): void => {
      const { done, value } = steps.next();
      if (done === true) setLength((former) => (isSame(former, value) ? former : value));
      else timer = setTimeout(go, 0);
    };
    go();
    return () => clearTimeout(timer);
  }, [clauses, proposals]);
  return length;
}

function isSame(one: TextLength | null, other: TextLength): boolean {
  return one?.clean === other.clean && one.negotiating === other.negotiating;
}
