import { useEffect, useEffectEvent, useRef } from 'react';

/**
 * Keys that are pressed while an act is on the way are for the page as it is after it, and each for the page as the one before has left it.
 * `isOpen`: whether a sheet lies over the text. Gives back whether a key has to wait.
 */
export function useKeysInTurn(isOpen: boolean, press: (event: KeyboardEvent) => void): (event: KeyboardEvent) => boolean {
  const waiting = useRef<KeyboardEvent[]>([]);
  const pressNext = useEffectEvent((event: KeyboardEvent): void => press(event));
  useEffect(() => {
    const next = isOpen ? undefined : waiting.current.shift();
    if (next !== undefined) pressNext(next);
  });
  return (event) => {
    if (!isOpen) return false;
    if (!isActOnTheWay()) {
      // The act was not done, or another one is being looked at.
      waiting.current = [];
      return false;
    }
    if (!event.ctrlKey && !event.metaKey && event.key !== 'Escape') waiting.current.push(event);
    return true;
  };
}

function isActOnTheWay(): boolean {
  return document.querySelector('dialog.sheet[aria-busy=true]') !== null;
}
