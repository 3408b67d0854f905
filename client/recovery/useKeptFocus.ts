import { useEffect, useEffectEvent, useRef } from 'react';

/** Where one is dealt with by key, its buttons go, and the focus with them: it stays with those that are left. */
export function useKeptFocus(count: number, onEmptied: () => void = () => undefined) {
  const frame = useRef<HTMLElement>(null);
  const before = useRef(count);
  const look = useEffectEvent((now: number) => {
    const isLost = now < before.current && document.activeElement === document.body;
    before.current = now;
    if (isLost && now > 0) frame.current?.focus();
    else if (isLost) onEmptied();
  });
  useEffect(() => look(count), [count]);
  // With the last of them all that is said above the text may go.
  useEffect(() => () => look(0), []);
  return frame;
}
