import { useEffect, useEffectEvent, type RefObject } from 'react';

/** Hears the keys pressed within an element. Those that the handler says it took have no other effect. */
export function useKeyDown(element: RefObject<HTMLElement | null>, handler: (event: KeyboardEvent) => boolean): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (!handler(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    const heard = element.current;
    const listen = (event: KeyboardEvent): void => handle(event);
    heard?.addEventListener('keydown', listen);
    return () => heard?.removeEventListener('keydown', listen);
  }, [element]);
}
