import { useEffect, useRef, type RefObject } from 'react';

/** Where nothing has the keys any more once some work is over, since all that had them was shut meanwhile, this element has. */
export function useFocusAfterwards<T extends HTMLElement>(busy: boolean): RefObject<T | null> {
  const element = useRef<T>(null);
  const wasBusy = useRef(busy);
  useEffect(() => {
    if (wasBusy.current && !busy && (document.activeElement ?? document.body) === document.body) element.current?.focus();
    wasBusy.current = busy;
  }, [busy]);
  return element;
}
