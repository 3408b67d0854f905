import { useEffect } from 'react';
import { useReadable } from '../chrome/useReadable.ts';
import type { LostWords } from './lost-words.ts';
import type { Tray } from './tray.ts';

/** What lies in the tray: looked at again whenever the page is, since another page of this person may have dealt with it. */
export function useTray(tray: Tray): readonly LostWords[] {
  useEffect(() => {
    const look = (): void => void tray.refreshHere();
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [tray]);
  return useReadable(tray);
}
