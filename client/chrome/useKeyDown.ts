import { useEffectEvent, useLayoutEffect, type RefObject } from 'react';
import { isComposed } from './key-meant.ts';
import { isTyping } from './keys.ts';

/** Whether a key is for the open list of a combobox, which it closes or chooses from. */
function isForList({ key, target }: KeyboardEvent): boolean {
  return (
    (key === 'Escape' || key === 'Enter') &&
    target instanceof HTMLElement &&
    target.matches('[role=combobox][aria-expanded=true]')
  );
}

/** Whether a key, pressed beside a sheet that lies over the page, is the sheet's: whoever has clicked on the text still leaves it by Escape. */
function isForSheet({ key, target, defaultPrevented }: KeyboardEvent, element: HTMLElement | null): boolean {
  if (key !== 'Escape' || defaultPrevented || element?.matches('dialog.sheet[aria-busy=false]') !== true) return false;
  const isElsewhere = target instanceof Node && !element.contains(target) && !isTyping(target);
  return isElsewhere && document.querySelector('[aria-modal=true]') === null;
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
    const listenBeside = (event: KeyboardEvent): void => {
      if (isForSheet(event, heard)) handle(event);
    };
    heard?.addEventListener('keydown', listen);
    window.addEventListener('keydown', listenBeside);
    return () => {
      heard?.removeEventListener('keydown', listen);
      window.removeEventListener('keydown', listenBeside);
    };
  }, [element]);
}
