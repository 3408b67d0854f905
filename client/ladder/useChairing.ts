import { useMemo, useState } from 'react';
import type { Agreeing } from './agreeing.ts';

/** What of meetings, of the ladder and of the lens is being seen to, over the page. */
export interface Chairing {
  /** Clauses about to be declared agreed, or reopened. */
  readonly agreeing: Agreeing | null;
  readonly setAgreeing: (agreeing: Agreeing | null) => void;
  readonly sitting: 'meeting' | 'ladder' | 'lens' | null;
  readonly setSitting: (sitting: Chairing['sitting']) => void;
}

export function useChairing(): Chairing {
  const [agreeing, setAgreeing] = useState<Agreeing | null>(null);
  const [sitting, setSitting] = useState<Chairing['sitting']>(null);
  return useMemo(() => ({ agreeing, setAgreeing, sitting, setSitting }), [agreeing, sitting]);
}
