import { useMemo } from 'react';
import type { Readable } from '../state/readable.ts';
import { useReadable } from './useReadable.ts';

/** Whether the window is at least so many pixels wide, followed while it changes. */
export function useAtLeast(width: number): boolean {
  return useReadable(useMemo(() => atLeast(width), [width]));
}

function atLeast(width: number): Readable<boolean> {
  const media = matchMedia(`(min-width: ${width}px)`);
  return {
    get: () => media.matches,
    subscribe: (listener) => {
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
  };
}
