import { useEffectEvent, useLayoutEffect, type RefObject } from 'react';
import { isComposed } from './key-meant.ts';

/** Whether a key is for the open list of a combobox, which it closes or chooses from. */
function isForList({ key, target }: KeyboardEvent): boolean {
  return (
    (key === 'Escape' || key === 'Enter') &&
    target instanceof HTMLElement &&
    target.matches('[role=combobox][aria-expanded=true]')
  );
}

/** Hears the keys pressed within an element, from when it is seen. Those that the handler says it took have no other effect. */
export function useKeyDown(element: RefObject<HTMLElement | null>, handler: (event: KeyboardEvent) => boolean): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (isComposed(event) || isForList(event) || !handler(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  useLayoutEffect(() => {
    const heard = element.current;
    const listen = (event: KeyboardEvent): void => handle(event);
    heard?.addEventListener('keydown', listen);
    return () => heard?.removeEventListener('keydown', listen);
  }, [element]);
}
