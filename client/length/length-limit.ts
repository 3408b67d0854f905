import { useState, useSyncExternalStore } from 'react';
import type { DraftId } from '../../shared/base/ids.ts';
import { LENGTH_LIMITS } from '../../shared/projection/length.ts';

/** The limit that a person chose for a draft, in words; null for none. It is kept on the device, and one on all its pages. */
export type LengthLimit = (typeof LENGTH_LIMITS)[keyof typeof LENGTH_LIMITS] | null;

/** What limits there are, with what each is for. */
export const LIMITS: readonly (readonly [LengthLimit, string])[] = [
  [null, 'No limit'],
  [LENGTH_LIMITS.secretariat, '8,500 words: a report that the Secretariat writes'],
  [LENGTH_LIMITS.other, '10,700 words: any other document'],
];

const CHANGED = 'travaux-length-limit';

/** The limit of a draft, and the way to choose another. */
export function useLengthLimit(draft: DraftId): readonly [LengthLimit, (limit: LengthLimit) => void] {
  const [key] = useState(() => `travaux.length-limit.${draft}`);
  const kept = useSyncExternalStore(subscribe, () => localStorage.getItem(key) ?? '');
  const limit = LIMITS.find(([one]) => String(one) === kept)?.[0] ?? null;
  return [
    limit,
    (chosen) => {
      if (chosen === null) localStorage.removeItem(key);
      else localStorage.setItem(key, String(chosen));
      dispatchEvent(new Event(CHANGED));
    },
  ];
}

function subscribe(tell: () => void): () => void {
  // The one is said on this page, the other by its neighbours.
  addEventListener(CHANGED, tell);
  addEventListener('storage', tell);
  return () => {
    removeEventListener(CHANGED, tell);
    removeEventListener('storage', tell);
  };
}
