import { useEffect, useState } from 'react';
import type { DraftId } from '../../shared/base/ids.ts';
import type { Comparison } from '../../shared/protocol/api.ts';
import { momentWord, type Moment } from '../../shared/protocol/moment.ts';
import { useServices } from '../chrome/Services.tsx';
import type { Failure } from '../state/api.ts';

/** A comparison as it comes in; while another is on its way the last one stays. */
export interface Comparing {
  readonly comparison: Comparison | null;
  readonly failure: Failure | null;
  readonly busy: boolean;
}

/** Compares two moments of a draft, and again where `present` changes: something by which a caller knows that the present is another. */
export function useComparison(draft: DraftId, sides: { readonly from: Moment; readonly to: Moment }, present: number): Comparing {
  const { api, session } = useServices();
  const [comparing, setComparing] = useState<Comparing>({ comparison: null, failure: null, busy: true });
  const [from, to] = [momentWord(sides.from), momentWord(sides.to)];
  const moving = from === 'now' || to === 'now' ? present : 0;
  useEffect(() => {
    let wanted = true;
    setComparing((before) => ({ ...before, busy: true }));
    void api.compare(draft, sides.from, sides.to).then((answer) => {
      if (!wanted) return;
      if (answer.ok) setComparing({ comparison: answer.value, failure: null, busy: false });
      else if (answer.refusal.kind === 'signed-out') session.signedOut();
      else setComparing({ comparison: null, failure: answer.refusal, busy: false });
    });
    return () => {
      wanted = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the sides are the two words
  }, [api, session, draft, from, to, moving]);
  return comparing;
}
