import { useCallback, useState } from 'react';

/** Something the person has been told, until they put it away. */
interface Told {
  readonly id: number;
  readonly tone: 'plain' | 'refused';
  readonly sentence: string;
}

export interface Notices {
  readonly told: readonly Told[];
  readonly tell: (tone: Told['tone'], sentence: string) => void;
  readonly putAway: (id: number) => void;
}

/** What stays on the screen until it is put away. The same sentence stands there once. */
export function useNotices(): Notices {
  const [told, setTold] = useState<readonly Told[]>([]);
  const tell = useCallback((tone: Told['tone'], sentence: string): void => {
    setTold((before) => [
      ...before.filter((one) => one.sentence !== sentence),
      { id: (before.at(-1)?.id ?? 0) + 1, tone, sentence },
    ]);
  }, []);
  const putAway = useCallback((id: number): void => setTold((before) => before.filter((one) => one.id !== id)), []);
  return { told, tell, putAway };
}
