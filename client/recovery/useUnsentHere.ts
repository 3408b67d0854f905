import { useEffect, useState } from 'react';
import type { SeatId } from '../../shared/base/ids.ts';
import { useServices } from '../chrome/Services.tsx';
import { unsentHere } from './unsent-here.ts';

/** How many changes of a person, or of anybody, only this device has, room by room: looked at whenever the page is, and with each other `when`. */
export function useUnsentHere(seat: SeatId | null, when: unknown): ReadonlyMap<string, number> {
  const { kept } = useServices();
  const [unsent, setUnsent] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(() => {
    let here = true;
    const look = (): void =>
      void unsentHere(kept, seat).then((found) => {
        if (here) setUnsent(found);
      });
    look();
    window.addEventListener('focus', look);
    return () => {
      here = false;
      window.removeEventListener('focus', look);
    };
  }, [kept, seat, when]);
  return unsent;
}
